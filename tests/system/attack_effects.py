"""Tries to work out what effects.json holds back.

    attack_effects.py WAREHOUSE FOLDER THRESHOLD CELL

The attacker knows the timetable up to the day of the study, and adds up what is
published by course, provider, method, channel, level and kind of instructors.
Pairs, attrition, ratings and those not taught are each counted once, at one
place, so that figures are sums over places. Each hidden count of few is asked
twice: does it follow by adding and subtracting (exact, modulo a prime), and
what do bounds leave (linear programming, no place below nobody; the words of
verdict, comparison and level)? It must not come out as one number, nor, beyond
those words, as some people but fewer than may be told. Last, no comparison may
be told beside its hidden counts.
"""
import math
import sqlite3
import sys
from collections import defaultdict

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from attack import load

SCOPES = ("course", "provider", "method", "channel", "level", "instructors")
KINDS = ("pairs", "attrition", "ratings", "untaught")
PRIME = 2147483629
MOST = 8  # linear programs of one kind, spread over what is hidden

PLACES = """
    SELECT c.course_id, coalesce(p.org_id, q.org_id), s.method, s.channel,
        s.level, (SELECT CASE WHEN min(i.engagement) = max(i.engagement)
            THEN min(i.engagement)
            WHEN min(i.engagement) IS NOT NULL THEN 'mixed' END
        FROM session_instructor n JOIN instructor i USING (instructor)
        WHERE n.session = s.session)
    FROM session s JOIN offering o USING (offering)
    JOIN course c USING (course)
    LEFT JOIN organization p ON p.org = s.provider
    LEFT JOIN organization q ON q.org = o.provider
    WHERE s.begins IS NULL OR
        s.begins < 1440 * (1 + (SELECT as_of FROM run))"""


def bounds_by_word(row, kind, least):
    """What the words of a row say of a count that is held back."""
    low, high = 0, math.inf
    if kind in ("pairs", "attrition") and row["kirkpatrick"] == 1:
        high = 0
    if kind == "ratings" and row["kirkpatrick"] == 1:
        low = 1
    if kind == "pairs" and row["verdict"] != "too-few":
        low = least
    elif kind == "pairs":
        high = min(high, least - 1)
    if kind == "untaught" and row["comparison"] != "none":
        low = least
    return low, high


class Sums:
    """Figures of one kind as sums over places."""

    def __init__(self, db, rows, kind, least):
        at = {key: i for i, key in enumerate(rows)}
        places = set()
        for place in set(db.execute(PLACES)):
            keys = [(s, v) for s, v in zip(SCOPES, place) if v is not None]
            # Whoever was taught is told of, so who is not told of was not.
            if kind == "untaught" or all(key in at for key in keys):
                places.add(tuple(sorted(at[k] for k in keys if k in at)))
        self.rows, self.kind, self.least = rows, kind, least
        places = sorted(places)
        self.inside = csr_matrix(
            ([1] * sum(map(len, places)),
             ([f for p in places for f in p],
              [i for i, p in enumerate(places) for _ in p])),
            shape=(len(rows), len(places)))
        self.low, self.high = np.array(
            [(row[kind],) * 2 if row[kind] is not None
             else bounds_by_word(row, kind, least)
             for row in rows.values()], dtype=float).T

    def following(self, asked):
        """Those of ASKED that are combinations of the known figures."""
        rows = self.inside.toarray().astype(np.int64)
        known, out = self.low == self.high, []
        # Whoever is in a figure of nobody is nobody.
        rows[:, (rows[self.high == 0] > 0).any(axis=0)] = 0
        basis, asked_rows = list(rows[known]), rows[asked]
        while basis:
            row = basis.pop()
            where = np.flatnonzero(row)
            if len(where) == 0:
                continue
            row = row * pow(int(row[where[0]]), -1, PRIME) % PRIME
            others = np.array(basis + list(asked_rows), dtype=np.int64)
            others = (others - others[:, where[:1]] * row) % PRIME
            basis = list(others[:len(basis)])
            asked_rows = others[len(basis):]
        out += [a for a, row in zip(asked, asked_rows)
                if not row.any() and self.inside[a].nnz > 0]
        return out

    def bounds(self, figure):
        goal = self.inside[figure].toarray()[0]
        ends = []
        upper = np.isfinite(self.high)
        for sign in (1, -1):
            r = linprog(sign * goal, method="highs",
                        A_ub=csr_matrix(np.vstack(
                            [self.inside.toarray()[upper],
                             -self.inside.toarray()])),
                        b_ub=np.concatenate([self.high[upper], -self.low]))
            assert r.status in (0, 3), (self.kind, figure, r.message)
            ends.append(sign * r.fun if r.status == 0 else math.inf)
        return math.ceil(ends[0] - 1e-6), (
            ends[1] if ends[1] == math.inf else math.floor(ends[1] + 1e-6))


def attack_kind(db, rows, truth, kind, most, least):
    """(tried, found) of the hidden counts of 1 to MOST - 1 people."""
    s, keys = Sums(db, rows, kind, least), list(rows)
    few = [i for i, key in enumerate(keys)
           if rows[key][kind] is None and 0 < truth[key][kind] < most]
    if not few:
        return 0, []
    found = [(kind, *keys[i], truth[keys[i]][kind]) for i in s.following(few)]
    for i in few[::max(1, math.ceil(len(few) / MOST))]:
        low, high = s.bounds(i)
        true = truth[keys[i]][kind]
        assert low <= true <= high, (kind, keys[i], low, true, high)
        # Beyond what the words of the row say by themselves.
        if low == high or (low > s.low[i] and high < min(most, s.high[i])):
            found.append((kind, *keys[i], low, high))
    return len(few), found


def attack_comparisons(document, cell):
    """Hidden counts of comparisons whose figures are told, or leave few."""
    tried, found = 0, []
    for row, all_, taught in [(e, "pairs", "effect") for e in
                              document["effects"]] + [
            (f, "people", "difference") for f in document["follow_ups"]]:
        told = [row[f"{taught}{x}"] for x in ("", "_low", "_high")]
        for whole, part in ((all_, "compared_taught"),
                            ("untaught", "compared")):
            tried += row[part] is None
            if row[part] is None and any(x is not None for x in told):
                found.append((row["verdict"], part))
            if None not in (row[part], row[whole]):
                if 0 < row[whole] - row[part] < cell:
                    found.append((part, row[part], row[whole]))
    return tried, found


def main(warehouse, folder, threshold, cell):
    db = sqlite3.connect(f"file:{warehouse}?mode=ro", uri=True)
    document = load(folder, "effects")
    rows = {(e["scope"], e["value"]): e for e in document["effects"]}
    truth = defaultdict(dict)
    for scope, value, *counts in db.execute(
            f"SELECT scope, value, {', '.join(KINDS)} FROM effect"):
        truth[scope, value] = dict(zip(KINDS, counts))
    failed = 0
    tries = [(kind, *attack_kind(db, rows, truth, kind, cell
                                 if kind == "attrition" else threshold, 10))
             for kind in KINDS]
    for name, tried, found in tries + [
            ("comparisons", *attack_comparisons(document, cell))]:
        failed += bool(found)
        print(f"{'not ok' if found else 'ok'} - {name} of effects: of {tried} "
              f"hidden counts, {len(found)} came out {found[:3] or ''}")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3], *map(int, sys.argv[3:])))
