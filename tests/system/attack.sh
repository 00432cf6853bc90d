#!/bin/sh
# attack.sh - what survey.json, needs.json and effects.json hold back cannot be
# worked out from all three together; in counties of several seeds, with
# thresholds so high that much is held back.
#
#   BIN=FOLDER attack.sh
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"
has_python 'what is held back' numpy scipy || exit 0

# attack SEED THRESHOLD CELL POLICY: what becomes of careless answers
attack() {
    study=$scratch/$1
    "$BIN/generate" --seed "$1" "$study" &&
        sed -i "s/\"key_file\"/\"threshold\": $2, \"cell_threshold\": $3, &/
            s/\"analysis\": {/&\"survey\": {\"careless\": \"$4\"}, /" \
            "$study/study.json" &&
        grep -q "\"careless\": \"$4\"" "$study/study.json" &&
        for stage in ingest analyze report; do
            "$BIN/dripline-$stage" -q "$study/study.json" || return
        done >"$scratch/out" 2>&1 &&
        /usr/bin/python3 "$here/attack.py" "$study"/*.db "$study/report" \
            "$2" "$3" | sed "s/ok - /&county $1, below $2 and $3: /"
}

for order in '1 10 5 flag' '2 60 20 flag' '3 100 40 flag' \
    '4 10 5 exclude' '5 20 10 down-weight'; do
    # shellcheck disable=SC2086 # words of ORDER
    attack $order >"$scratch/told" 2>&1
    cat "$scratch/told"
    [ "$(grep -c '^ok - ' "$scratch/told")" -eq 4 ] || failed=1
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
# So are few careless ones beside a weighted figure.
/usr/bin/python3 "$here/attack.py" "$scratch"/4/*.db "$scratch/4/report" \
    10 30 | grep '^not ok - careless' >/dev/null
says 'few careless answers beside a weighted figure are found' $?
exit $failed
