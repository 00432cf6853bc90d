"""Runs the queries of docs/methods.md for the annual figures, as they stand
there, and compares them with the results of the run.

    queries.py WAREHOUSE METHODS

The days of 2025 in them are replaced by those of each year and month.
"""

import re
import sqlite3
import sys
from datetime import date

EPOCH = date(1970, 1, 1)
FIRST, LAST = (date(2025, 1, 1) - EPOCH).days, (date(2025, 12, 31) - EPOCH).days
PEOPLE = ("person-times", "minutes", "members")

# The comment above a query: the dimension, and the figures in its columns.
KINDS = {
    "person-times, minutes, members of": ("all", PEOPLE),
    "sessions, classes, venues": ("all", (
        "sessions", "classes", "venues", "cost", "sessions-without-cost",
        "materials", "headcount")),
    "instructors": ("all", ("instructors",)),
    "person-times, minutes and members by level": ("level", PEOPLE),
    "the same by provider": ("provider", PEOPLE),
    "the same by organisation": ("org", PEOPLE),
    "sessions and classes by content area": ("area", ("sessions", "classes")),
}

HEADCOUNTS = {
    "all": "''", "level": "coalesce(x.level, '')",
    "provider": "coalesce((SELECT org_id FROM organization WHERE org ="
                " coalesce(x.provider, o.provider)), '')"}


def queries(path):
    with open(path, encoding="utf-8") as file:
        section = file.read().split("\n## annual")[1].split("\n## ")[0]
    block = re.search(r"```sql\n(.*?)```", section, re.S).group(1)
    for part in block.split(";\n"):
        if part.strip():
            title = re.match(r"-- (.*)", part.strip()).group(1)
            yield next(k for k in KINDS if title.startswith(k)), part


def pages():
    for year in (2024, 2025):
        for month in range(13):
            begin = date(year, month or 1, 1)
            end = date(year + (month in (0, 12)), month % 12 + 1, 1)
            yield year, month, (begin - EPOCH).days, (end - EPOCH).days - 1


def run(db, sql, first, last):
    new = {FIRST: first, LAST: last, LAST + 1: last + 1}
    sql, times = re.subn(r"\b20\d{3}\b", lambda m: str(new[int(m[0])]), sql)
    assert times == 2
    return db.execute(sql).fetchall()


def headcounts(db, dimension, first, last):
    if dimension not in HEADCOUNTS:
        return {}
    return dict(db.execute(
        f"SELECT {HEADCOUNTS[dimension]}, sum(headcount) FROM session x"
        " JOIN offering o USING (offering) WHERE headcount > 0 AND begins"
        " BETWEEN ? * 1440 AND ? * 1440 - 1 GROUP BY 1", (first, last + 1)))


def stated(db, year, month, dimension, figures):
    """Of the run: by value, the figures; zeros are left out there."""
    out = {}
    for value, figure, amount in db.execute(
            "SELECT value, figure, amount FROM annual_figure WHERE year = ?"
            " AND month = ? AND dimension = ?", (year, month, dimension)):
        if figure in figures:
            out.setdefault(value, {})[figure] = amount
    return out


def answered(db, sql, dimension, figures, first, last):
    """The same of the query, with the headcounts added to person-times."""
    extra = headcounts(db, dimension, first, last)
    out = {}
    for row in run(db, sql, first, last):
        value, numbers = ("", row) if dimension == "all" else (row[0], row[1:])
        of = dict(zip(figures, (n or 0 for n in numbers)))
        if "cost" in of:
            of["cost"] = round(of["cost"] * 100)
        if "headcount" in of:
            assert of.pop("headcount") == extra.get("", 0)
        out[value] = of
    for value, n in extra.items() if "person-times" in figures else ():
        of = out.setdefault(value, {})
        of["person-times"] = of.get("person-times", 0) + n
    zeroless = {v: {f: n for f, n in of.items() if n} for v, of in out.items()}
    return {v: of for v, of in zeroless.items() if of}


def main(warehouse, methods):
    db = sqlite3.connect(f"file:{warehouse}?mode=ro", uri=True)
    good, seen = True, set()
    for kind, sql in queries(methods):
        dimension, figures = KINDS[kind]
        seen.add(kind)
        wrong, compared = [], 0
        for year, month, first, last in pages():
            told = stated(db, year, month, dimension, figures)
            found = answered(db, sql, dimension, figures, first, last)
            compared += len(told)
            if told != found:
                wrong.append((year, month, told, found))
        ok = not wrong and compared >= 26
        good &= ok
        print(("ok" if ok else "not ok") + f" - the query of {dimension}:"
              f" {', '.join(figures)}"
              + (f": {wrong[0]}" if wrong else f" ({compared} compared)"))
    if seen != set(KINDS):
        print(f"not ok - docs/methods.md has all queries: {set(KINDS) - seen}")
    return good and seen == set(KINDS)


if __name__ == "__main__":
    sys.exit(0 if main(*sys.argv[1:]) else 1)
