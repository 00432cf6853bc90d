#!/bin/bash
# recommend.sh - recommendations for everybody, beside numpy and scipy.
#
#   bench/recommend.sh BIN [MEMBERS [COURSES]]
#
# Both begin with the members in memory, on the same threads, in one run; the
# ratio is what counts. Then the way from a warehouse to stored recommendations
# of a hundredth as many generated members, all analyses included.
set -u
bin=$(cd "$1" && pwd) || exit 1
here=$(cd "$(dirname "$0")" && pwd)
members=${2:-1000000} courses=${3:-1000} threads=${THREADS:-$(nproc)}
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

"$bin/bench-recommend" "$members" "$courses" "$threads" "$scratch" |
    tee "$scratch/ours" || exit 1
/usr/bin/python3 "$here/peers/recommend.py" "$courses" "$threads" "$scratch" |
    tee "$scratch/peer"
status=${PIPESTATUS[0]}
[ "$status" -eq 0 ] || exit "$status"
awk '/^dripline/ { ours = $9 } /^scipy/ { peer = $9 }
    END { printf "%d members, scipy / dripline: %.1f\n", '"$members"', peer / ours }' \
    "$scratch/ours" "$scratch/peer"

study=$scratch/study
"$bin/generate" --members $((members / 100)) "$study" >"$scratch/log" || exit 1
"$bin/dripline-ingest" --quiet "$study/study.json" || exit 1
begun=$(date +%s%N)
"$bin/dripline-analyze" --quiet --threads "$threads" "$study/study.json" ||
    exit 1
echo "$((members / 100)) generated members, warehouse to stored results of all" \
    "analyses: $((($(date +%s%N) - begun) / 1000000)) ms"
