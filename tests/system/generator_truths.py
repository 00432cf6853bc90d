#!/usr/bin/python3
"""Finds the planted truths of the invented county again, from its files alone.

    generator_truths.py FOLDER TRUTHS

Each definition of sample-data/README.md is written out here a second time, in
the plainest way. Prints "ok - ..." or "not ok - ..." for each.
"""
import csv
import json
import sys
from collections import defaultdict
from datetime import date

FOLDER, TRUTHS = sys.argv[1], json.load(open(sys.argv[2], encoding="utf-8"))
AS_OF, VALID_FROM = "2025-12-31", "2024-01-01"
bad_lines = defaultdict(dict)
for row in TRUTHS["bad_rows"]:
    bad_lines[row["file"]][row["line"]] = row["code"]
failed = 0


def tell(good, what, detail=""):
    global failed
    failed += not good
    print(("ok - " if good else "not ok - ") + what)
    if not good and detail:
        print("#", str(detail)[:600])


def rows(name, delimiter=","):
    """The good rows of a file, as dicts."""
    with open(f"{FOLDER}/{name}", encoding="utf-8-sig", newline="") as f:
        reader = csv.reader(f, delimiter=delimiter)
        header = next(reader)
        line = reader.line_num + 1
        for cells in reader:
            if line not in bad_lines[name]:
                assert len(cells) == len(header), (name, line, cells)
                yield dict(zip(header, cells))
            line = reader.line_num + 1


def months_later(day, months):
    y, m, d = map(int, day.split("-"))
    y, m = y + (m - 1 + months) // 12, (m - 1 + months) % 12 + 1
    while True:
        try:
            return date(y, m, d).isoformat()
        except ValueError:
            d -= 1


orgs = {r["org_id"]: r for r in rows("organizations.csv")}
topics = {r["topic_id"]: r for r in rows("topics.csv")}
members = {r["member_id"]: r for r in rows("members.csv")}
courses = {r["course_id"]: r for r in rows("courses.csv")}
venues = {r["场所编号"]: r for r in rows("venues.csv")}
instructors = {r["instructor_id"]: r for r in rows("instructors.csv")}
offerings = {r["offering_id"]: r for r in rows("offerings.csv")}
sessions = {r["session_id"]: r for r in rows("sessions.csv")}
attendance = list(rows("attendance.csv"))
roles = list(rows("roles.csv"))
memberships = list(rows("memberships.csv"))
responses = list(rows("responses.csv"))
ITEMS = [c for c in responses[0] if c.startswith(("1、", "2、"))]


def refers(name, table, column, to, optional=False):
    lost = [r for r in table if not (optional and r[column] == "")
            and r[column] not in to]
    tell(not lost, f"every {column} of {name} is known", lost[:3])


def check_references():
    refers("organizations", orgs.values(), "parent_id", orgs, True)
    refers("memberships", memberships, "org_id", orgs)
    refers("memberships", memberships, "member_id", members)
    refers("roles", roles, "member_id", members)
    refers("roles", roles, "org_id", orgs)
    refers("offerings", offerings.values(), "course_id", courses)
    refers("offerings", offerings.values(), "provider_id", orgs)
    refers("sessions", sessions.values(), "offering_id", offerings)
    refers("sessions", sessions.values(), "venue_id", venues, True)
    teachers = {i for s in sessions.values() for i in s["instructors"].split(";")}
    tell(teachers <= set(instructors), "every instructor of sessions is known")
    refers("attendance", attendance, "member_id", members)
    refers("attendance", attendance, "session_id", sessions, True)
    refers("attendance", attendance, "course_id", courses, True)
    refers("responses", responses, "会员编号", members)
    refers("enrolments", list(rows("enrolments.csv")), "offering_id", offerings)
    refers("choices", list(rows("choices.csv")), "course_id", courses)
    keys = [(a["member_id"], a["session_id"]) for a in attendance
            if a["session_id"]]
    tell(len(keys) == len(set(keys)), "no roster row is there twice")
    for name, column in (("choices.csv", "course_id"),
                         ("enrolments.csv", "offering_id")):
        keys = [(r["member_id"], r[column]) for r in rows(name)]
        tell(len(keys) == len(set(keys)), f"no {column} of {name} twice")


def check_shape():
    kinds = [v["类别"] for v in venues.values()]
    branches = [o for o in orgs.values() if o["kind"].endswith("-branch")]
    counts = (len(topics), len(courses), len(instructors),
              kinds.count("示范点"), kinds.count("基地"), kinds.count("远程站点"),
              sum(o["kind"] == "township-committee" for o in orgs.values()))
    tell(counts == (30, 100, 124, 27, 5, 28, 17),
         "the county has what the README says", counts)
    size = len(members)
    tell(len(branches) == round(size * 120 / 1500),
         "branches grow with the members", len(branches))
    for column, words in (
            ("level", "national provincial municipal county grassroots"),
            ("form", "centralized collective self-study organizational-life "
                     "practice"),
            ("channel", "in-person online remote-site mobile-class message "
                        "broadcast"),
            ("method", "lecture seminar case simulation observation "
                       "experience")):
        used = {s[column] for s in sessions.values()}
        tell(used == set(words.split()), f"every {column} occurs", used)
    used = {a["status"] for a in attendance}
    tell(used == {"present", "late", "excused", "absent"},
         "every status occurs", used)
    later = {courses[offerings[s["offering_id"]]["course_id"]]["course_id"]
             for s in sessions.values() if s["begins"] > AS_OF + "T"}
    tell(len(later) >= 60, "most courses have a session ahead", len(later))


def topic_of(session):
    course = courses[offerings[session["offering_id"]]["course_id"]]
    return course["topics"].split(";")[0]


def provider_of(session):
    return session["provider_id"] or \
        offerings[session["offering_id"]]["provider_id"]


attended = [(a["member_id"], sessions[a["session_id"]]) for a in attendance
            if a["session_id"] and a["status"] in ("present", "late")]


def check_terms():
    central = defaultdict(list)
    for member, s in attended:
        if s["form"] == "centralized":
            central[member].append(s["begins"][:10])
    events = [("appointment", r["member_id"], r["begin_on"], 6)
              for r in roles if r["role"] == "secretary"]
    for m in members.values():
        events.append(("probation", m["member_id"], m["joined_on"], 12))
        if m["full_on"]:
            events.append(("first-year", m["member_id"], m["full_on"], 12))
    unmet = defaultdict(set)
    for rule, member, event, months in events:
        due = months_later(event, months)
        if event < VALID_FROM or any(event <= d <= due
                                     for d in central[member]):
            continue
        unmet["overdue" if due < AS_OF else "open"].add((rule, member, due))
    told = {key: {(t["requirement"], t["member_id"], t["due"])
                  for t in TRUTHS[key]} for key in ("overdue", "open", "exempt")}
    unmet["overdue"] -= told["exempt"]
    for key in ("overdue", "open"):
        tell(unmet[key] == told[key], f"obligations that are {key} are told",
             unmet[key] ^ told[key])
    late = {m for rule, m, _ in unmet["overdue"] if rule == "appointment"}
    tell(late == set(TRUTHS["late_secretaries"]) and
         len(late) == max(1, round(len(members) * 6 / 1500)),
         "late secretaries are told, one for 250 members", late)
    after = [m for rule, m, due in unmet["overdue"]
             if any(d > months_later(due, -12) and d > due
                    for d in central[m])]
    tell(not after, "no overdue member was trained after the term", after)


def check_pairs():
    audience = defaultdict(lambda: defaultdict(set))
    taken = defaultdict(set)
    for member, s in attended:
        if s["form"] in ("centralized", "collective"):
            key = s["begins"][:4], topic_of(s)
            audience[key][provider_of(s)].add(member)
            taken[key + (member,)].add(s["offering_id"])
    found = set()
    for (year, topic), by_provider in audience.items():
        names = sorted(by_provider)
        for i, a in enumerate(names):
            for b in names[i + 1:]:
                both = by_provider[a] & by_provider[b]
                least = min(len(by_provider[a]), len(by_provider[b]))
                if len(both) >= 10 and 2 * len(both) >= least:
                    found.add((int(year), topic, a, b, frozenset(both)))
    told = {(p["year"], p["topic_id"], *sorted(p["providers"]),
             frozenset(p["members"])) for p in TRUTHS["multi_provider"]}
    tell(found == told and len(told) == 4,
         "topics of several providers are told, and no others",
         [x[:4] for x in found ^ told])
    twice = {(int(y), t, m) for (y, t, m), of in taken.items() if len(of) > 1}
    meant = {(p["year"], p["topic_id"], m) for p in TRUTHS["multi_provider"]
             for m in p["members"]}
    tell(twice == meant, "nobody else has a topic twice in a year",
         list(twice ^ meant)[:5])


def check_overlaps():
    by_member = defaultdict(list)
    for member, s in attended:
        by_member[member].append((s["begins"], s["ends"], s["session_id"]))
    found = set()
    for member, list_ in by_member.items():
        list_.sort()
        for i, a in enumerate(list_):
            for b in list_[i + 1:]:
                if b[0] < a[1]:
                    found.add((member, *sorted((a[2], b[2]))))
    told = {(o["member_id"], *sorted(o["sessions"]))
            for o in TRUTHS["overlapping_time"]}
    tell(found == told, "sessions at one time are told, and no others",
         found ^ told)


def check_calls():
    """Classes by year and leading member, in order; those beyond four."""
    leading = defaultdict(list)
    for r in roles:
        if r["role"] == "leading":
            leading[r["member_id"]].append((r["begin_on"],
                                            r["end_on"] or "9999"))
    first = {}
    for s in sessions.values():
        o = s["offering_id"]
        key = s["begins"], s["session_id"]
        first[o] = min(first.get(o, key), key)
    called = defaultdict(list)
    for e in rows("enrolments.csv"):
        begins, session = first[e["offering_id"]]
        day = begins[:10]
        if day <= AS_OF and any(a <= day <= b
                                for a, b in leading[e["member_id"]]):
            called[e["member_id"], day[:4]].append(
                (day, e["offering_id"], session))
    found = {(member, session) for (member, _), list_ in called.items()
             for _, _, session in sorted(list_)[4:]}
    told = {(x["member_id"], x["session_id"]) for x in TRUTHS["over_called"]}
    tell(found == told, "calls beyond four a year are told, and no others",
         found ^ told)


def check_scans():
    """Whom the list and the scanner both have."""
    listed = {(m, s["session_id"]) for m, s in attended}
    scanned = [(r["member_id"], r["session_id"]) for r in rows("scans.csv")
               if r["status"] in ("present", "late")]
    told = {(m, x["session_id"]) for x in TRUTHS["recorded_twice"]
            for m in x["members"]}
    tell(set(scanned) & listed == told and len(scanned) == len(told),
         "what was recorded twice is told", set(scanned) ^ told)


def check_theme_days():
    """Every quarter has one of each township, but for those told."""
    held = {(provider_of(s), s["begins"][:4], (int(s["begins"][5:7]) - 1) // 3)
            for s in sessions.values() if s["form"] == "organizational-life"}
    townships = [o for o in orgs if orgs[o]["kind"] == "township-committee"]
    found = {(o, f"2025-{3 * q + 1:02d}-01") for o in townships
             for q in range(4) if (o, "2025", q) not in held}
    told = {(x["org_id"], x["quarter"]) for x in TRUTHS["missed_theme_days"]}
    tell(found == told, "quarters without a theme day are told, and no others",
         found ^ told)


def check_survey():
    straight = {r["序号"] for r in responses
                if len({r[i] for i in ITEMS}) == 1}
    told = {s["respondent_id"] for s in TRUTHS["straight_lining"]}
    tell(straight == told and told, "straight-lining respondents are told",
         straight ^ told)
    groups = {g["respondent_id"]: g["member_id"]
              for g in TRUTHS["demand_groups"]}
    good = {r["序号"]: r["会员编号"] for r in responses
            if r["序号"] not in straight}
    tell(groups == good, "everybody else has a group")
    tell(len(ITEMS) == 40, "the questionnaire has 40 items")


def check_population():
    here = {m["member_id"] for m in memberships if m["end_on"] == ""}
    values = {(a["member_id"], a["attribute"]): a["value"]
              for a in rows("attributes.csv") if a["end_on"] == ""}
    counts = defaultdict(int)
    for m in members.values():
        for column, value in m.items():
            if column.startswith("attribute.") and m["member_id"] in here:
                name = column[len("attribute."):]
                counts[name, value or values[m["member_id"], name]] += 1
    told = {(p["attribute"], p["value"]): int(p["members"])
            for p in rows("population.csv")}
    tell(dict(counts) == told, "the population is that of the members",
         set(counts.items()) ^ set(told.items()))


def check_scores():
    """The truths count the pairs; the two that work differ from the rest."""
    changes = defaultdict(list)
    for a in attendance:
        if a["pre"] and a["post"]:
            s = sessions[a["session_id"]]
            course = offerings[s["offering_id"]]["course_id"]
            changes[course].append(int(a["post"]) - int(a["pre"]))
    told = {c["course_id"]: c["pairs"] for key in
            ("courses_that_work", "courses_without_change")
            for c in TRUTHS[key]}
    tell({c: len(d) for c, d in changes.items()} == told and len(told) == 12,
         "twelve courses have scores before and after", told)
    for c in TRUTHS["courses_that_work"]:
        d = changes[c["course_id"]]
        mean = sum(d) / len(d)
        spread = (sum((x - mean) ** 2 for x in d) / (len(d) - 1)) ** .5
        tell(len(d) >= 60 and .5 < mean / spread < 1.1,
             f"{c['course_id']} works", (len(d), mean, spread))


def check_needs():
    """A group rates its topics high in importance, low in ability."""
    group_of = {g["respondent_id"]: g["group"]
                for g in TRUTHS["demand_groups"]}
    sums = defaultdict(lambda: [0, 0])
    for r in responses:
        for n, item in enumerate(ITEMS):
            if r["序号"] in group_of and r[item].isdigit():
                cell = sums[group_of[r["序号"]], n % 20]
                cell[0] += int(r[item]) * (1 if n < 20 else -1)
                cell[1] += n < 20
    found = {(g, f"T{t + 1:02d}") for (g, t), (gap, n) in sums.items()
             if gap / n > 1}
    told = {(x["group"], t) for x in TRUTHS["needs"] for t in x["topics"]}
    tell(found == told, "the needs of the groups are told", found ^ told)


def check_followups():
    """Asked after the course; only the first is used at work."""
    days = defaultdict(list)
    for member, s in attended:
        course = offerings[s["offering_id"]]["course_id"]
        days[member, course].append(s["begins"][:10])
    told = {x["course_id"]: x for key in ("applied_at_work", "not_applied")
            for x in TRUTHS[key]}
    for course, x in told.items():
        marks, asked = defaultdict(list), defaultdict(set)
        for a in rows(f"followup_{course.lower()}.csv"):
            source = "others" if a["rater_id"] else "self"
            was = any(d <= a["answered_on"]
                      for d in days[a["member_id"], course])
            asked[source, was].add(a["member_id"])
            marks[was] += [int(a[i]) for i in ("uses", "alone", "shows")]
        found = {s: [len(asked[s, True]), len(asked[s, False])]
                 for s in ("self", "others")}
        tell(all(found[s] == x[s] for s in found),
             f"the questionnaires after {course} are told", found)
        mean = {w: sum(m) / len(m) for w, m in marks.items()}
        error = 1.12 * sum(1 / len(m) for m in marks.values()) ** .5
        more = mean[True] - mean[False]
        planted = .83 if x in TRUTHS["applied_at_work"] else 0
        tell(abs(more - planted) < 4 * error, f"{course} is used as told", more)


for check in (check_references, check_shape, check_terms, check_pairs,
              check_overlaps, check_calls, check_scans, check_theme_days,
              check_survey, check_population, check_scores, check_needs,
              check_followups):
    check()
sys.exit(failed > 0)
