#!/usr/bin/python3
"""compare.py ANSWERS.csv WAREHOUSE CODEBOOK - the answers and the figures of the items
beside the file itself, read by Python: every cell; of every rated item the
count, the empty cells and all moments, by scipy; and the interest in each topic
as a need.
"""
import csv
import json
import sqlite3
import statistics
import sys

from scipy import stats

rows = list(csv.reader(open(sys.argv[1], newline="")))
header, rows = rows[0], rows[1:]
base = sqlite3.connect(sys.argv[2])
book = json.load(open(sys.argv[3]))
wrong = []

for question in book["questions"]:
    cells = [row[header.index(question["column"])] for row in rows]
    codes = question.get("codes", {})
    wanted = [codes.get(c, None if c == "" else c) for c in cells]
    if question["kind"] != "text":
        wanted = [None if c is None else int(c) for c in wanted]
    item = question["id"]
    got = [r[0] for r in base.execute(
        f'SELECT "i_{item}" FROM response_young_people ORDER BY line')]
    if got != wanted:
        wrong.append(f"{item}: the answers")
    figures = base.execute(
        "SELECT n, missing, not_shown, mean FROM item_quality JOIN item"
        " USING (item) WHERE item_id = ?", (item,)).fetchone()
    known = [c for c in wanted if c is not None]
    if question["kind"] != "likert":
        continue
    if figures[:3] != (len(known), len(wanted) - len(known), 0):
        wrong.append(f"{item}: {figures[:3]}")
    if abs(figures[3] - statistics.fmean(known)) > 1e-9:
        wrong.append(f"{item}: mean {figures[3]}")
    # Type 3: of the sample variance, where scipy has the population's.
    less = (len(known) - 1) / len(known)
    wanted = (statistics.stdev(known), statistics.median(known),
              stats.skew(known) * less ** 1.5,
              (stats.kurtosis(known) + 3) * less ** 2 - 3)
    moments = base.execute(
        "SELECT sd, median, skewness, kurtosis FROM item_quality JOIN item"
        " USING (item) WHERE item_id = ?", (item,)).fetchone()
    if any(abs(a - b) > 1e-9 for a, b in zip(moments, wanted)):
        wrong.append(f"{item}: {moments}, not {wanted}")
    if question.get("topic") is None:
        continue
    need = base.execute(
        "SELECT interest_n, interest FROM need JOIN topic USING (topic)"
        " WHERE scope = 'all' AND topic_id = ?",
        (question["topic"],)).fetchone()
    if need[0] != len(known) or \
            abs(need[1] - statistics.fmean(known)) > 1e-9:
        wrong.append(f"{item}: interest {need}")
print("\n".join(wrong) if wrong else f"{len(book['questions'])} alike")
