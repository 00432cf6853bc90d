#!/bin/sh
# roster.sh - very many members go into the warehouse as whole pages: SQLite
# finds nothing wrong with them, and they are those of the file, also when its
# order changes and when ingest is killed.
#
#   BIN=FOLDER roster.sh [MEMBERS]
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"
members=${1:-${MEMBERS:-320000}}

# The member I is the same, wherever it stands in the file.
roster() { # FIRST STEP
    awk -v n="$members" -v at="$1" -v step="$2" 'BEGIN {
        print "member_id,name,attribute.residence,attribute.age"
        for (i = 0; i < n; i++) {
            k = (at + i * step) % n
            printf "M%07d,%s,%s,%d\n", k, k % 7 ? "" : "Name " k,
                k % 3 ? "rural" : "urban", k % 60 + 18
        }
    }' >"$scratch/members.csv"
}

ingest() { "$BIN/dripline-ingest" --quiet "$scratch/study.json"; }

ask() { sqlite3 -bail "$scratch/w.db" "$1" 2>&1; }

# What SQLite says of the file, and the facts by member_id.
whole() { # NAME
    [ "$(ask 'PRAGMA integrity_check')" = ok ]
    says "$1: the file is sound" $?
    ask "SELECT count(*),
            sum(name IS iif(n % 7, NULL, 'Name ' || n)),
            sum(r.value = iif(n % 3, 'rural', 'urban')),
            sum(a.value = n % 60 + 18), count(DISTINCT member_id)
        FROM (SELECT *, CAST(substr(member_id, 2) AS INTEGER) AS n FROM member)
        JOIN member_attribute r USING (member)
        JOIN member_attribute a USING (member)
        WHERE r.attribute = 'residence' AND a.attribute = 'age'" >"$scratch/got"
    echo "$members|$members|$members|$members|$members" >"$scratch/wanted"
    diff "$scratch/wanted" "$scratch/got"
    says "$1: the members are those of the file" $?
    [ "$(ask "SELECT count(*) FROM member AS a NOT INDEXED JOIN member AS b
        ON b.member_id = a.member_id WHERE a.member = b.member")" = "$members" ]
    says "$1: each is found by its id" $?
}

cat >"$scratch/study.json" <<'STUDY'
{"study": "roster", "title": "Roster", "as_of": "2025-12-31",
 "period": ["2025-01-01", "2025-12-31"], "seed": 1, "warehouse": "w.db",
 "inputs": [{"kind": "members", "name": "members", "file": "members.csv"}]}
STUDY

roster 0 1
ingest
says 'a roster loads' $?
whole 'a new warehouse'
[ "$(ask "SELECT seq = (SELECT max(member) FROM member)
    FROM sqlite_sequence WHERE name = 'member'")" = 1 ]
says 'the highest key is known' $?

# 7919 is a prime, so these are all members but of a multiple of it.
roster 17 7919
for at in 1 2 3 4; do
    "$BIN/dripline-ingest" --quiet "$scratch/study.json" &
    pid=$!
    sleep "0.$((at * 17))"
    kill -KILL $pid 2>/dev/null
    wait $pid 2>/dev/null
done
whole 'killed'
ingest
says 'a shuffled roster loads' $?
whole 'loaded again'
exit $failed
