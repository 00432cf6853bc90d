"""Tries to work out what survey.json and needs.json hold back.

    attack.py WAREHOUSE FOLDER THRESHOLD CELL

The attacker has both reports, knows the margins of the population and which
attributes everybody has, and solves for what is hidden: each
unknown count is bounded from both sides by linear programming over everything
published. A count of 1 to cell - 1 people, or of a group below the threshold,
must never come out as one number. Prints what was tried and what came out.
"""
import json
import math
import sqlite3
import sys
from collections import defaultdict

import numpy as np
from scipy.optimize import linprog

MOST = 30  # tries of one system, spread over what is hidden
THRESHOLD, CELL = map(int, sys.argv[3:])


class System:
    """Counts, what is known of sums of them, and what they truly are."""

    def __init__(self):
        self.place, self.equal, self.truth = {}, [], {}

    def at(self, name):
        return self.place.setdefault(name, len(self.place))

    def know(self, names, total, less=()):
        """The counts NAMES, less those of LESS, add up to TOTAL."""
        self.equal.append(({**{self.at(n): 1 for n in names},
                            **{self.at(n): -1 for n in less}}, total))

    def bounds(self, name):
        rows = np.zeros((len(self.equal), len(self.place)))
        for i, (places, _) in enumerate(self.equal):
            for place, sign in places.items():
                rows[i, place] = sign
        goal = np.zeros(len(self.place))
        goal[self.place[name]] = 1
        ends = []
        for sign in (1, -1):
            r = linprog(sign * goal, A_eq=rows,
                        b_eq=[t for _, t in self.equal], method="highs")
            assert r.status in (0, 3), (name, r.message)
            ends.append(sign * r.fun if r.status == 0 else math.inf)
        return tuple(end if end == math.inf else round(end) for end in ends)


def load(folder, name):
    with open(f"{folder}/{name}.json", encoding="utf-8") as file:
        return json.load(file)


def try_all(system, hidden, most):
    """How many of HIDDEN were tried, and those that came out."""
    few = [name for name in hidden if 0 < system.truth[name] < most]
    tried, found = 0, []
    for name in few[::max(1, len(few) // MOST)]:
        true = system.truth[name]
        tried += 1
        low, high = system.bounds(name)
        assert low <= true <= high, (name, low, true, high)
        if low == high:
            found.append((name, true))
    return tried, found


def partitions(groups, total):
    """Scopes whose groups hold everybody: {scope: [value, ...]}."""
    scopes = defaultdict(dict)
    for (scope, value), n in groups.items():
        scopes[scope][value] = n
    return {s: list(v) for s, v in scopes.items() if sum(v.values()) == total}


def attack_rates(db, folder):
    """Respondents of groups: by response_by, margins of weights, needs."""
    survey = load(folder, "survey")["surveys"][0]
    rows = {(a, v): n for a, v, n in db.execute(
        "SELECT attribute, value, respondents FROM response_rate")}
    s, shown = System(), set()
    total = survey["response"]["respondents"]
    for scope, values in partitions(rows, total).items():
        s.know([(scope, v) for v in values], total)
    for group in survey["response_by"]:
        s.know([(group["attribute"], group["value"])], group["respondents"])
        shown.add((group["attribute"], group["value"]))
    margins = defaultdict(dict)
    for row in survey["weights"]["population"] if survey["weights"] else []:
        key = row["attribute"], row["value"]
        if key in rows:
            margins[row["attribute"]][row["value"]] = row
        if row["respondents"] is not None and key in rows:
            s.know([key], row["respondents"])
    for attribute, values in margins.items():
        for row in values.values():
            if row["respondents"]:
                s.know([(attribute, v) for v in values],
                       round(row["respondents"] / row["respondents_share"]))
    s.truth = rows
    hidden = [g for g in rows if g not in shown and g in s.place]
    return try_all(s, hidden, THRESHOLD)


def tell_cells(s, told, sides, group, n):
    """What a topic of a group tells, and what there is to find out."""
    hidden = []
    for side, (cells, shown) in sides.items():
        names = [(*group, side, c) for c in range(len(cells))]
        s.truth.update(zip(names, cells))
        s.know(names, 0, [group])
        if shown is None:
            hidden += [m for m in names if s.truth[m] < CELL]
        else:
            for name, cell in zip(names, shown):
                s.know([name], cell)
    s.truth[group] = n
    if told.get("n") is not None:
        s.know([group], told["n"])
    elif n < THRESHOLD:
        hidden.append(group)
    return hidden


def attack_topic(true, shown, topic):
    """Groups, and codes within groups, that add up to everybody's."""
    s, hidden = System(), []
    here = {(scope, value): n for (scope, value, t), n in true.items()
            if t == topic}
    everybody = here["all", ""]
    codes = [len(x) for x in everybody[1:]]
    for group, (n, *cells) in here.items():
        told = shown.get((*group, topic), {})
        cells = [c or [0] * size for c, size in zip(cells, codes)]
        hidden += tell_cells(s, told, {
            1: (cells[0], told.get("importance_counts")),
            2: (cells[1], told.get("ability_counts"))}, group, n)
    sizes = {g: n[0] for g, n in here.items() if g[0] != "all"}
    for scope, values in partitions(sizes, everybody[0]).items():
        groups = [(scope, v) for v in values]
        s.know(groups, 0, [("all", "")])
        for side, size in enumerate(codes, 1):
            for c in range(size):
                s.know([(*g, side, c) for g in groups], 0,
                       [("all", "", side, c)])
    return try_all(s, hidden, THRESHOLD)


def attack_needs(db, folder):
    """Pairs of ratings by group and topic, code by code."""
    needs = load(folder, "needs")
    true = {(scope, value, topic): (n, json.loads(i or "[]"),
                                    json.loads(a or "[]"))
            for scope, value, topic, n, i, a in db.execute(
                "SELECT scope, value, topic_id, n, importance_counts,"
                " ability_counts FROM need JOIN topic USING (topic)")}
    shown = {("all", "", t["topic_id"]): t for t in needs["topics"]}
    for group in needs["groups"]:
        for t in group["topics"]:
            shown[group["scope"], group["value"], t["topic_id"]] = t
    tried, found = 0, []
    for topic in sorted({t for _, _, t in true}):
        if true["all", "", topic][0] > 0:
            some, out = attack_topic(true, shown, topic)
            tried, found = tried + some, found + [(topic, x) for x in out]
    return tried, found


def tell_careless(s, told, key, parts):
    """Weighted figures beside the others tell the careless of each part."""
    few = []
    for i, n in enumerate(parts):
        s.truth[(*key, i)] = n
        if told:
            s.know([(*key, i)], n)
        if 0 < n < CELL:
            few.append((*key, i))
    return few


def attack_parts(rows, shown):
    """The careless of ROWS, {(scope, value): (n, parts)}, where SHOWN tells."""
    s, hidden, out = System(), [], []
    for key, (_, parts) in rows.items():
        few = tell_careless(s, key in shown, key, parts)
        out += [(x, s.truth[x]) for x in few if key in shown]
        hidden += [x for x in few if key not in shown]
    sizes = {k: n for k, (n, _) in rows.items() if k[0] != "all"}
    everybody, parts = rows["all", ""]
    for scope, values in partitions(sizes, everybody).items():
        for i in range(len(parts)):
            s.know([(scope, v, i) for v in values], 0, [("all", "", i)])
    tried, found = try_all(s, hidden, CELL)
    return tried, found + out


def careless_of_needs(db, needs):
    """Of each topic: the pairs of the careless, and where they are told."""
    shown = defaultdict(set)
    for scope, value, topics in [("all", "", needs["topics"])] + [
            (g["scope"], g["value"], g["topics"]) for g in needs["groups"]]:
        for t in topics:
            if t["weighted_gap"] is not None or t["effective"] is not None:
                shown[t["topic_id"]].add((scope, value))
    rows = defaultdict(dict)
    for scope, value, topic, n, careless in db.execute(
            "SELECT scope, value, topic_id, n, careless FROM need"
            " JOIN topic USING (topic) WHERE careless IS NOT NULL"):
        rows[topic][scope, value] = n, (careless,)
    return [(t, rows[t], shown[t]) for t in sorted(rows)]


def careless_of_learning(db, needs):
    """Of each item: the careless by code, last by none of the codes."""
    shown, asked = defaultdict(set), {}
    for wish in needs["learning"]:
        if wish["choices"][0]["weighted_share"] is not None:
            shown[wish["item_id"]].add((wish["scope"], wish["value"]))
    codes = defaultdict(lambda: defaultdict(list))
    for item, scope, value, n, one, all_ in db.execute(
            "SELECT item_id, scope, value, asked, careless, careless_asked"
            " FROM need_wish JOIN item USING (item)"
            " WHERE careless IS NOT NULL ORDER BY 1, 2, 3, code"):
        codes[item][scope, value].append(one)
        asked[item, scope, value] = n, all_
    return [(item, {key: (asked[(item, *key)][0],
                          (*x, asked[(item, *key)][1] - sum(x)))
                    for key, x in of.items()}, shown[item])
            for item, of in sorted(codes.items())]


def attack_careless(db, folder):
    """The careless whose answers count less, by weighted figures of needs."""
    needs = load(folder, "needs")
    tried, found = 0, []
    for name, rows, shown in (careless_of_needs(db, needs) +
                              careless_of_learning(db, needs)):
        if rows["all", ""][0] > 0:
            some, out = attack_parts(rows, shown)
            tried, found = tried + some, found + [(name, x) for x in out]
    return tried, found


def main(warehouse, folder):
    db = sqlite3.connect(f"file:{warehouse}?mode=ro", uri=True)
    failed = 0
    for name, attack in (("respondents of groups", attack_rates),
                         ("ratings of groups", attack_needs),
                         ("careless by group", attack_careless)):
        tried, found = attack(db, folder)
        failed += bool(found)
        print(f"{'not ok' if found else 'ok'} - {name}: of {tried} hidden "
              f"counts of few, {len(found)} came out {found[:3] or ''}")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
