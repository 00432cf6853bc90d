#!/bin/sh
# attack.sh - what survey.json and needs.json hold back cannot be worked out
# from both together, nor what effects.json does; in counties of several seeds,
# with thresholds so high that much is held back.
#
#   BIN=FOLDER attack.sh
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"
has_python 'what is held back' numpy scipy || exit 0

# attack SEED THRESHOLD CELL POLICY EDIT: what becomes of careless answers, and
# of attendance.csv, by sed: tested members whom nobody taught
attack() {
    study=$scratch/$1
    "$BIN/generate" --seed "$1" "$study" &&
        sed -i "s/\"key_file\"/\"threshold\": $2, \"cell_threshold\": $3, &/
            s/\"analysis\": {/&\"survey\": {\"careless\": \"$4\"}, /" \
            "$study/study.json" &&
        sed -i "$5" "$study/attendance.csv" &&
        grep -q "\"careless\": \"$4\"" "$study/study.json" &&
        for stage in ingest analyze report; do
            "$BIN/dripline-$stage" -q "$study/study.json" || return
        done >"$scratch/out" 2>&1 &&
        /usr/bin/python3 "$here/attack.py" "$study"/*.db "$study/report" \
            "$2" "$3" >"$scratch/found"
    /usr/bin/python3 -B "$here/attack_effects.py" "$study"/*.db \
        "$study/report" "$2" "$3" >>"$scratch/found"
    sed "s/ok - /&county $1, below $2 and $3: /" "$scratch/found"
}

absent='s/^\([^,]*[147],.*,\)present,/\1absent,/'
for order in '1 10 5 flag b' '2 60 20 flag b' "3 100 40 flag $absent" \
    "4 10 5 exclude $absent" "5 20 10 down-weight $absent"; do
    # shellcheck disable=SC2086 # words of ORDER
    attack $order >"$scratch/told" 2>&1
    cat "$scratch/told"
    [ "$(grep -c '^ok - ' "$scratch/told")" -eq 8 ] || failed=1
done
# A group left out of needs.json alone is what the others leave of everybody.
/usr/bin/python3 -c 'import json, sys
path = sys.argv[1]
needs = json.load(open(path))
orgs = [g for g in needs["groups"] if g["scope"] == "org"]
assert len(orgs) == 17
needs["groups"].remove(orgs[3])
json.dump(needs, open(path, "w"))' "$scratch/1/report/needs.json"
/usr/bin/python3 "$here/attack.py" "$scratch"/1/*.db "$scratch/1/report" \
    200 5 | grep '^not ok - ratings' >/dev/null
says 'a group left out alone is found' $?
# So are a hidden count whose place in a scope was the only one hidden, and the
# interval of a comparison without its counts.
/usr/bin/python3 -c 'import json, sqlite3, sys
path = sys.argv[1]
told = json.load(open(path))
true = {row[:2]: row[2] for row in sqlite3.connect(sys.argv[2]).execute(
    "SELECT scope, value, ratings FROM effect")}
rows = [e for e in told["effects"] if e["ratings"] is None
        and e["kirkpatrick"] == 2 and true[e["scope"], e["value"]] > 0]
few = min((e for e in rows if e["scope"] == "course"),
          key=lambda e: true["course", e["value"]])
for e in rows:
    if e is not few:
        e["ratings"] = true[e["scope"], e["value"]]
row = told["follow_ups"][0]
assert row["difference_low"] is not None
row["compared"] = None
json.dump(told, open(path, "w"))' "$scratch/1/report/effects.json" \
    "$scratch"/1/*.db
/usr/bin/python3 -B "$here/attack_effects.py" "$scratch"/1/*.db \
    "$scratch/1/report" 10 5 >"$scratch/found"
grep '^not ok - ratings' "$scratch/found" >/dev/null
says 'a rating held back alone is found' $?
grep '^not ok - comparisons' "$scratch/found" >/dev/null
says 'a comparison beside a hidden count is found' $?
# So are few careless ones beside a weighted figure.
/usr/bin/python3 "$here/attack.py" "$scratch"/4/*.db "$scratch/4/report" \
    10 30 | grep '^not ok - careless' >/dev/null
says 'few careless answers beside a weighted figure are found' $?
exit $failed
