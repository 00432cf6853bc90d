#!/bin/sh
# queries.sh - the queries that docs/methods.md gives for the annual figures give
# the annual figures of the sample study (tests/queries.py).
#
#   BIN=FOLDER queries.sh
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
BIN=${BIN:?"BIN is not set: the folder of the programs"}
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
cp "$top"/sample-data/*.csv "$top"/sample-data/*.json "$scratch"
for stage in ingest analyze; do
    "$BIN/dripline-$stage" -q "$scratch/study.json" >"$scratch/log" 2>&1 ||
        { cat "$scratch/log"; echo "not ok - $stage of the sample"; exit 1; }
done
/usr/bin/python3 "$top/tests/queries.py" "$scratch"/*.db \
    "$top/docs/methods.md"
