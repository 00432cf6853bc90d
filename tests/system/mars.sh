#!/bin/sh
# mars.sh - the MARS study: every row accounted for, orphaned events counted.
#
# BIN holds the programs, REAL the real files. Skipped where REAL is absent.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
if [ ! -d "${REAL:-}/mars" ]; then
    echo "skip - mars: the real files are not here (REAL=FOLDER)"
    exit 0
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
failed=0

check() { # NAME WANTED GOT
    if [ "$2" = "$3" ]; then
        echo "ok - $1"
    else
        echo "not ok - $1: $3, not $2"
        failed=1
    fi
}
ask() { sqlite3 "$work/$1/mars.db" "$2"; }

# $1 is the folder of the study, $2 that of the files.
load() {
    mkdir -p "$work/$1"
    ln -s "$2" "$work/$1/real"
    "$BIN/dripline-ingest" "$work/$1/study.json" >"$work/$1/out" \
        2>"$work/$1/err"
    check "$1: ingest ends well" 0 $?
    check "$1: every row is accepted or rejected" 0 "$(ask "$1" \
        'SELECT count(*) FROM batch WHERE rows <> accepted + rejected')"
    check "$1: every accepted event is there" \
        "$(ask "$1" "SELECT sum(accepted) FROM batch
            WHERE kind = 'attendance'")" \
        "$(ask "$1" 'SELECT count(*) FROM attendance')"
}
lines() { tail -n +2 "$1" | wc -l; }

# ---- The files as they are --------------------------------------------------

real=$(cd "$REAL/mars" && pwd)
mkdir "$work/whole"
cp "$root/examples/mars/study.json" "$work/whole"
load whole "$(dirname "$real")"
for pair in users:users_en items:items_en views:implicit_ratings_en \
    watched:explicit_ratings_en; do
    check "rows of ${pair#*:}" "$(lines "$real/${pair#*:}.csv")" \
        "$(ask whole "SELECT rows FROM batch WHERE input = '${pair%:*}'")"
done
check 'exact repeats are rejected' 355 "$(ask whole \
    "SELECT rejected FROM batch WHERE input = 'views'")"
check 'and only they' 'duplicate|355' \
    "$(ask whole 'SELECT code, count(*) FROM reject GROUP BY 1')"
check 'as many as sort and uniq find' 355 \
    $(($(lines "$real/implicit_ratings_en.csv") - \
        $(tail -n +2 "$real/implicit_ratings_en.csv" | sort -u | wc -l)))
check 'members' 9902 "$(ask whole 'SELECT count(*) FROM member')"
check 'courses' 1167 "$(ask whole 'SELECT count(*) FROM course')"
check 'active members' 3007 \
    "$(ask whole 'SELECT count(DISTINCT member) FROM attendance')"
check 'pairs of a member and a course' 14984 \
    "$(ask whole 'SELECT count(*) FROM (SELECT DISTINCT member, course
        FROM attendance JOIN session USING (session)
        JOIN offering USING (offering))')"
check 'a job of N/A is not known' \
    "$(awk -F, 'NR > 1 && $2 != "N/A"' "$real/users_en.csv" | wc -l)" \
    "$(ask whole "SELECT count(*) FROM member_attribute
        WHERE attribute = 'job'")"
check 'views have no hours' 0 "$(ask whole \
    'SELECT count(*) FROM attendance WHERE minutes IS NOT NULL')"
check 'watched events have a share and a rating' \
    "$(lines "$real/explicit_ratings_en.csv")" \
    "$(ask whole "SELECT count(*) FROM attendance JOIN batch USING (batch)
        WHERE input = 'watched' AND progress IS NOT NULL
        AND rating IS NOT NULL")"
check 'shares of 100 are whole' \
    "$(awk -F, 'NR > 1 && $3 == 100' "$real/explicit_ratings_en.csv" | wc -l)" \
    "$(ask whole 'SELECT count(*) FROM attendance WHERE progress = 10000')"
check 'topics of the first course' \
    'Difficulty:Beginner,Software:OneDrive,Theme:Discover' \
    "$(ask whole "SELECT group_concat(topic_id) FROM (SELECT topic_id
        FROM course_topic JOIN topic USING (topic) JOIN course USING (course)
        WHERE course_id = '510' ORDER BY 1)")"
check 'durations of seconds become minutes' '1 2 3' \
    "$(ask whole "SELECT group_concat(minutes, ' ') FROM (SELECT minutes
        FROM course WHERE course_id IN ('510', '511', '512')
        ORDER BY course_id)")"

# ---- 50 members and 20 courses taken out of a copy --------------------------

# Every 60th active member, and every 40th course that was viewed.
copy=$work/copy/mars
mkdir -p "$copy" "$work/orphans"
tail -n +2 "$real/implicit_ratings_en.csv" | cut -d, -f2 | sort -u |
    awk 'NR % 60 == 0' | head -n 50 >"$work/members"
tail -n +2 "$real/implicit_ratings_en.csv" | cut -d, -f1 | sort -u |
    awk 'NR % 40 == 0' | head -n 20 >"$work/courses"
check 'members taken out' 50 "$(wc -l <"$work/members")"
check 'courses taken out' 20 "$(wc -l <"$work/courses")"

# Leaves out of file $2 the lines whose first field is in the list $1.
without() { awk -F, 'NR == FNR { gone[$1]; next } !($1 in gone)' "$1" "$2"; }
without "$work/members" "$real/users_en.csv" >"$copy/users_en.csv"
without "$work/courses" "$real/items_en.csv" >"$copy/items_en.csv"
cp "$real/implicit_ratings_en.csv" "$real/explicit_ratings_en.csv" "$copy"
check 'members left' 9852 "$(lines "$copy/users_en.csv")"
check 'courses left' 1147 "$(lines "$copy/items_en.csv")"

# Each study line "name" of an events' input gets leave to reject.
sed 's/"max_rejects": 0.02,//
    s/"name": "views",/& "max_rejects": 100000,/
    s/"name": "watched",/& "max_rejects": 100000,/' \
    "$root/examples/mars/study.json" >"$work/orphans/study.json"
load orphans "$work/copy"

# Counts the lines of a file by what they name that is gone: "MEMBERS COURSES
# EITHER". $2 and $3 are the fields of the member and of the course.
count() {
    awk -F, -v m="$2" -v c="$3" '
        FILENAME ~ /members$/ { member[$1]; next }
        FILENAME ~ /courses$/ { course[$1]; next }
        FNR == 1 { next }
        { a = $m in member; b = $c in course
          members += a; courses += b; either += a || b }
        END { print members + 0, courses + 0, either + 0 }' \
        "$work/members" "$work/courses" "$1"
}
for pair in views:implicit_ratings_en:2:1 watched:explicit_ratings_en:1:2; do
    IFS=: read -r name file member course <<EOF
$pair
EOF
    rejected=$(ask orphans "WITH r AS (SELECT * FROM reject
            JOIN batch USING (batch)
            WHERE input = '$name' AND code = 'unknown-id')
        SELECT (SELECT count(*) FROM r WHERE column = 'user_id') || ' ' ||
            (SELECT count(*) FROM r WHERE column = 'item_id') || ' ' ||
            (SELECT count(DISTINCT line) FROM r)")
    counted=$(count "$copy/$file.csv" "$member" "$course")
    check "$name: orphaned events by member, course, either" "$counted" \
        "$rejected"
    [ "${counted##* }" -gt 0 ]
    check "$name: there are some" 0 $?
    # Repeats among the rows that are no orphans.
    repeats=$(awk -F, -v m="$member" -v c="$course" '
        FILENAME ~ /members$/ { member[$1]; next }
        FILENAME ~ /courses$/ { course[$1]; next }
        FNR > 1 && !($m in member) && !($c in course) && seen[$0]++ { n++ }
        END { print n + 0 }' "$work/members" "$work/courses" \
        "$copy/$file.csv")
    check "$name: all other rejects are exact repeats" \
        "$repeats $((${counted##* } + repeats))" \
        "$(ask orphans "SELECT (SELECT count(*) FROM reject r
            WHERE r.batch = b.batch AND code = 'duplicate') || ' ' || rejected
            FROM batch b WHERE input = '$name'")"
done

exit $failed
