#!/bin/sh
# roster.sh - very many members go into the warehouse as whole pages: SQLite
# finds nothing wrong with them, and they are those of the file, also when its
# order changes and when ingest is killed.
#
#   BIN=FOLDER roster.sh [MEMBERS]
set -u
members=${1:-${MEMBERS:-320000}}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
failed=0

say() { # STATUS NAME
    if [ "$1" -eq 0 ]; then
        echo "ok - $2"
    else
        echo "not ok - $2"
        failed=1
    fi
}

# The member I is the same, wherever it stands in the file.
roster() { # FIRST STEP
    awk -v n="$members" -v at="$1" -v step="$2" 'BEGIN {
        print "member_id,name,attribute.residence,attribute.age"
        for (i = 0; i < n; i++) {
            k = (at + i * step) % n
            printf "M%07d,%s,%s,%d\n", k, k % 7 ? "" : "Name " k,
                k % 3 ? "rural" : "urban", k % 60 + 18
        }
    }' >"$work/members.csv"
}

ingest() { "$BIN/dripline-ingest" --quiet "$work/study.json"; }

ask() { sqlite3 -bail "$work/w.db" "$1" 2>&1; }

# What SQLite says of the file, and the facts by member_id.
whole() { # NAME
    [ "$(ask 'PRAGMA integrity_check')" = ok ]
    say $? "$1: the file is sound"
    ask "SELECT count(*),
            sum(name IS iif(n % 7, NULL, 'Name ' || n)),
            sum(r.value = iif(n % 3, 'rural', 'urban')),
            sum(a.value = n % 60 + 18), count(DISTINCT member_id)
        FROM (SELECT *, CAST(substr(member_id, 2) AS INTEGER) AS n FROM member)
        JOIN member_attribute r USING (member)
        JOIN member_attribute a USING (member)
        WHERE r.attribute = 'residence' AND a.attribute = 'age'" >"$work/got"
    echo "$members|$members|$members|$members|$members" >"$work/wanted"
    diff "$work/wanted" "$work/got"
    say $? "$1: the members are those of the file"
    [ "$(ask "SELECT count(*) FROM member AS a NOT INDEXED JOIN member AS b
        ON b.member_id = a.member_id WHERE a.member = b.member")" = "$members" ]
    say $? "$1: each is found by its id"
}

cat >"$work/study.json" <<'STUDY'
{"study": "roster", "title": "Roster", "as_of": "2025-12-31",
 "period": ["2025-01-01", "2025-12-31"], "seed": 1, "warehouse": "w.db",
 "inputs": [{"kind": "members", "name": "members", "file": "members.csv"}]}
STUDY

roster 0 1
ingest
say $? 'a roster loads'
whole 'a new warehouse'
[ "$(ask "SELECT seq = (SELECT max(member) FROM member)
    FROM sqlite_sequence WHERE name = 'member'")" = 1 ]
say $? 'the highest key is known'

# 7919 is a prime, so these are all members but of a multiple of it.
roster 17 7919
for at in 1 2 3 4; do
    "$BIN/dripline-ingest" --quiet "$work/study.json" &
    pid=$!
    sleep "0.$((at * 17))"
    kill -KILL $pid 2>/dev/null
    wait $pid 2>/dev/null
done
whole 'killed'
ingest
say $? 'a shuffled roster loads'
whole 'loaded again'
exit $failed
