#!/bin/sh
# real.sh - runs the studies of real files, checks what is known of them, and
# says how long each stage took.
#
#   real.sh BIN REAL
#
# BIN holds the programs, REAL the real files, which stay where they are. Prints
# a line "ok - ..." or "not ok - ..." for each check; ends with 1 if one failed.
set -u
[ $# -eq 2 ] || { echo "usage: real.sh BIN REAL" >&2; exit 2; }
bin=$(cd "$1" && pwd) || exit 2
real=$(cd "$2" && pwd) || exit 2
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
failed=0

# What the published files hold, counted apart from this project.
users=9902 active=3007 items=1167 views=21908 repeats=355 watched=3659
pairs=14984
most_seconds=5

check() { # NAME WANTED GOT
    if [ "$2" = "$3" ]; then
        echo "ok - $1: $3"
    else
        echo "not ok - $1: $3, not $2"
        failed=1
    fi
}

ask() { sqlite3 "$work/mars/mars.db" "$1"; }

# Milliseconds on a clock.
now() { echo $(($(date +%s%N) / 1000000)); }

# Runs a stage; adds its time to $spent.
stage() { # NAME
    begun=$(now)
    "$bin/dripline-$1" "$work/mars/study.json" >"$work/$1.out" \
        2>"$work/$1.err"
    status=$?
    took=$(($(now) - begun))
    spent=$((spent + took))
    [ "$status" -eq 0 ] || { cat "$work/$1.out" "$work/$1.err"; }
    check "mars: dripline-$1 ends with" 0 "$status"
    echo "# $1: $took ms"
}

input() { # NAME ROWS REJECTED
    check "mars: rows, accepted and rejected of $1" "$2 $(($2 - $3)) $3" \
        "$(ask "SELECT rows || ' ' || accepted || ' ' || rejected FROM batch
                WHERE input = '$1'")"
}

facts() {
    input users "$users" 0
    input items "$items" 0
    input views "$views" "$repeats"
    input watched "$watched" 0
    check 'mars: reject codes' "duplicate|$repeats" \
        "$(ask 'SELECT code, count(*) FROM reject GROUP BY 1')"
    check 'mars: members' "$users" "$(ask 'SELECT count(*) FROM member')"
    check 'mars: courses' "$items" "$(ask 'SELECT count(*) FROM course')"
    check 'mars: active members' "$active" \
        "$(ask 'SELECT count(DISTINCT member) FROM attendance')"
    check 'mars: distinct pairs of a member and a course' "$pairs" \
        "$(ask 'SELECT count(*) FROM (SELECT DISTINCT member, course
            FROM attendance JOIN session USING (session)
            JOIN offering USING (offering))')"
    check 'mars: events' $((views - repeats + watched)) \
        "$(ask 'SELECT count(*) FROM attendance')"
    echo "# topics made: $(ask 'SELECT count(*) FROM topic WHERE made')"
}

results() {
    check 'mars: members with a recommendation' "$users" \
        "$(ask 'SELECT count(DISTINCT member) FROM recommendation')"
    check 'mars: recommendations without a reason' 0 \
        "$(ask "SELECT count(*) FROM recommendation WHERE reason = ''")"
    echo "# recommendations by reason: $(ask "SELECT reason, count(*)
        FROM recommendation GROUP BY 1" | tr '\n' ' ')"
}

if [ ! -d "$real/mars" ]; then
    echo "skip - mars: there is no $2/mars"
    exit 0
fi
mkdir "$work/mars"
cp "$root/examples/mars/study.json" "$work/mars"
ln -s "$real" "$work/mars/real"
spent=0
stage ingest
facts
stage analyze
results
stage report
echo "# three stages: $spent ms"
[ "$spent" -lt $((most_seconds * 1000)) ]
check "mars: three stages within $most_seconds s" 0 $?
exit $failed
