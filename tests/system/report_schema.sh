#!/bin/sh
# report_schema - every JSON report, and each line of the others, follows its
# schema; nothing in any report names a member, nor a member's organisation.
#
#   BIN=FOLDER report_schema.sh
#
# Of the sample study if all stages are there, and of the golden warehouse.
# shellcheck disable=SC2317 # functions are called through try
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"
umask 022

golden() {
    cp -R "$top/tests/cases/report-all/in" "$scratch/golden" &&
        mkdir "$scratch/golden/out" && cd "$scratch/golden" &&
        chmod 600 test.key &&
        sqlite3 golden.db <"$top/lib/schema.sql" &&
        sqlite3 golden.db <warehouse.sql && sqlite3 golden.db \
        'PRAGMA application_id = 0x44726970; PRAGMA user_version = 1' &&
        "$BIN/dripline-report" -q study.json
}

sample() {
    cp -R "$top/sample-data" "$scratch/sample" && cd "$scratch/sample" &&
        for stage in ingest analyze report; do
            "$BIN/dripline-$stage" -q study.json || return
        done
}

# check LABEL FOLDER STUDY: the schemas, and that no name of a member is there.
check() {
    folder=$(/usr/bin/python3 -c 'import json, os, sys
study = json.load(open(sys.argv[1]))
print(os.path.join(os.path.dirname(sys.argv[1]),
                   study.get("reports", {}).get("folder", "report")))' "$2")
    warehouse=$(dirname "$2")/$(/usr/bin/python3 -c 'import json, sys
print(json.load(open(sys.argv[1]))["warehouse"])' "$2")
    try "$1: every report follows its schema" \
        /usr/bin/python3 "$here/report_schema.py" "$top/report/schema" "$folder"
    try "$1: the manifest's sums are those of the files" sums "$folder"
    try "$1: no report names a member" unnamed "$folder" "$warehouse"
    try "$1: no person-level file names an organisation" \
        unplaced "$folder" "$warehouse"
    try "$1: no subtraction of rules uncovers few members" \
        apart "$folder" "$warehouse"
    try "$1: the page loads nothing" self_contained "$folder/index.html"
}

# The sizes, hashes and audiences in the manifest are those of the files; only
# their owner may read those of single members.
sums() {
    /usr/bin/python3 -c 'import hashlib, json, os, stat, sys
folder = sys.argv[1]
files = json.load(open(folder + "/manifest.json"))["files"]
assert set(os.listdir(folder)) == {f["file"] for f in files} | {"manifest.json"}
for f in files:
    data = open(folder + "/" + f["file"], "rb").read()
    assert len(data) == f["bytes"], f
    assert hashlib.sha256(data).hexdigest() == f["sha256"], f
    persons = f["file"].endswith(".jsonl")
    assert f["audience"] == ("person-level" if persons else "publishable"), f
    mode = stat.S_IMODE(os.stat(folder + "/" + f["file"]).st_mode)
    assert mode == (0o600 if persons else 0o640), (f, oct(mode))' "$1"
}

# No member's id or name is a word of any report.
unnamed() {
    /usr/bin/python3 -c 'import os, re, sqlite3, sys
folder, warehouse = sys.argv[1:]
db = sqlite3.connect("file:%s?mode=ro" % warehouse, uri=True)
def column(sql):
    return {str(row[0]) for row in db.execute(sql)}
ids = column("SELECT member_id FROM member")
names = column("SELECT name FROM member WHERE name IS NOT NULL")
assert ids
public = column("SELECT org_id FROM organization UNION SELECT course_id FROM"
                " course UNION SELECT topic_id FROM topic UNION SELECT"
                " session_id FROM session")
found = []
for name in sorted(os.listdir(folder)):
    text = open(os.path.join(folder, name), encoding="utf-8").read()
    words = set(re.findall(r"[\w.:-]+", text))
    found += [(name, i) for i in (ids - public) & words if not i.isdigit()]
    found += [(name, n) for n in names if len(n) > 1 and n in text]
assert not found, found[:20]' "$1" "$2"
}

# No organisation's id is a word of a person-level file. (Ids of sessions to
# come are their own words.)
unplaced() {
    /usr/bin/python3 -c 'import glob, re, sqlite3, sys
folder, warehouse = sys.argv[1:]
db = sqlite3.connect("file:%s?mode=ro" % warehouse, uri=True)
orgs = {row[0] for row in db.execute("SELECT org_id FROM organization")}
files = glob.glob(folder + "/*.jsonl")
assert orgs and len(files) >= 3, files
for name in files:
    words = set(re.findall(r"[\w.:-]+", open(name, encoding="utf-8").read()))
    assert words and not words & orgs, (name, sorted(words & orgs)[:20])' "$1" "$2"
}

# The members of two rules differ by nobody or by 10 or more: in the whole, in
# each organisation, and in what is left of it beside those inside it.
apart() {
    /usr/bin/python3 -c 'import itertools, json, sqlite3, sys
folder, warehouse = sys.argv[1:]
db = sqlite3.connect("file:%s?mode=ro" % warehouse, uri=True)
parent = dict(db.execute("SELECT o.org_id, ifnull(p.org_id, \"\") FROM"
                         " organization o LEFT JOIN organization p"
                         " ON p.org = o.parent"))
rules = json.load(open(folder + "/requirements.json"))["requirements"]
shown = []
for rule in rules:
    here = {o["org_id"]: o["members"] for o in rule["organizations"]}
    here[""] = rule["members"]
    shown.append({org: n for org, n in here.items() if n is not None})
def above(org, those):
    while org != "":
        org = parent[org]
        if org in those:
            return org
compared = 0
for a, b in itertools.combinations(shown, 2):
    more = {org: a[org] - b[org] for org in a.keys() & b.keys()}
    left = dict(more)
    for org in more:
        up = above(org, more)
        if up is not None:
            left[up] -= more[org]
    for org in more:
        for n in (more[org], left[org]):
            assert n == 0 or abs(n) >= 10, (org, more[org], left[org])
            compared += 1
assert compared > len(shown)
for rule in rules:
    for o in [rule] + rule["organizations"]:
        states = [o[k] for k in ("met", "overdue", "due", "on_track", "exempt")]
        known = [n for n in states if n is not None]
        assert all(n == 0 or n >= 5 for n in known), o
        if len(known) < 5 and o["members"] is not None:
            rest = o["members"] - sum(known)
            assert len(known) <= 3 and rest >= 5, o
        elif known:
            assert sum(known) == o["members"], o' "$1" "$2"
}

# identified FOLDER: with names, the records tell the providers too.
identified() {
    sed -i 's/"key_file"/"identify": ["records"], &/' "$1/study.json" &&
        (cd "$1" && "$BIN/dripline-report" -q study.json) &&
        grep -q '"member_id":"m001","name":"Secret Name 001"' \
            "$1/out/report/records.jsonl" &&
        grep -q '"provider":\[{"value":"B1","sessions":1,' \
            "$1/out/report/records.jsonl" &&
        /usr/bin/python3 "$here/report_schema.py" "$top/report/schema" \
            "$1/out/report"
}

self_contained() {
    grep -q "default-src 'none'" "$1" &&
        ! grep -nE '<script|<link|<iframe|<object|<form|src=|https?:|url\(|@import|javascript:| on[a-z]+=' "$1"
}

# Every figure of the surveys' reports is told in docs/methods.md.
figures_told() {
    /usr/bin/python3 "$here/method_keys.py" "$top/docs/methods.md" \
        "$top/report/schema/survey.schema.json" \
        "$top/report/schema/needs.schema.json" \
        "$top/report/schema/effects.schema.json"
}

try 'the methods tell every figure of the surveys' figures_told
try 'golden: the reports are written' golden
check golden "$scratch/golden/study.json"
try 'golden: records with names tell the providers' identified "$scratch/golden"
if [ -x "$BIN/dripline-ingest" ] && [ -x "$BIN/dripline-analyze" ]; then
    try 'sample: the reports are written' sample
    check sample "$scratch/sample/study.json"
else
    echo 'skip - sample: not all stages are there'
fi
exit $failed
