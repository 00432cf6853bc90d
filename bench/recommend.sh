#!/bin/bash
# recommend.sh - recommendations for everybody, beside numpy and scipy.
#
#   bench/recommend.sh BIN [MEMBERS [COURSES]]
#
# First the arithmetic: the Gram matrix, the solve and ten courses for each. Both
# sides begin with the members in memory, on the same threads, in one run; the
# ratio is what counts.
#
# Then the whole way: invented files of as many members and courses, twenty rows
# of attendance each, are loaded, and everything is analyzed: ten recommendations
# for each member and a plan of classes with two places a member, stored. Printed
# are the seconds on the clock and of the processors and the memory of each
# stage, and how they stand to numpy and scipy, which read and store nothing.
# Fails where an analysis takes more than 1,500 MB.
set -u
[ $# -ge 1 ] || { echo "usage: recommend.sh BIN [MEMBERS [COURSES]]" >&2; exit 2; }
bin=$(cd "$1" && pwd) || exit 1
here=$(cd "$(dirname "$0")" && pwd)
members=${2:-1000000} courses=${3:-1000} threads=${THREADS:-$(nproc)}
most_megabytes=1500
rows_each=20 sessions_each=50
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

# timed OUT COMMAND...: SECONDS PEAK-MEGABYTES STATUS; what it prints is in OUT.
timed() {
    /usr/bin/python3 - "$@" <<'PYTHON'
import resource, subprocess, sys, time
begin = time.monotonic()
with open(sys.argv[1], "w") as out:
    done = subprocess.run(sys.argv[2:], stdout=out, stderr=subprocess.STDOUT)
seconds = time.monotonic() - begin
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{seconds:.2f} {used.ru_maxrss // 1024} {done.returncode}")
PYTHON
}

ask() { # DATABASE QUERY
    /usr/bin/python3 -c "import sqlite3, sys
print(*sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone())" "$@"
}

arithmetic() {
    "$bin/bench-recommend" "$members" "$courses" "$threads" "$scratch" |
        tee "$scratch/ours"
    [ "${PIPESTATUS[0]}" -eq 0 ] || exit 1
    /usr/bin/python3 "$here/peers/recommend.py" "$courses" "$threads" \
        "$scratch" | tee "$scratch/peer"
    [ "${PIPESTATUS[0]}" -eq 0 ] || exit 1
    awk '/^dripline/ { ours = $9 } /^scipy/ { peer = $9 }
        END { printf "%d members, scipy / dripline: %.1f\n", members,
                  peer / ours }' members="$members" \
        "$scratch/ours" "$scratch/peer"
    rm -f "$scratch/starts" "$scratch/courses" "$scratch/lists"
}

whole_way() {
    local study=$scratch/study seconds megabytes status
    "$bin/bench-roster" "$members" $((members * rows_each)) \
        $((courses * sessions_each - 1)) "$study" next || exit 1
    read -r seconds megabytes status < <(timed "$scratch/said" \
        "$bin/dripline-ingest" --quiet -t "$threads" "$study/study.json")
    [ "$status" -eq 0 ] || { tail -n 5 "$scratch/said"; exit 1; }
    echo "loading $((members * rows_each)) rows: $seconds s, $megabytes MB"
    rm -f "$study/attendance.csv"
    read -r seconds megabytes status < <(timed "$scratch/said" \
        "$bin/dripline-analyze" --quiet --stages -t "$threads" \
        "$study/study.json")
    [ "$status" -eq 0 ] || { tail -n 5 "$scratch/said"; exit 1; }
    sed -n 's/^dripline-analyze: stages: /  /p' "$scratch/said" |
        grep -v ' 0\.0[0-9] s, proc'
    ask "$study/warehouse.db" "SELECT (SELECT count(*) FROM recommendation),
        'recommendations of', (SELECT count(DISTINCT member)
        FROM recommendation), 'members and', (SELECT count(*)
        FROM class_plan), 'places in classes stored'"
    awk '/^scipy/ { peer = $9 } END {
        printf "warehouse to stored results of all analyses: %s s, %d MB;", s,
            mb
        printf " scipy from memory, storing nothing: %.2f s, ratio %.2f\n",
            peer, peer / s }' s="$seconds" mb="$megabytes" "$scratch/peer"
    [ "$megabytes" -le "$most_megabytes" ] && return
    echo "not ok - $megabytes MB, more than $most_megabytes"
    exit 1
}

arithmetic
whole_way
