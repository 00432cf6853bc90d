#!/bin/bash
# ingest.sh - how fast attendance is loaded, beside those who could do it too.
#
#   bench/ingest.sh BIN [SIZE...]
#
# SIZE is S (100 thousand members, 2 million rows of attendance) or L (1 million,
# 20 million); S unless said. All do the same work on the same files, in this
# one run: read members, sessions and attendance, check dates, hours and
# statuses, resolve ids, leave out duplicates, and store what is good; all must
# accept the same rows. Dripline and DuckDB on a file store durably and with
# everything, Dripline the batch, line and flags of each row as well; what the
# others leave is said beside them. Quote the ratios, never the seconds.
#
# Peers are looked for and named when missing: sqlite3, python3-pandas and
# r-cran-data.table are Debian packages; "npm ci" in bench/peers gets DuckDB and
# polars, or PEERS names a node_modules that has them. ONLY="duckdb pandas"
# leaves the other peers out, ONLY=none all of them. THREADS is how many
# threads each may use.
set -u
[ $# -ge 1 ] || { echo "usage: ingest.sh BIN [S|L]..." >&2; exit 2; }
bin=$(cd "$1" && pwd) || exit 1
here=$(cd "$(dirname "$0")" && pwd)
shift
[ $# -gt 0 ] || set -- S
threads=${THREADS:-$(nproc)}
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
export NODE_PATH=${PEERS:-$here/peers/node_modules}
export OMP_NUM_THREADS=$threads R_DATATABLE_NUM_THREADS=$threads \
    POLARS_MAX_THREADS=$threads
failed=0

# timed OUT COMMAND...: SECONDS PEAK-MEGABYTES STATUS; what it prints is in OUT.
timed() {
    /usr/bin/python3 - "$@" <<'PYTHON'
import resource, subprocess, sys, time
begin = time.monotonic()
with open(sys.argv[1], "w") as out:
    done = subprocess.run(sys.argv[2:], stdout=out, stderr=subprocess.STDOUT)
seconds = time.monotonic() - begin
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"{seconds:.3f} {peak:.0f} {done.returncode}")
PYTHON
}

row() { # NAME SECONDS MEGABYTES NOTE
    awk -v name="$1" -v s="$2" -v mb="$3" -v note="$4" -v rows="$rows" \
        -v ours="$ours" -v bare="$bare" 'BEGIN {
        printf "%-16s %8.2f s %12.0f rows/s %6d MB", name, s, rows / s, mb
        printf "  %6.2f x parse", s / bare
        if (ours > 0) printf "  %6.2f x dripline", s / ours
        print note == "" ? "" : "  (" note ")" }'
}

# What a program that is there does; ACCEPTED rows are compared.
peer() { # NAME NOTE COMMAND...
    local name=$1 note=$2 seconds mb status got
    shift 2
    rm -rf "$scratch/out" && mkdir "$scratch/out"
    read -r seconds mb status < <(timed "$scratch/said" "$@")
    got=$(tail -n 1 "$scratch/said" | tr -d ' ')
    if [ "$status" -ne 0 ]; then
        echo "$name: failed: $(tail -n 3 "$scratch/said" | tr '\n' ' ')"
        failed=1
        return
    fi
    row "$name" "$seconds" "$mb" "$note"
    if [ "$got" != "$accepted" ]; then
        echo "$name: accepts $got rows, not $accepted"
        failed=1
    fi
}

wanted() { [ -z "${ONLY:-}" ] || case " $ONLY " in *" $1 "*) ;; *) false ;; esac; }

skip() { echo "$1: skipped: not installed ($2)"; }

has_module() { node -e "require('$1')" 2>/dev/null; }

peers() { # FOLDER
    if ! wanted duckdb; then
        echo 'duckdb: left out'
    elif has_module @duckdb/node-api; then
        peer duckdb 'stores nothing' node "$here/peers/duckdb.cjs" "$1" \
            "$scratch/out" memory "$threads"
        peer duckdb-file 'durable, its own file' node \
            "$here/peers/duckdb.cjs" "$1" "$scratch/out" file "$threads"
    else
        skip duckdb 'npm ci in bench/peers, or set PEERS'
    fi
    if ! wanted polars; then
        echo 'polars: left out'
    elif has_module nodejs-polars; then
        peer polars 'a Parquet file, not synced' node \
            "$here/peers/polars.cjs" "$1" "$scratch/out"
    else
        skip polars 'npm ci in bench/peers, or set PEERS'
    fi
    if ! wanted pandas; then
        echo 'pandas: left out'
    elif /usr/bin/python3 -c 'import pandas' 2>/dev/null; then
        peer pandas 'a pickle file' /usr/bin/python3 \
            "$here/peers/pandas_load.py" "$1" "$scratch/out"
    else
        skip pandas 'apt-get install python3-pandas'
    fi
    if ! wanted data.table; then
        echo 'data.table: left out'
    elif Rscript -e 'library(data.table)' >/dev/null 2>&1; then
        peer data.table 'an RDS file, not synced' Rscript \
            "$here/peers/datatable.R" "$1" "$scratch/out"
    else
        skip data.table 'apt-get install r-cran-data.table'
    fi
    if ! wanted sqlite3; then
        echo 'sqlite3: left out'
    elif command -v sqlite3 >/dev/null; then
        peer sqlite3 'durable' "$here/peers/sqlite3.sh" "$1" "$scratch/out"
    else
        skip sqlite3 'apt-get install sqlite3'
    fi
}

dripline() { # FOLDER
    local seconds mb status
    rm -f "$1/warehouse.db"
    read -r seconds mb status < <(timed "$scratch/said" \
        "$bin/dripline-ingest" --quiet --stages -t "$threads" "$1/study.json")
    if [ "$status" -ne 0 ]; then
        tail -n 5 "$scratch/said"
        exit 1
    fi
    ours=$seconds
    row dripline "$seconds" "$mb" 'durable, plain SQLite, with batch and line'
    sed -n 's/^dripline-ingest: \(.*: stages: \)/    \1/p' "$scratch/said"
    accepted=$(/usr/bin/python3 -c "import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute('SELECT accepted FROM batch'
    ' WHERE kind = ?', ('attendance',)).fetchone()[0])" "$1/warehouse.db")
    stat -c %s "$1/warehouse.db" |
        awk '{printf "    warehouse %.0f MB\n", $1 / 1e6}'
}

size() { # MEMBERS ROWS SESSIONS
    local folder=$scratch/files seconds mb status
    rows=$2
    "$bin/bench-roster" "$1" "$2" "$3" "$folder" || exit 1
    echo "$1 members, $3 sessions, $2 rows of attendance, $threads threads," \
        "$(stat -c %s "$folder/attendance.csv" | awk '{printf "%.0f MB", $1 / 1e6}')"
    cat "$folder"/*.csv >/dev/null # all find the files in memory
    bare=1 ours=0 accepted=
    read -r seconds mb status < <(timed "$scratch/said" \
        "$bin/bench-parse" "$folder/attendance.csv" "$threads")
    [ "$status" -eq 0 ] || { cat "$scratch/said"; exit 1; }
    bare=$seconds
    row libcsv "$seconds" "$mb" 'only parses attendance'
    dripline "$folder"
    peers "$folder"
    rm -rf "$folder"
}

for name in "$@"; do
    case $name in
    S) size 100000 2000000 20000 ;;
    L) size 1000000 20000000 200000 ;;
    # The members and sessions of L with a tenth of its rows: for memory.
    M) size 1000000 2000000 200000 ;;
    *) echo "ingest.sh: SIZE is S, M or L, not $name" >&2; exit 2 ;;
    esac
done
exit $failed
