#!/usr/bin/python3
"""compare.py ANSWERS.csv WAREHOUSE CODEBOOK - the answers and the figures of the items
beside the file itself, read by Python: every cell, and of every rated item the
count, the empty cells and the mean.
"""
import csv
import json
import sqlite3
import statistics
import sys

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
print("\n".join(wrong) if wrong else f"{len(book['questions'])} alike")
