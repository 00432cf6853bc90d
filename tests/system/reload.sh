#!/bin/sh
# reload.sh - however the inputs came in, the warehouse holds the same facts.
#
# Loads the sample study in many steps, with files that change, go and come
# back, and compares the facts, by text ids and lines, with a fresh load of the
# same files. BIN is where the programs are.
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"

# Makes the folder $1: a copy of the sample's inputs.
sample() {
    mkdir -p "$scratch/$1"
    cp "$top"/sample-data/*.csv "$top"/sample-data/*.json "$scratch/$1"
}

ingest() { # FOLDER [STUDY]
    "$BIN/dripline-ingest" "$scratch/$1/${2:-study.json}" >"$scratch/$1/out" \
        2>"$scratch/$1/err"
}

# The facts of the warehouse in FOLDER; LINES 1 or 0.
facts() {
    db=$scratch/$1/qinglan.db
    sed "s/\$lines/$2/g" "$top/tests/system/facts.sql" |
        sqlite3 -bail "$db" || echo "error: $1 has no facts $$.$2"
    sqlite3 "$db" 'SELECT survey_id FROM survey ORDER BY 1' |
        while read -r survey; do
            items=$(sqlite3 "$db" "SELECT group_concat('r.' || name) FROM
                (SELECT name FROM pragma_table_info('response_$survey')
                 WHERE name GLOB 'i_*' ORDER BY name)")
            sqlite3 "$db" "SELECT 'response', '$survey', respondent_id,
                m.member_id, w.member_id, answered_on, seconds, b.input,
                iif($2, r.line, ''), $items FROM response_$survey r
                LEFT JOIN member m ON m.member = r.member
                LEFT JOIN member w ON w.member = r.rater
                JOIN batch b ON b.batch = r.batch ORDER BY 3, 4, 5, 6, 7"
        done
}

# Whether the folders A and B hold the same facts, and B's files fit together.
same() { # A B LINES NAME
    facts "$1" "$3" >"$scratch/facts.a"
    facts "$2" "$3" >"$scratch/facts.b"
    broken=$(sqlite3 "$scratch/$2/qinglan.db" 'PRAGMA foreign_key_check')
    diff "$scratch/facts.a" "$scratch/facts.b" | head -n 10
    [ -s "$scratch/facts.a" ] && [ -z "$broken" ] &&
        ! grep '^error: ' "$scratch/facts.a" "$scratch/facts.b" &&
        cmp -s "$scratch/facts.a" "$scratch/facts.b"
    says "$4" $?
}

# A study of FOLDER with only the inputs whose kind matches the pattern.
only() { # FOLDER PATTERN TO
    /usr/bin/python3 - "$scratch/$1/study.json" "$2" "$scratch/$1/$3" <<'EOF'
import json, re, sys
study = json.load(open(sys.argv[1], encoding="utf-8"))
study["inputs"] = [i for i in study["inputs"]
                   if re.fullmatch(sys.argv[2], i["kind"])]
json.dump(study, open(sys.argv[3], "w", encoding="utf-8"), ensure_ascii=False)
EOF
}

sample fresh
ingest fresh
says 'the sample loads' $?
[ "$(sqlite3 "$scratch/fresh/qinglan.db" \
    "SELECT count(*) FROM attendance")" -gt 30000 ]
says 'the sample has attendance' $?

# The rejected rows are those that the generator planted, by file, line, code.
sqlite3 "$scratch/fresh/qinglan.db" "SELECT b.file, r.line, r.code FROM reject r
    JOIN batch b USING (batch) ORDER BY 1, 2, 3" >"$scratch/rejects"
sqlite3 :memory: "SELECT json_extract(value, '\$.file'),
    json_extract(value, '\$.line'), json_extract(value, '\$.code')
    FROM json_each(readfile('$top/sample-data/truths.json'), '\$.bad_rows')
    ORDER BY 1, 2, 3" >"$scratch/planted"
diff "$scratch/planted" "$scratch/rejects" && [ -s "$scratch/planted" ]
says 'the planted bad rows are rejected, each with its reason, and no others' $?

ingest fresh
grep -vc unchanged "$scratch/fresh/out" | grep -qx 0
says 'a second run changes nothing' $?

sample steps
only steps 'organizations|topics|members' first.json
only steps '(?!attendance|responses).*' second.json
ingest steps first.json && ingest steps second.json && ingest steps
same fresh steps 1 'loaded in three steps, the facts are those of one'

# Take out members, courses and an organisation, and change other rows.
edit() {
    sed -i '10,60d' "$scratch/$1/members.csv"
    sed -i '20,25d' "$scratch/$1/courses.csv"
    sed -i '100d' "$scratch/$1/organizations.csv"
    sed -i '2,400s/,present,/,late,/' "$scratch/$1/attendance.csv"
    /usr/bin/python3 - "$scratch/$1/study.json" <<'EOF'
import json, sys
study = json.load(open(sys.argv[1], encoding="utf-8"))
for i in study["inputs"]:
    i["max_rejects"] = 1e9
json.dump(study, open(sys.argv[1], "w", encoding="utf-8"), ensure_ascii=False)
EOF
}
sample edited
edit edited
ingest edited
says 'the edited files load' $?
edit steps
ingest steps
same edited steps 1 'files with rows taken out replace what they held'
[ "$(sqlite3 "$scratch/steps/qinglan.db" "SELECT count(*) > 500 FROM reject
    WHERE code = 'unknown-id'")" = 1 ]
says 'rows that name what was taken out are rejected' $?

cp "$top"/sample-data/*.csv "$top"/sample-data/study.json "$scratch/steps"
ingest steps
same fresh steps 1 'put back, the facts are those of the beginning'

# A member that another input names, which the study does not name now.
only steps 'organizations|members' few.json
sed -i '10,12d' "$scratch/steps/members.csv"
ingest steps few.json
[ $? -eq 1 ] && grep -q 'no file any more' "$scratch/steps/err"
says 'a member that an input still names cannot vanish' $?
cp "$top"/sample-data/members.csv "$scratch/steps"
same fresh steps 1 'a run that fails changes nothing'

# Rows in another order: the lines differ, nothing else. No cell of these files
# holds a line end. Of members, two rows share an id, so it stays as it is.
sample shuffled
for name in organizations topics courses venues instructors offerings \
    sessions enrolments attendance choices assessments interviews population \
    memberships roles attributes identities; do
    file=$scratch/shuffled/$name.csv
    { head -n 1 "$file"; tail -n +2 "$file" |
        sort -R --random-source="$top/sample-data/responses.csv"; } \
        >"$scratch/mixed"
    mv "$scratch/mixed" "$file"
done
ingest shuffled
says 'shuffled files load' $?
cp -R "$scratch/fresh" "$scratch/unhashed"
for folder in shuffled unhashed; do
    sqlite3 "$scratch/$folder/qinglan.db" "UPDATE batch SET sha256 = ''"
done
same unhashed shuffled 0 'shuffled rows make the same facts'

# Killed at any moment, then run again.
sample killed
for pause in 0.01 0.03 0.05 0.08 0.1 0.12 0.15; do
    "$BIN/dripline-ingest" "$scratch/killed/study.json" >/dev/null 2>&1 &
    victim=$!
    sleep "$pause"
    kill -9 "$victim" 2>/dev/null
    wait "$victim" 2>/dev/null
done
ingest killed
same fresh killed 1 'killed seven times, then run again: the same facts'

exit $failed
