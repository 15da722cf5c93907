"""Terms of office out of the sources that renew.py names; used by it alone.

A term is [country, office, name, Wikidata id, first day, last day, last day on which an open term is known to have gone
on, source]. Offices are called as newswire calls them.
"""

import csv
import json
import re
import subprocess
from collections import defaultdict
from xml.etree import ElementTree

import yaml

MONTHS = {m: i + 1 for i, m in enumerate(
    "January February March April May June July August September October November December".split())}

# The day of the oldest of the snapshots of every-politician-scrapers.
CABINETS_READ = "2022-07-22"

# Offices that are kept, by the country that has them (None: every country), and what newswire calls them.
OFFICES = [
    (None, r"(Acting |Interim |Transitional )?President", "President"),
    (None, r"(Constitutional |First )?Vice[- ]President", "Vice President"),
    (None, r"(Acting |Interim |Caretaker |Federal )?Prime Minister", "Prime Minister"),
    (None, r"President of the Government|Minister-President", "Prime Minister"),
    (None, r"(Federal )?Chancellor", "Chancellor"),
    ("RU", r"Premier", "Prime Minister"),
    (None, r"Premier( of the State Council)?", "Premier"),
    (None, r"Taoiseach", "Taoiseach"),
    (None, r"[Mm]onarch|King|Queen|Emperor", "Monarch"),
    (None, r"Supreme Leader( of .*)?", "Supreme Leader"),
    (None, r"Emir|Amir", "Emir"),
    (None, r"Crown Prince", "Crown Prince"),
    ("CN", r"General Secretary of the Chinese Communist Party", "General Secretary"),
    ("GB", r"Secretary of State for Foreign(,| and) Commonwealth.* Affairs", "Foreign Secretary"),
    ("GB", r"Secretary of State for the Home Department", "Home Secretary"),
    ("GB", r"Secretary of State for Defence", "Defence Secretary"),
    ("GB", r"Chancellor of the Exchequer", "Chancellor of the Exchequer"),
    ("US", r"Secretary of State", "Secretary of State"),
    ("US", r"Secretary of Defen[cs]e", "Secretary of Defense"),
    ("US", r"Secretary of the Treasury", "Secretary of the Treasury"),
    ("US", r"Secretary of Homeland Security", "Secretary of Homeland Security"),
    ("US", r"Attorney General", "Attorney General"),
    ("US", r"Director of National Intelligence", "Director of National Intelligence"),
    ("US", r"Director of the Central Intelligence Agency", "Director of the Central Intelligence Agency"),
    ("US", r"Director of the Federal Bureau of Investigation", "Director of the Federal Bureau of Investigation"),
    ("US", r"Director of the National Security Agency", "Director of the National Security Agency"),
    ("US", r"National Security Advisor", "National Security Advisor"),
    ("US", r"Speaker of the House of Representatives", "Speaker of the House of Representatives"),
    ("US", r"Chairman of the Joint Chiefs of Staff", "Chairman of the Joint Chiefs of Staff"),
    ("RU", r"Director of the (Federal Security|Foreign Intelligence) Service", None),
    ("RU", r"Secretary of the Security Council", None),
    ("IL", r"Director of the Mossad", None),
    ("IR", r"Commander-in-chief of the Revolutionary Guard", None),
    ("UA", r"Head of the Security Service", None),
    (None, r"Minister (of|for) (Europe and )?(Foreign|External) Affairs( and .*)?", "Foreign Minister"),
    (None, r"Minister of Foreign Relations", "Foreign Minister"),
    (None, r"Minister (of|for) (National )?Defen[cs]e|Minister of the Armed Forces|Minister of War", "Defence Minister"),
]

# Offices in the words of World Leaders, by country (None: every country), and what newswire calls them.
MINISTRIES = [
    ("NZ", r"Minister of Internal Affairs", None),
    ("AU", r"Treasurer", "Treasurer"),
    ("MX", r"Secretary of Govt\.", "Interior Minister"),
    ("UA", r"Chairman, Security Service of Ukraine.*", "Head of the Security Service"),
    (None, r"(Europe and )?Foreign( and Diaspora)? Affairs.*|External (Affairs|Relations)|International Relations.*",
     "Foreign Minister"),
    (None, r"(National )?Defense( and Military .*)?|Armies.*", "Defence Minister"),
    (None, r"(Interior|Internal Affairs)( and .*)?", "Interior Minister"),
    (None, r"Home Affairs", "Home Affairs Minister"),
    (None, r"((Economy|Treasury)( and|,) )?Finances?( and .*)?|National Treasury.*", "Finance Minister"),
]


def office_of(country, title):
    """What newswire calls an office, or None for one that is not kept."""
    for only, pattern, name in OFFICES:
        if only in (None, country) and re.fullmatch(pattern, title):
            return name or title
    return None


def world_leaders(root):
    """The rows of world-leaders-2021 in all its states: a leader leaves the newest one with the office."""
    git = ["git", "-C", str(root / "world-leaders-2021")]
    run = {"capture_output": True, "text": True, "check": True}
    log = subprocess.run([*git, "log", "--reverse", "--format=%h", "--", "data/wikidata.csv"], **run)
    rows = {}
    for revision in log.stdout.split():
        table = subprocess.run([*git, "show", f"{revision}:data/wikidata.csv"], **run)
        for row in csv.DictReader(table.stdout.splitlines()):
            rows[row["position"], row["officeholder"], row["start_year"]] = row
    return list(rows.values())


def cabinets(root, by_wikidata):
    """Wikidata's holders of offices since 2000, as every-politician-scrapers keeps them country by country."""
    for path in sorted((root / "every-politician-scrapers").glob("*/html/holders21.csv")):
        country = by_wikidata.get(json.load(open(path.parent.parent / "meta.json"))["jurisdiction"]["id"])
        for row in csv.DictReader(open(path, encoding="utf-8")):
            office = country and office_of(country, row["position"])
            latin = all(ord(c) < 0x250 or not c.isalpha() for c in row["person"]) and row["person"][:1].isupper()
            if office and row["person"] and row["start"] and latin:
                yield [country, office, row["person"], row["personID"], row["start"], row["end"], CABINETS_READ, "wikidata"]


def ministry_of(country, title):
    """What newswire calls an office that World Leaders names, or None for one that is not kept."""
    field = re.sub(r"^(Minister|Cabinet Secretary|Secretary) (of|for) (the )?", "", title)
    for only, pattern, name in MINISTRIES:
        if only == country and re.fullmatch(pattern, title):
            return name
        if not only and field != title and re.fullmatch(pattern, field):
            return name
    # The directory spells the American way.
    return office_of(country, title.replace("Secretary of State for Defense", "Secretary of State for Defence"))


def directory(root, by_alpha3):
    """Ministers in the lists of World Leaders, as track-your-leader keeps them; a list tells of its own day only."""
    read = lambda path: json.load(open(root / "track-your-leader" / path, encoding="utf-8"))  # noqa: E731
    lists = read("src/features/travel-explorer/data/generated/meta.json")["cabinets"]
    members = read("scripts/data-pipeline/state/roster.json")
    for member in members.values():
        country, listed = by_alpha3[member["countryCode"]], lists[member["countryCode"]]["asOf"]
        name = re.sub(r"\bMc([a-z])", lambda match: "Mc" + match.group(1).upper(), member["name"].strip(" ,"))
        for title, dates in member["positions"].items():
            office = ministry_of(country, title)
            if office and listed and not dates["endedOn"]:
                since = dates["since"] or listed
                yield [country, office, name, "", since, "", max(listed, since), "worldleaders"]


def united_states(root, today):
    """Presidents and vice presidents since 1989, from congress-legislators."""
    for row in yaml.safe_load(open(root / "congress-legislators/executive.yaml", encoding="utf-8")):
        initials = "".join(f"{word[0]}. " for word in row["name"].get("middle", "").split())
        called = re.sub(r" \(.*", "", row["id"].get("wikipedia", ""))
        name = called or f"{row['name']['first']} {initials}{row['name']['last']}"
        joined = []
        for term in row["terms"]:
            kind, start, end = term["type"], str(term["start"]), str(term["end"])
            if joined and joined[-1][0] == kind and joined[-1][2] == start:
                joined[-1][2] = end
            else:
                joined.append([kind, start, end])
        for kind, start, end in joined:
            if end >= "1989-02":
                office = {"prez": "President", "viceprez": "Vice President"}[kind]
                end = "" if end > today else end
                yield ["US", office, name, row["id"].get("wikidata", ""), start, end, today, "congress"]


def united_kingdom(root):
    """Ministers since 1990, from the Ministers Database of the Institute for Government."""
    git = ["git", "-C", str(root / "ifg-ministers-database-public")]
    run = {"capture_output": True, "text": True, "check": True}
    table = lambda name: list(csv.DictReader(  # noqa: E731
        subprocess.run([*git, "show", f"HEAD:data/{name}.csv"], **run).stdout.splitlines()))
    read = subprocess.run([*git, "log", "-1", "--format=%ad", "--date=format:%Y-%m-%d"], **run).stdout.strip()
    posts = {row["id"]: row["name"] for row in table("post")}
    names = defaultdict(list)
    for row in table("person"):
        names[row["id"]].append(row["display_name"])
    for row in table("appointment"):
        office = office_of("GB", posts[row["post_id"]])
        if office and row["start_date"] >= "1990":
            # Peers keep the name under which they became known.
            called = sorted(names[row["person_id"]], key=lambda name: name.split()[0] in ("Lord", "Baroness", "Viscount"))
            yield ["GB", office, called[0], "", row["start_date"], row["end_date"], read, "ifg"]


def secretaries_of_state(root):
    """Secretaries of state since 1990, from the Principal Officers of the Office of the Historian."""
    git = ["git", "-C", str(root / "pocom")]
    run = {"capture_output": True, "text": True, "check": True}
    show = lambda path: ElementTree.fromstring(  # noqa: E731
        subprocess.run([*git, "show", f"HEAD:{path}"], **run).stdout.encode())
    read = subprocess.run([*git, "log", "-1", "--format=%ad", "--date=format:%Y-%m-%d"], **run).stdout.strip()
    for term in show("positions-principals/secretary.xml").iter("principal"):
        start, end = (term.findtext(f"{day}/date") or "" for day in ("started", "ended"))
        if start >= "1990":
            person = term.findtext("person-id")
            name = show(f"people/{person[0]}/{person}.xml").find("persName")
            called = f"{name.findtext('forename').split()[0]} {name.findtext('surname')}"
            yield ["US", "Secretary of State", called, "", start, end, read, "pocom"]


def by_hand(lines):
    """The rows of officeholders.tsv."""
    for line in lines:
        yield (line + "\t\t").split("\t")[:8]


def significant(name):
    """The words of a name that tell people apart."""
    return {word for word in re.sub(r"[^\w]+", " ", name.lower()).split() if len(word) > 2} - {"bin", "van", "von", "mrs"}


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


TITLES = set("""President Prime Minister Supreme Leader King Queen Emir Amir Sultan Chancellor Premier General Governor
Prince Grand Duke Acting Interim Transitional Caretaker State Chairman Secretary Head Pope Taoiseach Chief Executive Captain
Commander Co-Prime Federal of the and Government Council Party Affairs Commission Sovereign Crown Swiss Confederation
Provisional Deputy Councilor First Vice Gen. Lt. Col. Brig. Dr. Sir Dame Field Marshal Paramount Central Military""".split())


def factbook_posts(text):
    """Office, name and first day of those whom the Factbook names for a post."""
    for part in re.split(r";|, and ", text)[:2]:
        match = re.match(r"^\s*(?:represented by )?([^()]*?[A-Z]{2,}[^()]*?)\s*\((?:.*?)since", part)
        if not match:
            continue
        words = match.group(1).split()
        split = 0
        while split < len(words) and words[split] in TITLES:
            split += 1
        family = next((w for w in words if w.upper() == w and len(w) > 2 and "." not in w), None)
        if not family or split == 0 or split >= len(words):
            continue
        name = person(re.split(r" [-–] |, ", " ".join(words[split:]))[0])
        office = re.sub(r"\b(Gen\.|Dr\.|Sir|Dame|Lt\.|Brig\.|Captain)\s*", "", " ".join(words[:split])).strip()
        whole = office and office.split()[-1] not in ("Prime", "Vice", "Deputy", "of", "and", "the")
        if whole and not any(w in TITLES or w.endswith("'s") for w in name.split()):
            yield office, name, date(part)


def factbook(root, by_code, field):
    """Who held an office whenever the Factbook was published, from the history of factbook.json.

    A term ends on the day on which the next one began, if a later edition names another holder of the same office.
    """
    git = ["git", "-C", str(root / "factbook.json")]
    form = ["--format=%ad %h", "--date=format:%Y-%m"]
    log = subprocess.run([*git, "log", "--reverse", *form], capture_output=True, text=True, check=True)
    seen = defaultdict(list)
    read = {}
    # The last edition of each month.
    editions = dict(line.split() for line in log.stdout.splitlines())
    for revision in editions.values():
        tree = subprocess.run([*git, "ls-tree", "-r", revision], capture_output=True, text=True, check=True).stdout
        for line in tree.splitlines():
            entry, path = line.split("\t")
            match = re.fullmatch(r"[a-z-]+/([a-z]{2})\.json", path)
            if match and match.group(1) in by_code and read.get(match.group(1)) != entry:
                read[match.group(1)] = entry
                blob = subprocess.run([*git, "cat-file", "blob", entry.split()[2]], capture_output=True, check=True)
                country = by_code[match.group(1)].upper()
                try:
                    page = json.loads(blob.stdout)
                except ValueError:
                    continue
                for post in ("chief of state", "head of government"):
                    text = field(page, "Government", "Executive branch", post)
                    for office, name, since in factbook_posts(text):
                        if since:
                            seen[country, office_of(country, office) or office].append((name, since))
    for (country, office), holders in sorted(seen.items()):
        terms = []
        for name, since in holders:
            if terms and significant(terms[-1][0]) & significant(name):
                terms[-1][0] = name
            elif not any(since <= term[1] for term in terms):
                if terms:
                    terms[-1][2] = since
                terms.append([name, since, ""])
        for name, since, until in terms:
            yield [country, office, name, "", since, until, max(editions), "factbook"]


def merge(terms, key, stated=()):
    """One row for a term that several sources have, with the finer of their dates; what is stated by hand wins."""
    kept = defaultdict(list)
    ids = {}
    for term in terms:
        country, office, name, wikidata, start, end, seen, source = term
        words = significant(key(name))
        rows = kept[country, office]
        known = [row for row in rows if wikidata and row[3] == wikidata or one_person(row, name, start, key)]
        # Somebody who came again some days later held the office twice.
        known = [row for row in known if not row[5] or len(row[5]) < 10 or len(start) < 10
                 or not (row[5] < start or end and end < row[4])]
        # A list of today does not tell whether somebody held the office all along.
        if source == "worldleaders":
            known = [row for row in known if not row[6] or int(start[:4]) - int(row[6][:4]) <= 1]
        same = next((row for row in known if abs(int(row[4][:4] or 0) - int(start[:4] or 0)) <= 1), None)
        if not same:
            # A later edition may give the day on which somebody took the office again; inside a term that says nothing.
            same = next((row for row in known if row[4] <= start and (not row[5] or start < row[5])), None)
        if not same and len(start) == 10 and "Vice" not in office and "Deputy" not in office:
            # Names are transliterated in many ways; two people do not take one office on one day.
            same = next((row for row in rows if row[4] == start), None)
        if same is None:
            rows.append([country, office, name, wikidata, start, end, "" if end else seen, {source}])
        else:
            same[3] = same[3] or wikidata
            same[4] = start if len(start) > len(same[4]) and start.startswith(same[4]) else same[4]
            if end and (not same[5] or len(end) > len(same[5]) and end.startswith(same[5])):
                same[5] = end
            same[6] = "" if same[5] else max(same[6], seen)
            same[7].add(source)
        if wikidata and len(words) > 1:
            ids.setdefault((country, frozenset(words)), (wikidata, name))
    names = {}
    # Until when each open term was seen, before others are found to have come since.
    until = {}
    for found in kept.values():
        until.update((id(row), row[6]) for row in found)
        for row in found:
            wikidata, name = ids.get((row[0], frozenset(significant(key(row[2])))), ("", ""))
            # "George H. W. Bush" is not "George W. Bush".
            initials = [set(re.findall(r"\b\w\b", key(n))) for n in (name, row[2])]
            if not row[3] and (initials[0] == initials[1] or not all(initials)):
                row[3] = wikidata
            row[2] = names.setdefault(row[3] or row[2], row[2])
        close(found)
    for country, office, name, wikidata, start, end, seen, source in stated:
        rows = kept[country, office]
        same = [row for row in rows
                if wikidata and row[3] == wikidata or significant(key(row[2])) == significant(key(name))]
        known = [row for row in same if row[4] <= start <= (row[5] or until.get(id(row)) or row[4])]
        if known:
            known[-1][5:7] = [end, seen]
            known[-1][7].update(source.split())
        else:
            named = frozenset(significant(key(name)))
            wikidata, name = (wikidata, name) if wikidata else ids.get((country, named), ("", name))
            wikidata = wikidata or next((row[3] for row in same), "")
            rows.append([country, office, names.setdefault(wikidata or name, name), wikidata, start, end, seen,
                         set(source.split())])
    rows = [[*row[:7], " ".join(sorted(row[7], reverse=True))] for found in kept.values() for row in found]
    return sorted(rows, key=lambda row: (row[0], row[1], row[4], row[2]))


def one_person(row, name, start, key):
    """Whether a term may be of somebody of a name: given names in common say nothing if the term began on another day."""
    words, others = significant(key(name)), significant(key(row[2]))
    first = {key(called).split()[0] for called in (name, row[2])}
    common = words & others
    other_day = not row[4].startswith(start) and not start.startswith(row[4])
    return bool(common - first if len(first) == 1 and other_day and min(len(words), len(others)) > 1 else common)


def close(terms):
    """Takes back what is said of the present of a term without an end, if somebody else came into the office since."""
    for term in terms:
        if not term[5] and any(term[4] < other[4] <= term[6] for other in terms if other is not term):
            term[6] = ""
