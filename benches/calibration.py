#!/usr/bin/env python3
"""How often Open IE tuples are right, by the confidence they were given.

    calibration.py PREDICTIONS.tsv GOLD.tsv [--every N]

PREDICTIONS  what `actant extract --lines --tokenized --format openie --nary` prints.
GOLD         sentence number, relation, arg1, arg2 …, separated by tabs.
--every N    judge only the sentences whose number divides by N (5: the fifth that nothing is tuned on);
             with a minus sign, only the others.
A tuple is right when at least half of its words stand in the same slot of one gold tuple of its sentence.
"""
import argparse
from collections import defaultdict


def shared(gold, predicted):
    left, count = list(predicted), 0
    for word in gold:
        if word in left:
            left.remove(word)
            count += 1
    return count


def precision(gold, predicted):
    words = sum(map(len, predicted))
    return sum(shared(g, p) for g, p in zip(gold, predicted)) / max(1, words)


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("predictions")
parser.add_argument("gold")
parser.add_argument("--every", type=int, default=1)
options = parser.parse_args()


def judged(number):
    if options.every < 0:
        return int(number) % -options.every != 0
    return int(number) % options.every == 0


gold = defaultdict(list)
for line in open(options.gold, encoding="utf-8"):
    number, relation, *arguments = line.rstrip("\n").split("\t")
    slots = [a.split() for a in arguments]
    gold[number].append((slots[0] if slots else [], relation.split(), sum(slots[1:], [])))
bins = defaultdict(lambda: [0, 0, 0.0])
for line in open(options.predictions, encoding="utf-8"):
    number, first, relation, second, confidence = line.rstrip("\n").split("\t")
    if not judged(number):
        continue
    predicted = (first.split(), relation.split(), second.split())
    best = max((precision(g, predicted) for g in gold[number]), default=0.0)
    row = bins[min(9, int(float(confidence) * 10))]
    row[0] += best >= 0.5
    row[1] += 1
    row[2] += float(confidence)
print("confidence  tuples  mean confidence  right")
for decile in sorted(bins):
    right, count, total = bins[decile]
    print(f"{decile / 10:.1f}–{decile / 10 + 0.1:.1f}     {count:6}  {total / count:15.3f}  {right / count:5.3f}")
