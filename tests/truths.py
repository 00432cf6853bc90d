"""Compares the results in a warehouse with the planted truths of sample-data.

    truths.py WAREHOUSE TRUTHS            one line per truth, ok or not ok
    truths.py --tally WAREHOUSE TRUTHS    one line of JSON, to be summed up
    truths.py --sum FILE                  the lines of --tally, many seeds

Rules are judged exactly: all that was planted, and nothing else. What rests on
a statistical test may name something false now and then: over many seeds, the
share of false ones among those named (0 where none is named) must average at
most LIMIT.
"""

import json
import math
import sqlite3
import sys

LIMIT = 0.07
LEAST_ARI = 0.75


def rows(db, sql):
    return [tuple(row) for row in db.execute(sql)]


def overdue(db):
    return set(rows(db, """
        SELECT r.requirement_id, m.member_id FROM fulfilment f
        JOIN requirement r USING (run, requirement) JOIN member m USING (member)
        WHERE f.state = 'overdue' AND r.requirement_id IN
            ('appointment', 'probation', 'first-year')"""))


def late_secretaries(db):
    return {member for rule, member in overdue(db) if rule == "appointment"}


def exempt(db):
    return set(rows(db, """
        SELECT r.requirement_id, m.member_id FROM fulfilment f
        JOIN requirement r USING (run, requirement) JOIN member m USING (member)
        WHERE f.state = 'exempt' AND r.requirement_id IN
            ('appointment', 'probation', 'first-year')"""))


def missed(db, rule):
    """Organisations and the first days of windows in which they lack it."""
    return {(org, day) for org, day in rows(db, f"""
        SELECT o.org_id, date(f.anchor_on * 86400, 'unixepoch')
        FROM fulfilment_org f JOIN requirement r USING (run, requirement)
        JOIN organization o USING (org)
        WHERE r.requirement_id = '{rule}' AND f.state <> 'met'""")}


def multi_provider(db):
    return {(year, topic, *sorted((a, b))) for year, topic, a, b in rows(db, """
        SELECT d.year, t.topic_id, a.org_id, b.org_id FROM duplicate d
        JOIN topic t USING (topic)
        JOIN organization a ON a.org = d.first_provider
        JOIN organization b ON b.org = d.second_provider
        WHERE NOT d.planned AND d.kind = 'multi-provider'""")}


def overlapping(db):
    return {(member, *sorted((a, b))) for member, a, b in rows(db, """
        SELECT m.member_id, a.session_id, b.session_id FROM duplicate d
        JOIN member m USING (member)
        JOIN session a ON a.session = d.first_session
        JOIN session b ON b.session = d.second_session
        WHERE NOT d.planned AND d.kind = 'overlapping-time'""")}


def repeated(db):
    return set(rows(db, """
        SELECT d.year, t.topic_id, m.member_id FROM duplicate d
        JOIN topic t USING (topic) JOIN member m USING (member)
        WHERE NOT d.planned AND d.kind = 'repeat-topic'"""))


def twice_recorded(db):
    return set(rows(db, """
        SELECT m.member_id, a.session_id, b.session_id FROM duplicate d
        JOIN member m USING (member)
        JOIN session a ON a.session = d.first_session
        JOIN session b ON b.session = d.second_session
        WHERE NOT d.planned AND d.kind = 'same-record'"""))


def called_over(db):
    return set(rows(db, """
        SELECT m.member_id, s.session_id FROM duplicate d
        JOIN member m USING (member)
        JOIN session s ON s.session = d.second_session
        WHERE NOT d.planned AND d.kind = 'over-call'"""))


def straight(db):
    return {who for (who,) in rows(db, """
        SELECT r.respondent_id FROM respondent_quality q
        JOIN response_demand2025 r USING (respondent) WHERE q.flags & 1""")}


def rejects(db):
    return set(rows(db, """
        SELECT b.file, r.line, r.code FROM reject r JOIN batch b USING (batch)
        """))


def working(db):
    return {course for (course,) in rows(db, """
        SELECT value FROM effect WHERE scope = 'course' AND q < 0.05""")}


def under(db):
    return set(rows(db, """
        SELECT attribute, value FROM response_rate WHERE named"""))


def planted_under(truths):
    return {("org", x["org_id"]) if "org_id" in x
            else (x["attribute"], x["value"])
            for x in truths["under_responding"]}


def pairs(n):
    return n * (n - 1) / 2


def adjusted_rand(one, two):
    """Hubert and Arabie 1985, over the keys of both."""
    keys = sorted(set(one) & set(two))
    table, left, right = {}, {}, {}
    for key in keys:
        a, b = one[key], two[key]
        table[a, b] = table.get((a, b), 0) + 1
        left[a] = left.get(a, 0) + 1
        right[b] = right.get(b, 0) + 1
    both = sum(map(pairs, table.values()))
    a, b = sum(map(pairs, left.values())), sum(map(pairs, right.values()))
    expected = a * b / pairs(len(keys))
    return (both - expected) / ((a + b) / 2 - expected)


def segments_ari(db, truths):
    found = dict(rows(db, """
        SELECT m.member_id, s.segment FROM segment_member s
        JOIN member m USING (member)"""))
    planted = {x["member_id"]: x["group"] for x in truths["demand_groups"]}
    return adjusted_rand(found, planted) if len(found) > 1 else math.nan


def segment_groups(db, truths):
    """The planted group that most respondents of each segment belong to."""
    planted = {x["member_id"]: x["group"] for x in truths["demand_groups"]}
    votes = {}
    for label, member in rows(db, """
            SELECT g.label, m.member_id FROM segment_member s
            JOIN segment g USING (run, segment) JOIN member m USING (member)
            WHERE NOT s.assigned"""):
        if member in planted:
            votes.setdefault(label, []).append(planted[member])
    return {label: max(sorted(set(v)), key=v.count)
            for label, v in votes.items()}


def needed(db, truths):
    """Topics to work on, by the planted group of the segment."""
    group = segment_groups(db, truths)
    return {(group.get(value), topic) for value, topic in rows(db, """
        SELECT n.value, t.topic_id FROM need n JOIN topic t USING (topic)
        WHERE n.scope = 'segment' AND n.quadrant = 'concentrate'""")}


def needed_first(db, truths):
    """The same, by place: as many of the first as the group needs."""
    group = segment_groups(db, truths)
    wanted = {x["group"]: len(x["topics"]) for x in truths["needs"]}
    return {(group.get(value), topic) for value, topic, place in rows(db, """
        SELECT n.value, t.topic_id, n.place FROM need n
        JOIN topic t USING (topic)
        WHERE n.scope = 'segment' AND n.place IS NOT NULL""")
            if place <= wanted.get(group.get(value), 0)}


def applied(db):
    """Courses that are used at work, as told by whom."""
    return set(rows(db, """
        SELECT c.course_id, f.source FROM effect_followup f
        JOIN course c USING (course) WHERE f.verdict = 'higher'
        AND f.kirkpatrick = 3"""))


def asked_after(db):
    """Whom the questionnaires of level 3 are about, attended or not."""
    return set(rows(db, """
        SELECT c.course_id, f.source, f.people, f.untaught
        FROM effect_followup f JOIN course c USING (course)
        WHERE f.kirkpatrick = 3"""))


def exact(db, truths):
    """Name, what was found, what was planted."""
    members = {(x["requirement"], x["member_id"]) for x in truths["overdue"]}
    needs = {(x["group"], topic) for x in truths["needs"]
             for topic in x["topics"]}
    return [
        ("late secretaries", late_secretaries(db),
         set(truths["late_secretaries"])),
        ("overdue after an event", overdue(db), members),
        ("exempt from a rule", exempt(db),
         {(x["requirement"], x["member_id"]) for x in truths["exempt"]}),
        ("quarters without a theme day", missed(db, "theme-day"),
         {(x["org_id"], x["quarter"]) for x in truths["missed_theme_days"]}),
        ("quarters without a lecture in a branch",
         missed(db, "branch-lecture"), set()),
        ("one topic from several providers", multi_provider(db),
         {(x["year"], x["topic_id"], *sorted(x["providers"]))
          for x in truths["multi_provider"]}),
        ("members taught a topic twice", repeated(db),
         {(x["year"], x["topic_id"], member)
          for x in truths["multi_provider"] for member in x["members"]}),
        ("sessions that overlap", overlapping(db),
         {(x["member_id"], *sorted(x["sessions"]))
          for x in truths["overlapping_time"]}),
        ("records that stand there twice", twice_recorded(db),
         {(m, x["session_id"], x["session_id"])
          for x in truths["recorded_twice"] for m in x["members"]}),
        ("members called too often", called_over(db),
         {(x["member_id"], x["session_id"]) for x in truths["over_called"]}),
        ("straight-lining respondents", straight(db),
         {x["respondent_id"] for x in truths["straight_lining"]}),
        ("needs of the groups", needed(db, truths), needs),
        ("needs that come first", needed_first(db, truths), needs),
        ("questionnaires after courses", asked_after(db),
         {(x["course_id"], source, *x[source])
          for key in ("applied_at_work", "not_applied") for x in truths[key]
          for source in ("self", "others")}),
        ("bad rows", rejects(db),
         {(x["file"], x["line"], x["code"]) for x in truths["bad_rows"]}),
    ]


def tested(db, truths):
    return [
        ("courses with a change", working(db),
         {x["course_id"] for x in truths["courses_that_work"]}),
        ("groups that answer less", under(db), planted_under(truths)),
        ("courses used at work", applied(db),
         {(x["course_id"], source) for x in truths["applied_at_work"]
          for source in ("self", "others")}),
    ]


def say(good, name, more=""):
    print(("ok - " if good else "not ok - ") + name + more)
    return good


def compare(db, truths):
    good = True
    for name, found, planted in exact(db, truths):
        more = f": missed {sorted(planted - found)[:3]}, false " \
               f"{sorted(found - planted)[:3]}" if found != planted else ""
        good &= say(found == planted, f"all {len(planted)} {name}", more)
    for name, found, planted in tested(db, truths):
        good &= say(planted <= found, f"all {len(planted)} {name}",
                    "" if planted <= found else f": only {sorted(found)}")
    ari = segments_ari(db, truths)
    good &= say(ari >= LEAST_ARI, f"the demand groups (ARI {ari:.3f})")
    return good


def tally(db, truths):
    line = {"seed": truths["seed"], "ari": segments_ari(db, truths)}
    for name, found, planted in exact(db, truths):
        line[name] = len(found ^ planted)
    for name, found, planted in tested(db, truths):
        line[name] = [len(found), len(found - planted), len(planted - found)]
    print(json.dumps(line))


def sum_up(lines):
    good = True
    names = [n for n in lines[0] if n not in ("seed", "ari")]
    for name in names:
        values = [line[name] for line in lines]
        if isinstance(values[0], list):
            rate = sum(v[1] / max(v[0], 1) for v in values) / len(values)
            missed = sum(v[2] > 0 for v in values)
            good &= say(rate <= LIMIT,
                        f"{name}: false discovery rate {rate:.4f} over "
                        f"{len(values)} seeds; something missed in {missed}")
        else:
            wrong = sum(v > 0 for v in values)
            good &= say(wrong == 0, f"{name}: exact in "
                        f"{len(values) - wrong} of {len(values)} seeds")
    aris = sorted(line["ari"] for line in lines)
    good &= say(aris[0] >= LEAST_ARI, f"demand groups: ARI from {aris[0]:.3f},"
                f" median {aris[len(aris) // 2]:.3f}")
    return good


def main(arguments):
    if arguments[0] == "--sum":
        with open(arguments[1], encoding="utf-8") as file:
            return sum_up([json.loads(line) for line in file])
    wants_tally = arguments[0] == "--tally"
    warehouse, path = arguments[wants_tally:]
    db = sqlite3.connect(f"file:{warehouse}?mode=ro", uri=True)
    with open(path, encoding="utf-8") as file:
        truths = json.load(file)
    if wants_tally:
        return tally(db, truths) is None
    return compare(db, truths)


sys.exit(0 if main(sys.argv[1:]) else 1)
