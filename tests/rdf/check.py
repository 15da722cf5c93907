"""Reads an output folder with rdflib and validates it with pyshacl; see check.sh."""

import re
import sys
from pathlib import Path

import rdflib
from pyshacl import validate
from rdflib.namespace import OWL, RDF, RDFS

ACTANT = "https://actant.example/ontology#"


def main(folder: Path) -> int:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(folder / "graph.nq", format="nquads")
    header = (folder / "graph.nq").open(encoding="utf-8").readline()
    base, counted = re.fullmatch(r"# actant graph 1, base <(.*)>, (\d+) quads\n", header).groups()
    faults = []

    quads = list(dataset.quads())
    if len(quads) != int(counted):
        faults.append(f"rdflib reads {len(quads)} quads, the header speaks of {counted}")
    if any(isinstance(term, rdflib.BNode) for quad in quads for term in quad):
        faults.append("there are blank nodes")
    for subject, predicate, value, _ in quads:
        if isinstance(value, rdflib.Literal) and value.ill_typed:
            faults.append(f"ill-typed literal: {subject} {predicate} {value!r}")

    claims = rdflib.URIRef(base + "claims")
    stated, claimed = set(), set()
    for subject, predicate, value, graph in quads:
        if graph is None or graph == rdflib.graph.DATASET_DEFAULT_GRAPH_ID:
            stated.add((subject, predicate, value))
        elif graph == claims:
            claimed.add((subject, predicate, value))
    if stated & claimed:
        faults.append(f"{len(stated & claimed)} triples are both stated and claimed")

    ontology = rdflib.Graph().parse(folder / "ontology.ttl")
    used = {term for quad in quads for term in quad[1:3] if str(term).startswith(ACTANT)}
    for term in sorted(used):
        if (term, RDFS.label, None) not in ontology or (term, RDFS.comment, None) not in ontology:
            faults.append(f"the ontology does not describe {term}")
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.Class):
        for term in ontology.subjects(RDF.type, kind):
            if (term, RDFS.comment, None) not in ontology:
                faults.append(f"no comment on {term}")

    # The shapes look at all graphs together; the ontology's classes are not part of the data.
    union = rdflib.Graph()
    for subject, predicate, value, _ in quads:
        union.add((subject, predicate, value))
    shapes = rdflib.Graph().parse(folder / "shapes.ttl")
    conforms, _, report = validate(union, shacl_graph=shapes, inference="none")
    if not conforms:
        faults.append(report)

    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(quads)} quads, {len(stated)} stated, {len(claimed)} claimed: {'faults found' if faults else 'fine'}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
