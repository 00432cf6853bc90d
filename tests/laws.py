"""Laws that hold for every study, tried on small ones invented at random, with
the programs as they are.

    laws.py BIN SCRATCH SEEDS

Being there once more lowers no amount. A session held in two parts gives the
minutes of the whole. The order of rows changes no byte of the reports. Hours
and person-times add up over the organisations of members, and so do distinct
members, each at the organisation of the as-of day. What a standing tells of the
period before is what a study of that period tells.
"""

import csv
import filecmp
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from datetime import date, datetime, timedelta

BEGIN, AS_OF = date(2024, 1, 1), date(2025, 12, 31)
COLUMNS = {
    "organizations": "org_id name parent_id level",
    "topics": "topic_id name name_zh parent_id",
    "members": "member_id joined_on full_on attribute.residence",
    "memberships": "member_id org_id status begin_on end_on",
    "roles": "member_id role org_id begin_on",
    "courses": "course_id title kind topics",
    "offerings": "offering_id course_id provider_id",
    "sessions": "session_id offering_id level form channel method begins ends"
                " minutes headcount",
    "attendance": "member_id session_id minutes status"}
POLICY = {"requirements": [
    {"id": "hours", "title": "Hours", "what": {"unit": "hours", "amount": 32},
     "window": {"kind": "calendar-year"}, "prorate": True},
    {"id": "sessions", "title": "Sessions",
     "what": {"unit": "sessions", "amount": 9, "form": ["centralized"]},
     "window": {"kind": "rolling-years", "years": 2}},
    {"id": "electives", "title": "Electives",
     "what": {"unit": "courses", "amount": 3, "course_kind": "elective"},
     "window": {"kind": "calendar-year"}},
    {"id": "leaders", "title": "Leaders", "who": {"role": ["secretary"]},
     "what": {"unit": "hours", "amount": 56},
     "window": {"kind": "calendar-year"}}]}


def moment(rnd, hours):
    """A begin and an end; some lie across midnight, or New Year."""
    day = BEGIN + timedelta(rnd.randrange((AS_OF - BEGIN).days))
    if rnd.random() < 0.05:
        day = date(2024, 12, 31)
    night = rnd.random() < 0.125 or day == date(2024, 12, 31)
    hour = 22 if night else rnd.randrange(8, 18)
    begins = datetime(day.year, day.month, day.day, hour)
    return begins, begins + timedelta(hours=hours)


def write_moment(at):
    return at.strftime("%Y-%m-%d %H:%M")


def invent_people(rnd, t):
    branches = []
    t["organizations"].append(["R", "root", "", "county"])
    for a in "ABC":
        t["organizations"].append([a, a, "R", "grassroots"])
        for n in range(rnd.randrange(1, 4)):
            branches.append(f"{a}{n}")
            t["organizations"].append([f"{a}{n}", f"{a}{n}", a, "grassroots"])
    for n in range(rnd.randrange(25, 45)):
        member, joined = f"m{n:02}", BEGIN - timedelta(rnd.randrange(2000))
        t["members"].append([member, joined, joined + timedelta(365),
                             rnd.choice(["rural", "urban", ""])])
        kind = rnd.random()
        moved = BEGIN + timedelta(rnd.randrange(100, 700))
        org = rnd.choice(branches)
        last = moved - timedelta(1) if kind < 0.3 else ""
        t["memberships"].append([member, org, "full", joined, last])
        if kind < 0.2:
            t["memberships"].append([member, rnd.choice(branches), "full",
                                     moved, ""])
        if rnd.random() < 0.2:
            t["roles"].append([member, "secretary", org, moved])


def invent_training(rnd, t):
    orgs = [row[0] for row in t["organizations"]]
    t["topics"] += [[f"T{n}", f"topic {n}", "", ""] for n in range(4)]
    t["courses"] += [[f"C{n}", f"course {n}", rnd.choice(["public",
                      "elective"]), f"T{rnd.randrange(4)}"] for n in range(8)]
    for o in range(rnd.randrange(10, 18)):
        t["offerings"].append([f"O{o}", f"C{rnd.randrange(8)}",
                               rnd.choice(orgs)])
        for s in range(rnd.randrange(1, 4)):
            begins, ends = moment(rnd, rnd.choice([2, 3, 4, 6]))
            t["sessions"].append([
                f"S{o}-{s}", f"O{o}", rnd.choice(["county", "grassroots"]),
                rnd.choice(["centralized", "collective", "practice"]),
                rnd.choice(["in-person", "online"]), "lecture",
                write_moment(begins), write_moment(ends),
                int((ends - begins).total_seconds() // 60), ""])
    for member, *_ in t["members"]:
        for session in t["sessions"]:
            if rnd.random() < 0.4:
                status = rnd.choice(["present"] * 6 + ["late", "excused",
                                                       "absent"])
                minutes = rnd.choice(["", "", session[8] - 30]) \
                    if status == "late" else ""
                t["attendance"].append([member, session[0], minutes, status])


def invent(rnd):
    t = {name: [] for name in COLUMNS}
    invent_people(rnd, t)
    invent_training(rnd, t)
    return t


def write_study(folder, t, year):
    os.makedirs(folder)
    for name, rows in t.items():
        with open(f"{folder}/{name}.csv", "w", newline="",
                  encoding="utf-8") as file:
            csv.writer(file).writerows([COLUMNS[name].split()] + rows)
    study = {"study": "laws", "title": "Laws", "as_of": f"{year}-12-31",
             "period": [f"{year}-01-01", f"{year}-12-31"], "seed": 1,
             "warehouse": "study.db", "policy": "policy.json",
             "inputs": [{"kind": n, "name": n, "file": f"{n}.csv"} for n in t],
             "reports": {"folder": "report", "key_file": "../laws.key"}}
    for name, what in (("study", study), ("policy", POLICY)):
        with open(f"{folder}/{name}.json", "w", encoding="utf-8") as file:
            json.dump(what, file)


class Run:
    """The three programs over a study, and the results by text ids."""

    def __init__(self, programs, folder, t, year=AS_OF.year):
        write_study(folder, t, year)
        for stage in "ingest", "analyze", "report":
            subprocess.run([f"{programs}/dripline-{stage}", "-q",
                            f"{folder}/study.json"], check=True)
        self.report = f"{folder}/report"
        self.db = sqlite3.connect(f"file:{folder}/study.db?mode=ro", uri=True)

    def rows(self, sql):
        return self.db.execute(sql).fetchall()

    def amounts(self):
        """All that more learning may raise, and nothing may lower."""
        out = {}
        for member, period, *amounts in self.rows(
                "SELECT member_id, period, sessions, events, minutes, courses,"
                " electives, months, listed FROM learning_total"
                " JOIN member USING (member)"):
            out |= {(member, period, i): n for i, n in enumerate(amounts)}
        for member, rule, done in self.rows(
                "SELECT member_id, requirement_id, done FROM fulfilment"
                " JOIN member USING (member)"
                " JOIN requirement USING (run, requirement)"):
            out[member, rule] = done
        for *key, amount in self.rows(
                "SELECT year, month, dimension, value, figure, amount"
                " FROM annual_figure"):
            out[tuple(key)] = amount
        for org, indicator, amount in self.rows(
                "SELECT coalesce(org_id, ''), indicator, numerator FROM"
                " standing LEFT JOIN organization USING (org) WHERE indicator"
                " IN ('coverage', 'hours', 'requirements-met')"):
            out[org, indicator] = amount
        return out


def before_and_then(now, then):
    """What NOW tells of the period before that THEN, of it, tells otherwise."""
    select = ("SELECT coalesce(org_id, ''), indicator, {0}numerator,"
              " {0}denominator FROM standing LEFT JOIN organization USING (org)"
              " WHERE {0}denominator IS NOT NULL AND indicator IN ('coverage',"
              " 'hours', 'requirements-met', 'elective-share')")
    told = set(now.rows(select.format("previous_")))
    wrong = sorted(told - set(then.rows(select.format(""))))
    met = {row[0] for row in told if row[1] == "requirements-met"}
    return wrong[:5] if len(met) > 3 else ["nothing told"]


def once_more(rnd, t):
    """A member is present in a session that does not list the member."""
    listed = {(a[0], a[1]) for a in t["attendance"]}
    free = [(m[0], s[0]) for m in t["members"] for s in t["sessions"]
            if (m[0], s[0]) not in listed]
    member, session = rnd.choice(free)
    return t | {"attendance": t["attendance"]
                + [[member, session, "", "present"]]}


def two_parts(rnd, t):
    """One session becomes two halves; who was there was in both, throughout."""
    whole = rnd.choice(t["sessions"])
    begins = datetime.strptime(whole[6], "%Y-%m-%d %H:%M")
    middle = write_moment(begins + timedelta(minutes=whole[8] // 2))
    first, second = list(whole), list(whole)
    first[0], second[0] = whole[0] + "-a", whole[0] + "-b"
    first[7], second[6] = middle, middle
    first[8] = second[8] = whole[8] // 2
    parts = {whole[0]: (first[0], second[0])}
    attendance, before = [], []
    for member, session, _, status in t["attendance"]:
        before.append([member, session, "", status])
        attendance += [[member, part, "", status]
                       for part in parts.get(session, (session,))]
    sessions = [s for s in t["sessions"] if s is not whole]
    return t | {"attendance": before}, \
        t | {"sessions": sessions + [first, second], "attendance": attendance}


def shuffled(rnd, t):
    return {name: rnd.sample(rows, len(rows)) for name, rows in t.items()}


def same_files(one, other):
    names = sorted(os.listdir(one))
    if names != sorted(os.listdir(other)) or len(names) < 8:
        return ["the names of files"]
    return [n for n in names if n != "manifest.json"
            and not filecmp.cmp(f"{one}/{n}", f"{other}/{n}", shallow=False)]


MINUTES = {
    "minutes of members": "SELECT member_id, period, minutes FROM"
    " learning_total JOIN member USING (member) ORDER BY 1, 2",
    "minutes by month, form and topic": "SELECT member_id, period, dimension,"
    " value, minutes FROM learning_record JOIN record_slot USING (run, slot)"
    " JOIN member USING (member) WHERE minutes > 0 ORDER BY 1, 2, 3, 4",
    "hours of a rule": "SELECT member_id, requirement_id, done, state FROM"
    " fulfilment f JOIN member USING (member) JOIN requirement"
    " USING (run, requirement) WHERE f.unit IS NULL AND requirement_id IN"
    " ('hours', 'leaders') ORDER BY 1, 2",
    "minutes of the year": "SELECT year, dimension, value, amount FROM"
    " annual_figure WHERE figure = 'minutes' AND month = 0 AND dimension"
    " <> 'provider' ORDER BY 1, 2, 3"}

# Each must give no row.
SUMS = {
    "the hours and person-times of organisations are those of all":
    "SELECT year, month, figure, sum(iif(dimension = 'org', amount, 0)) o,"
    " sum(iif(dimension = 'all', amount, 0)) a FROM annual_figure WHERE figure"
    " IN ('minutes', 'person-times', 'members') GROUP BY 1, 2, 3"
    " HAVING o <> a",
    "the members of organisations are those of all":
    "SELECT 1 FROM (SELECT count(DISTINCT member) m, (SELECT count(DISTINCT"
    " member) FROM learning_total WHERE events > 0 AND period = 1) a FROM"
    " learning_total WHERE events > 0 AND period = 1 AND org IS NOT NULL)"
    " WHERE m <> a",
    "an organisation has what lies directly below it and its own":
    "SELECT s.indicator, o.org_id, s.numerator, s.denominator, sum(c.numerator)"
    " n, sum(c.denominator) d FROM standing s JOIN organization o USING (org)"
    " JOIN organization k ON k.parent = o.org JOIN standing c ON c.org = k.org"
    " AND c.indicator = s.indicator WHERE o.org_id IN ('R', 'A', 'B', 'C') AND"
    " s.indicator IN ('coverage', 'hours', 'requirements-met',"
    " 'elective-share') GROUP BY 1, 2"
    " HAVING n <> s.numerator OR d <> s.denominator",
    "the root has everybody once":
    "SELECT a.indicator FROM standing a JOIN standing r USING (indicator) JOIN"
    " organization o ON o.org = r.org WHERE a.org IS NULL AND o.org_id = 'R'"
    " AND (a.numerator <> r.numerator OR a.denominator <> r.denominator)",
    "the hours of members by organisation are those of the standing":
    "SELECT o.org_id FROM standing s JOIN organization o USING (org) JOIN"
    " (SELECT t.org, sum(t.minutes) m, count(*) n FROM learning_total t JOIN"
    " membership p ON p.member = t.member AND p.org = t.org AND p.end_on IS"
    " NULL WHERE period = 1 GROUP BY t.org) x ON x.org = s.org WHERE"
    " s.indicator = 'hours' AND o.org_id NOT IN ('R', 'A', 'B', 'C') AND"
    " (x.m <> s.numerator OR x.n <> s.denominator)"}


def faults_of(rnd, programs, folder):
    t = invent(rnd)
    base = Run(programs, f"{folder}/base", t)
    before = base.amounts()
    assert len(before) > 100 and sum(before.values()) > 0
    for i in range(3):
        after = Run(programs, f"{folder}/more{i}", once_more(rnd, t)).amounts()
        yield "being there once more lowers no amount", \
            [k for k, n in before.items() if after.get(k, 0) < n][:5]
        yield "being there once more raises some amount", \
            [] if any(after[k] > before.get(k, 0) for k in after) else [i]
    one, two = (Run(programs, f"{folder}/{name}", x)
                for name, x in zip(("whole", "parts"), two_parts(rnd, t)))
    for name, sql in MINUTES.items():
        yield f"two parts have the {name} of the whole", \
            sorted(set(one.rows(sql)) ^ set(two.rows(sql)))[:5]
    other = Run(programs, f"{folder}/order", shuffled(rnd, t))
    yield "the order of rows changes no byte", \
        same_files(base.report, other.report)
    yield "the period before is told as it was", before_and_then(
        base, Run(programs, f"{folder}/then", t, AS_OF.year - 1))
    for name, sql in SUMS.items():
        yield name, base.rows(sql)[:5]


def main(programs, scratch, seeds):
    wrong, tried = {}, {}
    with open(f"{scratch}/laws.key", "wb") as key:
        key.write(bytes(range(32)))
    os.chmod(f"{scratch}/laws.key", 0o600)
    for seed in range(1, int(seeds) + 1):
        folder = f"{scratch}/{seed}"
        for name, faults in faults_of(random.Random(seed), programs, folder):
            tried[name] = tried.get(name, 0) + 1
            if faults:
                wrong.setdefault(name, (seed, faults))
        shutil.rmtree(folder)
    for name, times in tried.items():
        more = " (%d times)" % times if name not in wrong \
            else ": seed %d: %s" % wrong[name]
        print(("not ok" if name in wrong else "ok") + f" - {name}{more}")
    return not wrong


if __name__ == "__main__":
    sys.exit(0 if main(*sys.argv[1:]) else 1)
