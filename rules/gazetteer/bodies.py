"""What public lists say of bodies: to which country they belong, and their Wikidata ids; used by renew.py alone.

A list is read as rows of [name, country (ISO 3166 alpha-2, "" if it has none or is not told), Wikidata id or ""]. Lists whose
own text is under a licence that does not fit are asked for single ids only, which Wikidata gives as CC0.
"""

import ast
import csv
import gzip
import io
import json
import re
import subprocess


def git(root, repository, *arguments, **options):
    """What git says of a clone, which may be bare."""
    folder = root / repository
    command = ["git", "--git-dir", str(folder / ".git" if (folder / ".git").is_dir() else folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, **options).stdout


def files(root, repository, pattern):
    """The text of each file of a clone whose path fits a pattern; files that the clone lacks are left out."""
    paths = git(root, repository, "ls-tree", "-r", "--name-only", "HEAD").splitlines()
    for path in paths:
        if re.fullmatch(pattern, path):
            try:
                yield path, git(root, repository, "show", f"HEAD:{path}")
            except subprocess.CalledProcessError:
                continue


def blobs(root, repository, names):
    """The contents of many blobs of a clone, read in one go."""
    folder = root / repository
    command = ["git", "--git-dir", str(folder / ".git" if (folder / ".git").is_dir() else folder), "cat-file", "--batch"]
    data = subprocess.run(command, input="\n".join(names).encode(), capture_output=True, check=True).stdout
    at = 0
    while at < len(data):
        end = data.index(b"\n", at)
        head, at = data[at:end], end + 1
        if not head.endswith(b"missing"):
            size = int(head.split()[2])
            yield data[at:at + size]
            at += size + 1


def ror(root):
    """Research Organization Registry: the newest record of each body, among them agencies, ministries and companies."""
    newest = {}
    for line in git(root, "ror-records", "ls-tree", "-r", "HEAD").splitlines():
        blob, path = line.split("\t")
        version = re.match(r"v(\d+)\.(\d+)", path)
        if version and path.endswith(".json"):
            record = path.rsplit("/", 1)[1]
            number = tuple(map(int, version.groups()))
            if record not in newest or newest[record][0] <= number:
                newest[record] = (number, blob.split()[2])
    for text in blobs(root, "ror-records", [blob for _, blob in newest.values()]):
        record = json.loads(text)
        if isinstance(record.get("names"), list):
            names = [name["value"] for name in record["names"]]
            found = [ids for ids in record.get("external_ids", []) if ids["type"] == "wikidata"]
            ids = [id for entry in found for id in entry["all"]]
            countries = [place["geonames_details"].get("country_code") for place in record.get("locations", [])]
        else:
            names = [record.get("name"), *(record.get("aliases") or []), *(record.get("acronyms") or [])]
            names += [label["label"] for label in record.get("labels") or []]
            ids = (record.get("external_ids") or {}).get("Wikidata", {}).get("all") or []
            countries = [(record.get("country") or {}).get("country_code")]
        for name in filter(None, names):
            for country in countries or [""]:
                # "Nvidia (United States)" is what companies are called there.
                for form in {name, re.sub(r" \([A-Z][\w ]+\)$", "", name)}:
                    for wikidata in [ids] if isinstance(ids, str) else ids[:1] or [""]:
                        yield form, country or "", wikidata


def party_facts(root, by_alpha3):
    """Parties, as Party Facts keeps them from Wikidata."""
    table = git(root, "partyfactsdata", "show", "HEAD:import/wikipedia/wikidata.csv")
    for row in csv.DictReader(io.StringIO(table)):
        for name in (row["name"], row["name_short"], row["name_native"]):
            if name:
                yield name, by_alpha3.get(row["country"], ""), row["wikidata_id"]


def misp(root):
    """Intelligence services, listed armed groups and makers of security software of MISP galaxy; it has no ids."""
    for path, text in files(root, "misp-galaxy", r"clusters/(intelligence-agencies|terrorist-groups|producer)\.json"):
        for value in json.loads(text)["values"]:
            name = re.sub(r" \([^()]*\)", "", value["value"])
            for form in [name, *re.findall(r"\(([^()]*)\)", value["value"]), *(value.get("meta", {}).get("synonyms") or [])]:
                yield form, value.get("meta", {}).get("country") or "", ""


def institute_for_government(root):
    """Departments of the British government since 1979."""
    table = git(root, "ifg-ministers-database-public", "show", "HEAD:data/organisation.csv")
    for row in csv.DictReader(io.StringIO(table)):
        yield row["name"], "GB", ""


def opensanctions(root):
    """International organisations that OpenSanctions names by id."""
    text = git(root, "opensanctions", "show", "HEAD:zavod/zavod/shed/wikidata/igo.py")
    for wikidata, name in re.findall(r'"(Q\d+)": IntlOrg\(\s*("[^"]+")', text):
        yield ast.literal_eval(name), "", wikidata


def elevant(root):
    """Labels that ELEVANT's benchmarks and results have from Wikidata."""
    for _, text in files(root, "elevant", r"(benchmarks|evaluation-results)/.*\.jsonl"):
        for wikidata, name in re.findall(r'"entity_id": "(Q\d+)", "name": ("(?:[^"\\]|\\.)*")', text):
            yield json.loads(name), "", wikidata


def fb15k(root):
    """Labels and other names that datasets_knowledge_embedding has from Wikidata."""
    listed = json.loads(git(root, "datasets_knowledge_embedding", "show", "HEAD:FB15K/entity2wikidata.json"))
    for entity in listed.values():
        for name in {entity["label"], *(entity.get("alternatives") or [])} - {None}:
            yield name, "", entity["wikidata_id"] or ""


def name_suggestion_index(root):
    """Bodies that OpenStreetMap's name-suggestion-index knows as operators and brands."""
    index = json.load(open(root / "name-suggestion-index/dist/json/nsi.min.json", encoding="utf-8"))["nsi"]
    for group in index.values():
        for item in group["items"]:
            for what in ("operator", "brand", "subject"):
                wikidata = item["tags"].get(f"{what}:wikidata")
                if wikidata:
                    for name in {item["displayName"], item["tags"].get(what)} - {None}:
                        yield name, "", wikidata


def wikitrivia(root):
    """Labels and titles that the cards of two editions of the game wikitrivia have from Wikidata."""
    for _, text in files(root, "wikitrivia", r"content/queries/[^/]+/rows\.json"):
        for row in json.loads(text):
            yield row["itemLabel"], "", row["item"].rsplit("/", 1)[1]
    cards = json.loads(gzip.decompress(next(blobs(root, "wikitrivia-classic", ["HEAD:public/items.json.gz"]))))
    number, label, title = (cards["fields"].index(field) for field in ("id", "label", "wikipedia_title"))
    for row in cards["rows"]:
        for name in {row[label], row[title]} - {""}:
            yield name, "", f"Q{row[number]}"


def fewrel(root):
    """Names in sentences that FewRel links to Wikidata."""
    for _, text in files(root, "FewRel", r"data/val_(wiki|nyt)\.json"):
        for sentences in json.loads(text).values():
            for sentence in sentences:
                for name, wikidata, _ in (sentence["h"], sentence["t"]):
                    yield name, "", wikidata


def read(root, key, by_alpha3):
    """Of each list: the countries by name, and the pairs of name and Wikidata id."""
    lists = {"ror": ror(root), "partyfacts": party_facts(root, by_alpha3), "misp": misp(root), "ifg": institute_for_government(root),
             "igo": opensanctions(root),
             "elevant": elevant(root), "fb15k": fb15k(root), "nsi": name_suggestion_index(root),
             "wikitrivia": wikitrivia(root), "fewrel": fewrel(root)}
    countries, pairs = {}, {}
    for source, rows in lists.items():
        countries[source], pairs[source] = {}, set()
        for name, country, wikidata in rows:
            countries[source].setdefault(key(name), set()).add(country)
            if wikidata:
                pairs[source].add((key(name), wikidata))
    return countries, pairs


def white_house(root, names):
    """Whether a page of the White House, as wh-briefings keeps them since 2021, has one of the names."""
    folder = root / "wh-briefings"
    git_folder = str(folder / ".git" if (folder / ".git").is_dir() else folder)
    words = [argument for name in names for form in (name, name.replace("'", "’")) for argument in ("-e", form)]
    command = ["git", "--git-dir", git_folder, "grep", "-q", "-w", "-F", *words, "HEAD"]
    return subprocess.run(command, capture_output=True).returncode == 0
