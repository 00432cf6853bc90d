#!/usr/bin/python3
"""compare.py DATABASE PEER.json - are the figures of both sides equal?

Every figure that peer.py computed, beside what the run in DATABASE stored; to
1e-9 relative. Prints the largest difference; exit status 1 beyond that.
"""
import json
import math
import sqlite3
import sys

TOLERANCE = 1e-9


class Comparison:
    def __init__(self):
        self.worst, self.where, self.count = 0.0, "", 0

    def add(self, what, ours, theirs):
        self.count += 1
        off = abs(ours - theirs) / max(abs(theirs), 1e-3)
        if math.isnan(off) or off > self.worst:
            self.worst, self.where = off, f"{what}: {ours} and {theirs}"


def compare_items(c, db, peer):
    rows = db.execute(
        "SELECT q.counts, n, missing, mean, sd, median, skewness, kurtosis,"
        " weighted_mean, error, n_kept, mean_kept, item_rest, alpha_without"
        " FROM item_quality q JOIN item USING (item) ORDER BY position")
    names = ["n", "missing", "mean", "sd", "median", "skewness", "kurtosis",
             "weighted_mean", "error", "n_kept", "mean_kept"]
    scales = [(s, k) for s in ("importance", "ability") for k in range(20)]
    for j, row in enumerate(rows):
        for k, n in enumerate(json.loads(row[0])):
            c.add(f"item {j} code {k}", n, peer["items"][j]["counts"][k])
        for name, value in zip(names, row[1:]):
            c.add(f"item {j} {name}", value, peer["items"][j][name])
        scale, k = scales[j]
        c.add(f"item {j} rest", row[12], peer["scales"][scale]["item_rest"][k])
        c.add(f"item {j} without", row[13],
              peer["scales"][scale]["alpha_without"][k])


def compare_scales(c, db, peer):
    for name, *row in db.execute(
            "SELECT scale, n, alpha, omega, alpha_kept FROM scale_quality"):
        for key, value in zip(["n", "alpha", "omega", "alpha_kept"], row):
            c.add(f"{name} {key}", value, peer["scales"][name][key])


def compare_respondents(c, db, peer):
    row = db.execute(
        "SELECT sum(answered), sum(longstring), sum(irv), sum(distance),"
        " sum(flags & 1), sum(flags >> 1 & 1), sum(flags >> 2 & 1),"
        " sum(flags >> 3 & 1) FROM respondent_quality").fetchone()
    for name, value in zip(["answered", "longstring", "irv", "distance"], row):
        c.add(name, value, peer[name])
    for bit in range(4):
        c.add(f"flag {bit}", row[4 + bit], peer["flags"][bit])
    c.add("weights", db.execute("SELECT sum(weight * weight) FROM weight")
          .fetchone()[0], peer["weight_squares"])


def compare_whole(c, db, peer):
    row = db.execute("SELECT deff, effective, least, most, margin_of_error"
                     " FROM weighting").fetchone()
    for name, value in zip(["deff", "effective", "least", "most", "margin"],
                           row):
        c.add(name, value, peer[name])
    for attribute, value, *row in db.execute(
            "SELECT attribute, value, members, respondents, low, high"
            " FROM response_rate WHERE attribute IN ('age', 'residence',"
            " 'sector')"):
        for k, number in enumerate(row):
            c.add(f"{attribute}={value} {k}", number,
                  peer["rates"][f"{attribute}={value}"][k])


QUADRANTS = ["concentrate", "keep-up", "low-priority", "overkill"]


def compare_needs(c, db, peer):
    figures = peer["needs"]["figures"]
    numbers = [k for k in figures if not k.endswith(("counts", "quadrant"))]
    rows = db.execute(
        "SELECT scope || '=' || value, substr(topic_id, 2),"
        " importance_counts, ability_counts, quadrant, " + ", ".join(numbers) +
        " FROM need JOIN topic USING (topic)").fetchall()
    if len(rows) != len(peer["needs"]["groups"]) * 20:
        c.add("groups and topics", len(rows), 0)
    for group, topic, importance, ability, quadrant, *row in rows:
        g, t = peer["needs"]["groups"].index(group), int(topic)
        what = f"need {group} {topic}"
        c.add(f"{what} quadrant", QUADRANTS.index(quadrant),
              figures["quadrant"][g][t])
        for name, value in zip(numbers, row):
            c.add(f"{what} {name}", value, figures[name][g][t])
        for name, text in (("importance_counts", importance),
                           ("ability_counts", ability)):
            for k, n in enumerate(json.loads(text)):
                c.add(f"{what} {name} {k}", n, figures[name][g][t][k])


def main():
    db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
    with open(sys.argv[2], encoding="utf-8") as text:
        peer = json.load(text)
    c = Comparison()
    compare_items(c, db, peer)
    compare_scales(c, db, peer)
    compare_respondents(c, db, peer)
    compare_whole(c, db, peer)
    compare_needs(c, db, peer)
    print(f"{c.count} figures compared; largest difference {c.worst:.2g}"
          f" ({c.where})")
    sys.exit(c.worst > TOLERANCE or c.count < 40 * 18 + 11 * 20 * 34)


main()
