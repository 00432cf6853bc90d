#!/bin/sh
# what_if - the class plan of the sample with other seats, and the plan's own
# limits, checked in the warehouse by plain SQL.
#
#   BIN=FOLDER what_if.sh
# shellcheck disable=SC2317 # functions are called through try
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"
study=$scratch/sample/study.json
db=$scratch/sample/qinglan.db

sample() {
    cp -R "$top/sample-data" "$scratch/sample" &&
        "$BIN/dripline" run --quiet "$study"
}

# sql SELECT: its one value.
sql() { sqlite3 "file:$db?mode=ro" "$1"; }
none() { [ "$(sql "SELECT count(*) FROM ($1)")" = 0 ]; }

seats() {
    none "SELECT 1 FROM plan_class WHERE seats IS NOT NULL
          AND required + wished + enrolled > max(seats, enrolled)"
}
quota() { none "SELECT 1 FROM class_plan GROUP BY member HAVING count(*) > 8"; }
courses() {
    none "SELECT 1 FROM class_plan JOIN offering USING (offering)
          GROUP BY member, course HAVING count(*) > 1"
}
clashes() {
    none "SELECT 1 FROM class_plan a JOIN class_plan b ON a.member = b.member
          AND a.offering < b.offering
          JOIN session s ON s.offering = a.offering
          JOIN session t ON t.offering = b.offering
          AND s.begins < t.ends AND t.begins < s.ends"
}

what_if() { # CHANGES
    printf '%s' "$1" >"$scratch/changes.json"
    "$BIN/dripline" what-if "$study" "$scratch/changes.json" >"$scratch/out"
}

no_change() {
    what_if '{}' && awk 'NR > 1 && $NF + 0 != 0 { bad = 1 } END {
        exit bad || NR < 9 }' "$scratch/out"
}

# A seat more in a class that has a price is taken.
more_seats() {
    class=$(sql "SELECT offering_id FROM plan_class JOIN offering
        USING (offering) WHERE seats = required + wished + enrolled
        ORDER BY price DESC, offering_id LIMIT 1")
    seats=$(sql "SELECT seats FROM plan_class JOIN offering USING (offering)
        WHERE offering_id = '$class'")
    what_if "{\"seats\": {\"$class\": $((seats + 5))}}" &&
        grep -q "^class $class: places .* +5$" "$scratch/out"
}

unchanged() {
    before=$(sha256sum "$db")
    what_if '{"per_member": 1, "budget": 1000}' &&
        [ "$before" = "$(sha256sum "$db")" ] &&
        awk '/wished: cost/ { found = $4 <= 1000 } END { exit !found }' \
            "$scratch/out"
}

# What the study limits, null lifts: places cost again what they cost.
lifted() {
    sed -i 's/"analysis": {/&"plan": {"budget": 100},/' "$study" &&
        "$BIN/dripline" run --quiet "$study" || return 1
    what_if '{"budget": null}' &&
        awk '/wished: cost/ { exit !($3 <= 100 && $4 > 100) }' "$scratch/out"
}

refused() { # CHANGES WORDS
    printf '%s' "$1" >"$scratch/changes.json"
    ! "$BIN/dripline" what-if "$study" "$scratch/changes.json" \
        >"$scratch/out" 2>"$scratch/err" && grep -q "$2" "$scratch/err"
}

try 'the sample is planned' sample
try 'no class is over its seats' seats
try 'nobody has more places than allowed' quota
try 'nobody has a course twice' courses
try 'nobody sits in two classes at a time' clashes
try 'without changes the plan is the same' no_change
try 'seats more in a class that lacks them are taken' more_seats
try 'the warehouse stays as it is, the budget is kept' unchanged
try 'a class that is not there is told' refused '{"seats": {"NONE": 3}}' \
    "changes.json:1: seats.NONE: no class to come"
try 'a key that is not known is told' refused '{"seat": {"NONE": 3}}' "seats"
try 'a list is told' refused '[]' \
    '^dripline what-if: .*changes.json:1: must be an object in { }, not a list'
try 'a budget of null is no limit' lifted
exit "$failed"
