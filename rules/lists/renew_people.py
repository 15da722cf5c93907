"""Writes people.toml: nouns that WordNet knows for people and for nothing else.

    apt-get install wordnet-base
    python3 rules/lists/renew_people.py /usr/share/wordnet

A noun is taken when it is one word in lower case, every sense of it is of people (lexicographer file noun.person), and it
either occurs in the texts that WordNet's senses were counted in or ends as nouns for people do. What is left out by hand
stands below, and so are the words that entities.toml has already.
"""

import json
import pathlib
import re
import sys

PERSON = "18"
ENDS = (
    "ist man woman person ee ologist crat ician maker keeper holder worker goer writer player monger grapher ologer"
).split()
# Adjectives that are nouns at times, and things that carry the name too.
LEFT_OUT = set(
    """auxiliary babe basileus booker bunter champ chump commie compulsive cripple dear deceased desperate divine equal
    fatso hellion hillbilly hitter invalid junior lifter lightweight lummox lunkhead merman minor moderate phony potter private pursued redheader roarer romantic savage saver scholastic senior sharer signore sipper slob
    sophisticate stager stupid supernatural toter tragedian twirler unfortunate wearer wisenheimer yokel""".split()
)
HEAD = """\
# Nouns for people, besides those of entities.toml. Lemmas in lower case.
# Source: WordNet 3.0 (Princeton University, WordNet's own licence, see models/): nouns all of whose senses are of people.
# Renew: see renew_people.py.

[known-people]
reason = "nouns that WordNet knows for a human being and for nothing else; their plural is a group"
"""


def main(folder):
    kinds, lower, abuse = {}, set(), set()
    for line in open(folder / "data.noun", encoding="utf-8"):
        if not line.startswith("  "):
            fields = line.split(" ")
            kinds[fields[0]] = fields[1]
            words = [word for word in fields[4 : 4 + 2 * int(fields[3], 16) : 2] if word.islower()]
            lower.update(words)
            if re.search("offensive|slur|derogatory|disparag|obscene|vulgar|prostitut", line):
                abuse.update(words)
    counted = set()
    for line in open(folder / "cntlist.rev", encoding="utf-8"):
        lemma, _, sense = line.split(" ")[0].partition("%")
        if sense.startswith("1:"):
            counted.add(lemma)
    here = pathlib.Path(__file__).parent
    listed = re.search(r"\[person-nouns\].*?\n\n", (here / "entities.toml").read_text("utf-8"), re.DOTALL).group(0)
    known = set(re.findall(r'"([a-z-]+)"', listed)) | LEFT_OUT
    words = set()
    for line in open(folder / "index.noun", encoding="utf-8"):
        if line.startswith("  "):
            continue
        fields = line.split()
        word, senses = fields[0], fields[-int(fields[2]) :]
        people = all(kinds[sense] == PERSON for sense in senses)
        if people and word in lower and word.isalpha() and word not in known | abuse:
            if word in counted or word.endswith(tuple(ENDS)):
                words.add(word)
    (here / "people.toml").write_text(HEAD + f"words = {json.dumps(sorted(words))}\n", encoding="utf-8")


main(pathlib.Path(sys.argv[1]))
