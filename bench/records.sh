#!/bin/bash
# records.sh - the analyses of attendance, beside stepping through its rows.
#
#   bench/records.sh BIN [MEMBERS...]
#
# Generates members (about 27 rows of attendance each), loads them and prints
# what bench-records tells of each size.
set -u
bin=$(cd "$1" && pwd) || exit 1
shift
[ $# -gt 0 ] || set -- 100000
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

for members in "$@"; do
    study=$scratch/$members
    "$bin/generate" --members "$members" "$study" >"$scratch/log" || exit 1
    "$bin/dripline-ingest" --quiet "$study/study.json" 2>"$scratch/log"
    echo "$members members"
    "$bin/bench-records" "$study/study.json" || exit 1
    rm -rf "$study"
done
