"""Tries to find out what published reports hold back, by adding and
subtracting what they publish.

    subtraction.py WAREHOUSE FOLDER [THRESHOLD CELL]

Looks at standing.json, annual.json and the calendar of seats in
requirements.json. Each is a system of linear equations: unknown are the counts
of the smallest groups (the members of one organisation alone; the cell of one
month and value), known are the published counts, and what everybody knows of
the tables (months add up to the year). A count can be found out if it is a
linear combination of what is known. It must then be nobody, or enough people:
THRESHOLD of a group, CELL of a part of one.

So that this can fail: the same is tried on what would be published if only the
small counts themselves were held back. That must uncover some.

Arithmetic is exact, modulo a prime.
"""

import json
import sqlite3
import sys

PRIME = (1 << 61) - 1


class Known:
    """The span of vectors, as dicts from unknown to coefficient."""

    def __init__(self):
        self.row, self.number = {}, {}

    def numbered(self, vector):
        out = {}
        for key, value in vector.items():
            n = self.number.setdefault(key, len(self.number))
            out[n] = (out.get(n, 0) + value) % PRIME
        return {n: v for n, v in out.items() if v}

    def reduced(self, vector):
        """What is left of it; empty if it lies in the span."""
        rest = self.numbered(vector)
        done = {}
        while rest:
            first = min(rest)
            pivot = self.row.get(first)
            if pivot is None:
                done[first] = rest.pop(first)
                continue
            factor = rest[first]
            for n, v in pivot.items():
                new = (rest.get(n, 0) - factor * v) % PRIME
                if new:
                    rest[n] = new
                else:
                    rest.pop(n, None)
        return done

    def add(self, vector):
        rest = self.reduced(vector)
        if rest:
            first = min(rest)
            inverse = pow(rest[first], -1, PRIME)
            self.row[first] = {n: v * inverse % PRIME for n, v in rest.items()}

    def tells(self, vector):
        return not self.reduced(vector)


class Count:
    """A count of people that might be published: what it adds up."""

    def __init__(self, name, vector, people, least):
        self.name, self.vector = name, vector
        self.people, self.least = people, least

    def is_small(self):
        return 0 < self.people < self.least


def uncovered(counts, laws, published):
    """Names of small counts that PUBLISHED, a set of names, gives away."""
    known = Known()
    for law in laws:
        known.add(law)
    for c in counts:
        if c.name in published:
            known.add(c.vector)
    return [c.name for c in counts
            if c.is_small() and known.tells(c.vector)]


class Tree:
    """Organisations, and '' around all of them."""

    def __init__(self, db):
        self.parent = {org: parent or "" for org, parent in db.execute(
            "SELECT o.org_id, p.org_id FROM organization o"
            " LEFT JOIN organization p ON p.org = o.parent")}
        self.parent[""] = None
        self.inside = {org: [] for org in self.parent}
        for org in self.parent:
            at = org
            while at is not None:
                self.inside[at].append(org)
                at = self.parent[at]
        self.children = {org: [] for org in self.parent}
        for org, parent in self.parent.items():
            if parent is not None:
                self.children[parent].append(org)

    def own(self, totals):
        """What organisations have beside those directly inside them."""
        return {org: n - sum(totals.get(c, 0) for c in self.children[org])
                for org, n in totals.items()}


def read(folder, name):
    with open(f"{folder}/{name}", encoding="utf-8") as file:
        return json.load(file)


PEOPLE = ("coverage", "requirements-met", "response-rate")


def standing(db, tree, folder, threshold, cell, before):
    """Members, those with a quality, those without, and those not asked."""
    prefix = "previous_" if before else ""
    has, lacks = {}, {}
    for org, kind, has_it, out_of in db.execute(
            f"SELECT coalesce(org_id, ''), indicator, {prefix}numerator,"
            f" {prefix}denominator FROM standing LEFT JOIN organization"
            f" USING (org) WHERE {prefix}denominator > 0"):
        if kind in PEOPLE:
            has[kind, org] = has_it
            lacks[kind, org] = out_of - has_it
    orgs = [o for o in tree.parent if has.get(("coverage", o), 0)
            + lacks.get(("coverage", o), 0)]
    kinds = [k for k in PEOPLE if (k, "") in has]
    members = {o: has["coverage", o] + lacks["coverage", o] for o in orgs}
    bound = {(k, o): has.get((k, o), 0) + lacks.get((k, o), 0)
             for k in kinds for o in orgs}
    laws, counts = [], []

    def sum_of(part, kind, org):
        return {(part, kind, o): 1 for o in tree.inside[org]}

    for org in tree.parent:
        for k in kinds[1:]:
            laws.append({("has", "coverage", org): 1,
                         ("lacks", "coverage", org): 1, ("has", k, org): -1,
                         ("lacks", k, org): -1, ("other", k, org): -1})
            if all(bound[k, o] == members[o] for o in orgs):
                laws.append({("other", k, org): 1})
    for org in orgs:
        whole = sum_of("has", "coverage", org) | sum_of("lacks", "coverage",
                                                        org)
        counts.append(Count(("members", org), whole, members[org], threshold))
        for k in kinds:
            counts += [
                Count(("has", k, org), sum_of("has", k, org),
                      has.get((k, org), 0), cell),
                Count(("lacks", k, org), sum_of("lacks", k, org),
                      lacks.get((k, org), 0), cell),
                Count(("other", k, org), sum_of("other", k, org),
                      members[org] - bound[k, org], threshold)]
    document = read(folder, "standing.json")
    published = set()
    for o in [document["all"]] + document["organizations"]:
        org = o.get("org_id", "")
        if o["members"] is not None and not before:
            published.add(("members", org))
            assert o["members"] == members[org], org
        for i in o["indicators"]:
            k = i["indicator"]
            if k not in kinds or i["previous" if before else "value"] is None:
                continue
            published |= {("has", k, org), ("lacks", k, org)}
            assert before or i["numerator"] == has[k, org], (k, org)
    return "standing.json" + (", the period before" if before else ""), \
        counts, laws, published, ("other",)


def annual(db, folder, threshold, year):
    people, times, values = {}, {}, {}
    for dimension, value, month, figure, amount in db.execute(
            "SELECT dimension, value, month, figure, amount FROM annual_figure"
            " WHERE year = ?", (year,)):
        values.setdefault(dimension, set()).add(value)
        if figure == "members":
            people[dimension, value, month] = amount
        if figure == "person-times":
            times[dimension, value, month] = amount
    laws, counts = [], []
    for dimension, of in values.items():
        for value in of:
            laws.append({(dimension, value, 0): -1}
                        | {(dimension, value, m): 1 for m in range(1, 13)})
        for month in range(13):
            if dimension != "all" and sum(times.get((dimension, v, month), 0) for v in of) \
                    == times.get(("all", "", month), 0):
                laws.append({(dimension, v, month): 1 for v in of}
                            | {("all", "", month): -1})
        counts += [Count((dimension, value, m), {(dimension, value, m): 1},
                         people.get((dimension, value, m), 0), threshold)
                   for value in of for m in range(13)]
    published = {c.name for c in counts if not times.get(c.name)}
    for f in read(folder, "annual.json")["figures"]:
        if f["year"] != year:
            continue
        for m in f["months"]:
            key = f["dimension"], f["value"], m["month"] or 0
            if m["person_times"] is None:
                continue
            published.add(key)
            assert m["person_times"] == times.get(key, 0), key
            assert m["members"] in (people.get(key, 0), None), key
    return f"annual.json of {year}", counts, laws, published, ()


def stretches(db, rule, year):
    """By stretch and organisation: members of each month, itself alone."""
    own = {}
    for org, late, day_year, month, members in db.execute(
            "SELECT coalesce(org_id, ''), month IS NULL,"
            " strftime('%Y', month * 86400, 'unixepoch'),"
            " strftime('%m', month * 86400, 'unixepoch'), sum(members)"
            " FROM requirement_due LEFT JOIN organization USING (org)"
            " WHERE requirement = ? GROUP BY 1, 2, 3, 4", (rule,)):
        stretch = "late" if late else "this" if int(day_year) <= year \
            else "next"
        own[stretch, org, 1 if late else int(month)] = members
    return own


def spans(entries, year):
    """The published months, quarters or years: stretch, first, last."""
    for e in entries:
        if e["from"] is None:
            yield "late", 1, 12, e["members"]
        else:
            stretch = "this" if int(e["from"][:4]) <= year else "next"
            yield stretch, int(e["from"][5:7]), int(e["to"][5:7]), e["members"]


def calendar(db, tree, rule, number, year, threshold, cell):
    own = stretches(db, number, year)
    months = sorted({(s, m) for s, _, m in own})
    bound = tree.own({org: n for org, n in bound_members(db, tree, number)})
    counts, laws, truth = [], [], {}

    def add(name, vector, people, least):
        truth[name] = people
        counts.append(Count(name, vector, people, least))

    for org in tree.parent:
        for s in {s for s, _ in months}:
            laws.append({("bound", org): 1, ("not", s, org): -1}
                        | {(t, org, m): -1 for t, m in months if t == s})
    for org, inside in tree.inside.items():
        everybody = sum(bound.get(o, 0) for o in inside)
        add(("bound", org), {("bound", o): 1 for o in inside}, everybody,
            threshold)
        for s in sorted({s for s, _ in months}):
            for width in (12, 3, 1):
                for first in range(1, 13, width):
                    span = [m for t, m in months
                            if t == s and first <= m < first + width]
                    add((s, first, first + width - 1, org),
                        {(s, o, m): 1 for o in inside for m in span},
                        sum(own.get((s, o, m), 0)
                            for o in inside for m in span),
                        threshold if width == 12 else cell)
            add(("not", s, org), {("not", s, o): 1 for o in inside},
                everybody - truth[s, 1, 12, org], threshold)
    published = set()
    for o in [rule] + rule["organizations"]:
        if o["members"] is not None:
            org = o.get("org_id", "")
            published.add(("bound", org))
            assert o["members"] == truth["bound", org], org
    c = rule["calendar"]
    for org, due in [("", c["everybody"])] + [(o["org_id"], o["due"])
                                              for o in c["organizations"]]:
        for s, first, last, members in spans(due, year):
            published.add((s, first, last, org))
            assert truth[s, first, last, org] == members, (s, first, org)
            if last - first < 11:  # the others of that width are known too
                width = last - first + 1
                published |= {(s, m, m + width - 1, org)
                              for m in range(1, 13, width)}
    return f"the calendar of {rule['requirement']}", counts, laws, \
        published, ("not",)


def bound_members(db, tree, number):
    """Whom the rule binds, the exempt too, with all below."""
    own = dict(db.execute(
        "SELECT coalesce(org_id, ''), count(*) FROM fulfilment"
        " LEFT JOIN organization USING (org) WHERE requirement = ?"
        " GROUP BY 1", (number,)))
    return [(org, sum(own.get(o, 0) for o in inside))
            for org, inside in tree.inside.items()]


def between(db, tree, folder, threshold, cell):
    """Members, by standing.json, by each rule of requirements.json, and those
    who took part this year by annual.json."""
    document = read(folder, "standing.json")
    rules = read(folder, "requirements.json")["requirements"]
    keys = dict(db.execute("SELECT requirement_id, requirement"
                           " FROM requirement"))
    all_members = {o or "": n for o, n in db.execute(
        "SELECT org_id, denominator FROM standing LEFT JOIN organization"
        " USING (org) WHERE indicator = 'coverage'")}
    counts, published = [], set()
    for o in [document["all"]] + document["organizations"]:
        if o["members"] is not None:
            published.add(("members", "", o.get("org_id", "")))
    for org in all_members:
        counts.append(Count(("members", "", org), {("members", org): 1},
                            all_members[org], threshold))
    for rule in rules:
        bound = dict(bound_members(db, tree, keys[rule["requirement"]]))
        for o in [rule] + rule["organizations"]:
            if o["members"] is not None:
                published.add((rule["requirement"], "", o.get("org_id", "")))
        for org, n in all_members.items():
            one = {(rule["requirement"], org): 1}
            counts += [
                Count((rule["requirement"], "", org), one, bound[org],
                      threshold),
                Count(("apart", rule["requirement"], org),
                      {("members", org): 1} | {k: -1 for k in one},
                      abs(all_members[org] - bound[org]), threshold)]
    year = int(read(folder, "requirements.json")["as_of"][:4])
    active = {org: n for org, n in db.execute(
        "SELECT value, amount FROM annual_figure WHERE year = ? AND month = 0"
        " AND figure = 'members' AND dimension IN ('all', 'org')", (year,))}
    for f in read(folder, "annual.json")["figures"]:
        if f["year"] == year and f["dimension"] in ("all", "org") and \
                f["months"][0]["members"] is not None:
            published.add(("active", "", f["value"]))
    orgs = [org for org in active if org in all_members]
    counts += [Count(("active", "", org), {("active", org): 1}, active[org],
                     threshold) for org in orgs]
    counts += [Count(("idle", "", org), {("active", org): 1,
                                         ("members", org): -1},
                     abs(all_members[org] - active[org]), cell)
               for org in orgs]
    law = {("active", org): 1 for org in orgs if org} | {("active", ""): -1}
    laws = [law] if 2 * active[""] == sum(active.values()) else []
    return "standing.json beside others", counts, laws, published, \
        ("apart", "idle")


def systems(db, tree, folder, threshold, cell):
    for before in (False, True):
        yield standing(db, tree, folder, threshold, cell, before)
    yield between(db, tree, folder, threshold, cell)
    for (year,) in list(db.execute("SELECT DISTINCT year FROM annual_figure"
                                   " ORDER BY 1")):
        yield annual(db, folder, threshold, year)
    document = read(folder, "requirements.json")
    year = int(document["as_of"][:4])
    keys = dict(db.execute("SELECT requirement_id, requirement"
                           " FROM requirement"))
    for rule in document["requirements"]:
        yield calendar(db, tree, rule, keys[rule["requirement"]], year,
                       threshold, cell)


def main(warehouse, folder, threshold=10, cell=5):
    db = sqlite3.connect(f"file:{warehouse}?mode=ro", uri=True)
    tree = Tree(db)
    good, naive, held = True, {}, 0
    for name, counts, laws, published, never in systems(
            db, tree, folder, int(threshold), int(cell)):
        found = uncovered(counts, laws, published)
        kind = name.split(" of ")[0].split(",")[0]
        small = {c.name for c in counts
                 if not c.is_small() and c.name[0] not in never}
        naive[kind] = naive.get(kind, 0) + len(uncovered(counts, laws, small))
        held += len([c for c in counts if c.is_small()])
        if found:
            good = False
            print(f"# {name}: {len(found)} found out, as {found[:4]}")
    print(("ok" if good else "not ok") + " - no subtraction finds any of"
          f" {held} small counts")
    for kind, n in naive.items():
        good &= n > 0
        print(("ok" if n else "not ok") + f" - {kind}: without complementary"
              f" suppression {n} would be found")
    return good


if __name__ == "__main__":
    sys.exit(0 if main(*sys.argv[1:]) else 1)
