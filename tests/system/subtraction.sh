#!/bin/bash
# subtraction.sh - what standing.json, annual.json and the calendar of seats hold
# back cannot be found out from all that they publish (tests/subtraction.py): in
# small counties of several seeds, where some rules bind nearly everybody and
# nearly everybody takes part.
#
#   BIN=FOLDER subtraction.sh [SEEDS]
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"

# full_only FILE: those rules that bind everybody bind full members alone, who
# are nearly everybody.
full_only() {
    /usr/bin/python3 -c 'import json, sys
policy = json.load(open(sys.argv[1]))
rules = [r for r in policy["requirements"]
         if r["who"].get("status") == ["full", "probationary"]]
assert rules
for rule in rules:
    rule["who"]["status"] = ["full"]
json.dump(policy, open(sys.argv[1], "w"))' "$1"
}

# some_idle FOLDER: one member in 37 never came.
some_idle() {
    awk -F, 'NR == 1 || substr($1, 3) % 37 != 0' "$1/attendance.csv" \
        >"$scratch/attendance" && mv "$scratch/attendance" "$1/attendance.csv"
}

# county SEED MEMBERS: its reports, in $scratch/SEED.
county() {
    folder=$scratch/$1
    "$BIN/generate" --seed "$1" --members "$2" "$folder" >&2 &&
        full_only "$folder/policy.json" && some_idle "$folder" &&
        for stage in ingest analyze report; do
            "$BIN/dripline-$stage" -q "$folder/study.json" >"$scratch/log" 2>&1 ||
                { cat "$scratch/log" >&2; return 1; }
        done
}

for seed in $(seq 1 "${1:-2}"); do
    if county "$seed" $((900 + 100 * seed)); then
        /usr/bin/python3 "$top/tests/subtraction.py" "$scratch/$seed"/*.db \
            "$scratch/$seed/report" >"$scratch/out" || failed=1
        sed "s/^\(ok\|not ok\) - /&seed $seed: /" "$scratch/out"
    else
        echo "not ok - seed $seed: the reports are written"
        failed=1
    fi
    rm -rf "${scratch:?}/$seed"
done
exit $failed
