#!/usr/bin/env bash
# Reads what `actant build` wrote with other people's tools: tests/rdf/check.sh [FOLDER]
#
# FOLDER is an output folder (default: out). Needs Python 3 with the venv module and network access once, for rdflib and
# pyshacl; uses raptor's `rapper` as well where it is installed. Exits with 1 if a tool finds fault.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=${1:-out}

if [ ! -f "$folder/graph.nq" ]; then
  echo "no graph in $folder: run 'actant build' first" >&2
  exit 2
fi
tools=${ACTANT_RDF_TOOLS:-target/rdf-tools}
if [ ! -x "$tools/bin/pyshacl" ]; then
  python3 -m venv "$tools"
  "$tools/bin/pip" install --quiet 'rdflib>=7' 'pyshacl>=0.26'
fi

LC_ALL=C sort --check "$folder/graph.nq"
if command -v rapper >/dev/null 2>&1; then
  rapper --quiet --count --input nquads "$folder/graph.nq"
  rapper --quiet --count --input turtle "$folder/ontology.ttl"
  rapper --quiet --count --input turtle "$folder/shapes.ttl"
fi
"$tools/bin/python" tests/rdf/check.py "$folder"
