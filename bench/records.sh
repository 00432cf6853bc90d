#!/bin/bash
# records.sh - the analyses of attendance, beside stepping through its rows and
# beside DuckDB.
#
#   bench/records.sh BIN [MEMBERS...]
#
# Generates members (about 27 rows of attendance each; 100,000 unless said),
# loads them and prints what bench-records tells of each size, on one thread and
# on THREADS (2). Then DuckDB does the same sums and the same rules in SQL, on as
# many threads, from tables of its own: what it finds must equal what we found.
# Ratios are of this one run; those of the processor's seconds are not touched by
# what else the machine does. Where DuckDB is spared, bench/peers/records.cjs
# says.
# ROWS (such as 20) leaves about that many rows to a member, of the 27.
#
# DuckDB: "npm ci" in bench/peers, or PEERS names a node_modules that has it;
# sqlite3 is a Debian package. ONLY=none leaves DuckDB out, MEMORY (such as 4GB)
# is its memory_limit.
set -u
bin=$(cd "$1" && pwd) || exit 1
here=$(cd "$(dirname "$0")" && pwd)
shift
[ $# -gt 0 ] || set -- 100000
threads=${THREADS:-2}
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
export NODE_PATH=${PEERS:-$here/peers/node_modules}

# What the peer lacks; empty: nothing.
lacking() {
    if [ "${ONLY:-}" = none ]; then
        echo 'left out'
    elif ! command -v sqlite3 >/dev/null; then
        echo 'skipped: not installed (apt-get install sqlite3)'
    elif ! node -e 'require("@duckdb/node-api")' 2>/dev/null; then
        echo 'skipped: not installed (npm ci in bench/peers, or set PEERS)'
    fi
}

# Leaves ROWS of every 27 rows of FILE, spread evenly, and its head.
thin() { # FILE
    awk -v rows="$ROWS" 'NR == 1 || NR * rows % 27 < rows' "$1" >"$scratch/thin" &&
        mv "$scratch/thin" "$1"
}

# FIELD of the JSON line that bench-records printed.
field() { sed -n "s/.*\"$1\": \([0-9.]*\).*/\1/p" "$scratch/ours"; }

compare() { # STUDY
    local lack
    lack=$(lacking)
    if [ -n "$lack" ]; then
        echo "duckdb: $lack"
        return
    fi
    echo "duckdb, $threads threads, seconds:"
    mkdir -p "$scratch/duckdb"
    # shellcheck disable=SC2086 # no limit is no argument
    node "$here/peers/records.cjs" "$1" "$scratch/found" "$scratch/duckdb" \
        "$threads" ${MEMORY:-} | tee "$scratch/theirs"
    [ "${PIPESTATUS[0]}" -eq 0 ] || exit 1
    rm -rf "$scratch/duckdb"
    awk -v read="$(field read)" -v compute="$(field compute)" \
        -v standing="$(field standing)" -v demand="$(field demand)" \
        -v store="$(field store)" -v processor="$(field processor)" '
        $1 == "all" { wall = $2 }
        $1 == "processor" { cpu = $2 }
        END { ours = read + compute + standing + demand + store
            printf "duckdb / dripline: %.2f by the clock, %.2f by the processor\n",
                wall / ours, cpu / processor }' "$scratch/theirs"
}

for members in "$@"; do
    study=$scratch/$members
    "$bin/generate" --members "$members" "$study" >"$scratch/log" || exit 1
    [ -z "${ROWS:-}" ] || thin "$study/attendance.csv" || exit 1
    "$bin/dripline-ingest" --quiet "$study/study.json" 2>"$scratch/log"
    rm -f "$study"/*.csv
    mkdir -p "$scratch/found"
    echo "$members members"
    for count in 1 "$threads"; do
        "$bin/bench-records" "$study/study.json" "$count" "$scratch/found" \
            >"$scratch/ours" || exit 1
        cat "$scratch/ours"
        [ "$threads" -gt 1 ] || break
    done
    compare "$study"
    rm -rf "$study"
done
