#!/bin/sh
# queries.sh - the queries that docs/methods.md gives for the annual figures give
# the annual figures of the sample study (tests/queries.py).
#
#   BIN=FOLDER queries.sh
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"
cp "$top"/sample-data/*.csv "$top"/sample-data/*.json "$scratch"
for stage in ingest analyze; do
    "$BIN/dripline-$stage" -q "$scratch/study.json" >"$scratch/log" 2>&1 ||
        { cat "$scratch/log"; echo "not ok - $stage of the sample"; exit 1; }
done
/usr/bin/python3 "$top/tests/queries.py" "$scratch"/*.db \
    "$top/docs/methods.md"
