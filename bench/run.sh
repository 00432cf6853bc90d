#!/bin/bash
# run.sh - times the three stages on generated members.
#
#   bench/run.sh BIN [MEMBERS...]
#
# For each size: rows read, seconds, rows a second, the largest memory. Beside
# ingest stands what it costs only to read the same bytes (cat) and to find
# their lines (wc -l). Quote ratios of one run, not seconds of two.
set -u
bin=$(cd "$1" && pwd) || exit 1
shift
[ $# -gt 0 ] || set -- 10000 100000
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

# timed COMMAND...: SECONDS PEAK-MEGABYTES, of the command and its children.
timed() {
    /usr/bin/python3 - "$@" <<'PYTHON'
import resource, subprocess, sys, time
begin = time.monotonic()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL,
                      stderr=subprocess.DEVNULL)
seconds = time.monotonic() - begin
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"{seconds:.3f} {peak:.0f}")
sys.exit(done.returncode)
PYTHON
}

row() { # WHAT ROWS COMMAND...
    local what=$1 rows=$2 out
    shift 2
    out=$(timed "$@") || { echo "bench: $what failed" >&2; exit 1; }
    echo "$what $rows $out" |
        awk '{printf "%-10s %12d rows %9.2f s %12.0f rows/s %7d MB\n",
              $1, $2, $3, $2 / $3, $4}'
}

for members in "$@"; do
    study=$scratch/$members
    "$bin/generate" --members "$members" "$study" || exit 1
    rows=$(cat "$study"/*.csv | wc -l)
    attended=$(wc -l <"$study/attendance.csv")
    echo "$members members, $attended rows of attendance"
    row read "$rows" cat "$study"/*.csv
    row lines "$rows" wc -l "$study"/*.csv
    row ingest "$rows" "$bin/dripline-ingest" --quiet "$study/study.json"
    row analyze "$attended" "$bin/dripline-analyze" --quiet "$study/study.json"
    row report "$members" "$bin/dripline-report" --quiet "$study/study.json"
    rm -rf "$study"
done
