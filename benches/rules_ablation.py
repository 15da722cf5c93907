#!/usr/bin/env python3
"""What each pattern rule adds and costs.

    rules_ablation.py ACTANT --openie SENTENCES.tsv GOLD.tsv [--tables DIR] [--facts FACTS.tsv FILE...] [--rules DIR]

ACTANT    the program
--openie  sentences (number TAB tokens) and gold tuples (number TAB relation TAB argument TAB argument ...)
--tables  a folder of sentence tables (tests/clause); those of several paragraphs are left out
--facts   a table of facts (columns doc, key, actor, action, target; "|" parts accepted alternatives) and the
          articles that they were marked in, whose file names start with the doc id

One line a rule: how many statements carry its id; how many of them are right, that is, share at least half of
their words with one gold tuple; what the token-level F1 of all statements loses without it (negative: it gains);
how many rows of the tables it makes, and how many statements that no table has; how many facts only it finds. A statement's relation is its action with the words of its lemma, its second
argument the target with all roles. Gold tuples know few nominal acts, so that a low share is no proof of error.
"""
import argparse, csv, json, os, re, subprocess, sys, tempfile
from collections import Counter, defaultdict


def run(actant, rules, *arguments):
    command = [actant, "extract", "--format", "ndjson", "--no-entities", *arguments]
    if rules:
        command += ["--rules", rules]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in output.splitlines()]


def words(text):
    return re.findall(r"\w+", (text or "").lower())


def slot(argument):
    return words(argument["text"]) if argument else []


def as_tuple(statement):
    """Relation, first argument, second argument, each a list of words."""
    action = words(statement["action"]["text"])
    relation = action + [word for word in words(statement["action"]["lemma"]) if word not in action]
    rest = slot(statement["target"])
    for role in statement["roles"]:
        rest = rest + words(role["role"]) + words(role["text"])
    return relation, slot(statement["actor"]), rest


def shared(left, right):
    return sum((Counter(left) & Counter(right)).values())


def match(gold, found):
    """Precision and recall of one tuple against one gold tuple."""
    if not shared(gold[0], found[0]):
        return 0.0, 0.0
    common = sum(shared(g, f) for g, f in zip(gold, found))
    return common / max(1, sum(map(len, found))), common / max(1, sum(map(len, gold)))


def f1(gold, found):
    """Token-level F1; each tuple is paired with the gold tuple it fits best, each gold tuple with its best tuple."""
    precisions, recalls = [], []
    for number, tuples in gold.items():
        here = [f for f, _ in found.get(number, [])]
        table = [[match(g, f) for f in here] for g in tuples]
        recalls += [max((cell[1] for cell in row), default=0.0) for row in table]
        precisions += [max(row[i][0] for row in table) for i in range(len(here))]
    precision = sum(precisions) / max(1, len(precisions))
    recall = sum(recalls) / max(1, len(recalls))
    return 2 * precision * recall / max(1e-9, precision + recall)


def open_ie(actant, rules, sentences, gold_file):
    gold, lines = defaultdict(list), []
    for line in open(gold_file, encoding="utf-8"):
        number, relation, *arguments = line.rstrip("\n").split("\t")
        if len(arguments) > 1:
            gold[number].append((words(relation), words(arguments[0]), words(" ".join(arguments[1:]))))
    numbers = []
    for line in open(sentences, encoding="utf-8"):
        number, text = line.rstrip("\n").split("\t", 1)
        numbers.append(number)
        lines.append(text)
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8", delete=False) as file:
        file.write("\n".join(lines) + "\n")
    found = defaultdict(list)
    for statement in run(actant, rules, "--lines", "--tokenized", file.name):
        found[numbers[statement["sentence"] - 1]].append((as_tuple(statement), statement["rule"]))
    os.unlink(file.name)
    everything, report = f1(gold, found), {}
    for rule in sorted({rule for tuples in found.values() for _, rule in tuples}):
        without = {number: [t for t in tuples if t[1] != rule] for number, tuples in found.items()}
        mine = [(number, t) for number, tuples in found.items() for t, by in tuples if by == rule]
        right = sum(any(match(g, t)[0] >= 0.5 for g in gold.get(number, [])) for number, t in mine)
        report[rule] = (len(mine), right, everything - f1(gold, without))
    return report


def tables(actant, rules, folder):
    """For each rule the rows of the tables that it makes, and its statements that stand in no table."""
    lines, expected = [], []
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".txt"):
            continue
        for line in open(os.path.join(folder, name), encoding="utf-8"):
            line = line.rstrip("\n")
            if line.startswith("    "):
                if not line.startswith("    !"):
                    row = re.sub(r" \([^()]*\)$", "", line.strip().removeprefix("? "))
                    expected[-1].append(re.sub(r"\[.*\]$", "[]", row))
            elif line and not line.startswith("#"):
                lines.append(line)
                expected.append([])
    kept = [index for index, line in enumerate(lines) if "¶" not in line]
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8", delete=False) as file:
        file.write("".join(lines[index] + "\n" for index in kept))
    made, astray = Counter(), Counter()
    for statement in run(actant, rules, "--lines", file.name):
        target = statement["target"]
        shown = "–" if not target else "[]" if target["statement"] else target["text"]
        actor = statement["actor"]["text"] if statement["actor"] else "–"
        row = f"{actor} | {statement['action']['lemma']} | {shown}"
        here = expected[kept[statement["sentence"] - 1]]
        (made if row in here else astray)[statement["rule"]] += 1
    os.unlink(file.name)
    return made, astray


def facts(actant, rules, table, articles):
    by_document = defaultdict(list)
    for statement in run(actant, rules, *articles):
        by_document[os.path.basename(statement["document"])[:3]].append(statement)
    only = Counter()
    for fact in csv.DictReader(open(table, encoding="utf-8"), delimiter="\t"):
        keys = [" ".join(words(key)) for key in fact["key"].split("|")]
        here = [s for s in by_document[fact["doc"]] if any(key in " ".join(words(s["text"])) for key in keys)]

        def has(text, alternatives):
            return not alternatives or any(set(words(a)) <= set(text) for a in alternatives.split("|"))

        rules_that_hit = set()
        for statement in here:
            relation, actor, rest = as_tuple(statement)
            if has(actor, fact["actor"]) and has(relation, fact["action"]) and has(rest, fact["target"]):
                rules_that_hit.add(statement["rule"])
        if len(rules_that_hit) == 1:
            only[rules_that_hit.pop()] += 1
    return only


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("actant")
    parser.add_argument("--openie", nargs=2, required=True, metavar=("SENTENCES", "GOLD"))
    parser.add_argument("--tables", metavar="DIR", help="sentences with their statements, as in tests/clause")
    parser.add_argument("--facts", nargs="+", metavar="FILE", help="the table of facts, then the articles")
    parser.add_argument("--rules", metavar="DIR")
    arguments = parser.parse_args()
    report = open_ie(arguments.actant, arguments.rules, *arguments.openie)
    only = facts(arguments.actant, arguments.rules, arguments.facts[0], arguments.facts[1:]) if arguments.facts else {}
    made, astray = tables(arguments.actant, arguments.rules, arguments.tables) if arguments.tables else ({}, {})
    print(f"{'rule':32} {'found':>6} {'right':>6} {'F1 lost':>8} {'rows':>6} {'astray':>6} {'facts':>6}")
    for rule in set(only) | set(made) | set(astray):
        report.setdefault(rule, (0, 0, 0.0))
    for rule, (count, right, lost) in sorted(report.items(), key=lambda item: (-item[1][2], item[0])):
        tabled = f"{made.get(rule, 0):6} {astray.get(rule, 0):6}"
        print(f"{rule:32} {count:6} {right:6} {100 * lost:8.3f} {tabled} {only.get(rule, 0):6}")


if __name__ == "__main__":
    sys.exit(main())
