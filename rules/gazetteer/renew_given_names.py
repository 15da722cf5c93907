#!/usr/bin/env python3
"""Writes given-names.tsv anew from two packages of the Python Package Index.

    pip install names==0.3.0 faker==40.54.0        (US Census 1990, public domain; MIT)
    python3 renew_given_names.py

A name of the census counts for both its tables; every locale of faker counts once. Russian, Ukrainian, Bulgarian and
Serbian names are written in Latin letters as newspapers do. A name is a man's or a woman's if three in four of the
counts say so, and otherwise both's. Of spellings that differ by their accents alone, the one that most of the counts
have is written; the program compares names without accents.
"""

import importlib
import pkgutil
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import faker.providers.person as locales
import names

HERE = Path(__file__).parent
LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "yo", "є": "ye", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "",
    "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}


def key(name):
    name = unicodedata.normalize("NFKD", name)
    return "".join(c for c in name if not unicodedata.combining(c)).lower()


def spellings(name, ukrainian):
    """A name in Latin letters, with the two usual ends of Slavic ones: Sergey, Sergei."""
    name = unicodedata.normalize("NFC", name.strip())
    if re.search("[а-яіїєґ]", name.lower()):
        letters = dict(LATIN, г="h", и="y") if ukrainian else LATIN
        name = "".join(letters.get(c, c) for c in name.lower())
        starts = [name, "y" + name] if name.startswith("e") else [name]
        ends = ("iy", "ii", "y") if name.endswith("iy") else ("y", "i") if name.endswith("y") else ("",)
        stem = len(name) - len(ends[0])
        return [(start[: stem + len(start) - len(name)] + end).capitalize() for start in starts for end in ends]
    ends = [name[:-2] + end for end in ("ey", "ei") if name[-2:] in ("ey", "ei")]
    return ends or [name]


def main():
    counts = defaultdict(lambda: [0, 0])
    written = defaultdict(Counter)

    def count(name, sex, weight):
        if re.fullmatch(r"[^\W\d_]+(?:[-'’][^\W\d_]+)?", name) and len(name) > 1 and key(name).isascii():
            written[key(name)][name] += weight
            counts[key(name)][sex] += weight

    census = Path(names.__file__).parent
    shares = defaultdict(lambda: [0.0, 0.0])
    for sex, file in enumerate(["dist.male.first", "dist.female.first"]):
        for line in (census / file).read_text().splitlines():
            name, share, *_ = line.split()
            shares[name.capitalize()][sex] = float(share)
    for name, (male, female) in shares.items():
        if max(male, female) >= 0.004:
            both = min(male, female) * 9 > max(male, female)
            for sex in (0, 1):
                if both or (male, female)[sex] == max(male, female):
                    count(name, sex, 2)
    for module in pkgutil.iter_modules(locales.__path__):
        provider = importlib.import_module(f"{locales.__name__}.{module.name}").Provider
        for sex, attribute in enumerate(["first_names_male", "first_names_female"]):
            found = {part for name in getattr(provider, attribute, ()) for part in name.split()}
            latin = {way for name in found for way in spellings(name, module.name == "uk_UA")}
            for name in latin:
                count(name, sex, 1)
    with open(HERE / "given-names.tsv", "w") as table:
        table.write(
            "# Given names and whether three in four of what the sources say makes them men's (m) or women's (f); - for both.\n"
            "# Columns: name, m | f | -.\n"
            "# Sources: first names of the 1990 US Census (US Census Bureau, public domain), from the PyPI package `names`,\n"
            "# without those of fewer than 4 in 100,000; first names by country of the PyPI package `faker` (MIT).\n"
            "# Renew: renew_given_names.py.\n"
        )
        for plain in sorted(counts):
            male, female = counts[plain]
            sex = "m" if male >= 3 * female else "f" if female >= 3 * male else "-"
            spelling = min(written[plain].items(), key=lambda way: (-way[1], way[0]))[0]
            table.write(f"{spelling}\t{sex}\n")


main()
