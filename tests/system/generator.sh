#!/bin/sh
# generator.sh - the invented county: its files come out of the generator byte
# for byte, and what is planted in them can be found again.
#
#   BIN=FOLDER generator.sh
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"
sample=$top/sample-data

# The committed files that the generator makes.
committed() { (cd "$sample" && ls -- *.csv *.json); }

same_files() {
    (cd "$1" && ls) | cmp -s - "$scratch/names" || return 1
    while read -r name; do
        cmp "$1/$name" "$2/$name" || return 1
    done <"$scratch/names"
}

bytes() { (cd "$1" && cat -- *.csv *.json) | wc -c; }

# status WANTED COMMAND...: runs it without output, compares the exit status.
status() {
    wanted=$1
    shift
    "$@" >"$scratch/out" 2>"$scratch/err"
    [ $? -eq "$wanted" ]
}

committed | grep -vx truths.json >"$scratch/names"
"$BIN/generate" --truths "$scratch/truths.json" "$scratch/county"
says 'the generator ends with status 0' $?
same_files "$scratch/county" "$sample"
says 'the committed files are what the generator writes' $?
cmp "$scratch/truths.json" "$sample/truths.json"
says 'the committed truths are what the generator plants' $?
[ "$(bytes "$sample")" -le 3000000 ]
says 'the committed files have at most 3 MB' $?

"$BIN/generate" --seed 2025 --members 1500 "$scratch/again"
same_files "$scratch/again" "$scratch/county"
says 'the same seed gives the same county' $?
"$BIN/generate" --seed 2026 --truths "$scratch/other.json" "$scratch/other"
! cmp -s "$scratch/other/members.csv" "$scratch/county/members.csv"
says 'another seed gives another county' $?
"$BIN/generate" --members 3000 --truths "$scratch/large.json" "$scratch/large"
says 'a larger county can be asked for' $?

# Small counties are taken as they are, whatever is planted in them.
for members in 500 700 850 1000; do
    for seed in 1 2 3; do
        rm -rf "$scratch/small"
        "$BIN/generate" --seed $seed --members $members "$scratch/small" &&
            "$BIN/dripline-ingest" -q "$scratch/small/study.json" \
                2>"$scratch/err"
        says "a county of $members members, seed $seed, is taken" $?
    done
done

# find NAME FOLDER TRUTHS: its lines, each with NAME.
find_truths() {
    /usr/bin/python3 "$here/generator_truths.py" "$2" "$3" >"$scratch/found"
    result=$?
    sed "s/^\(ok\|not ok\) - /&$1: /" "$scratch/found"
    [ "$result" -eq 0 ] || failed=1
    grep -q '^ok' "$scratch/found" || says "$1: the truths were looked for" 1
}
find_truths 'the committed county' "$sample" "$sample/truths.json"
find_truths 'another county' "$scratch/other" "$scratch/other.json"
find_truths 'a larger county' "$scratch/large" "$scratch/large.json"

status 0 "$BIN/generate" --help && grep -q '^usage:' "$scratch/out"
says 'help is on standard output' $?
for wrong in '' '--members 499 x' '--members 5000001 x' '--members 12k x' \
    '--seed -1 x' '--seed' '--truths' '--colour x' 'x y'; do
    # shellcheck disable=SC2086 # several words
    status 2 "$BIN/generate" $wrong && grep -q '^usage:' "$scratch/err"
    says "wrong usage is told: generate $wrong" $?
done
: >"$scratch/file"
status 2 "$BIN/generate" --members 499 x &&
    grep -q "members must be a number from 500 to 5000000, not '499'" \
        "$scratch/err"
says 'too few members are told' $?
status 1 "$BIN/generate" "$scratch/file" &&
    grep -q "$scratch/file" "$scratch/err"
says 'a folder that cannot be written is named' $?
status 1 "$BIN/generate" --truths "$scratch/none/truths.json" \
    "$scratch/again" && grep -q 'truths.json' "$scratch/err"
says 'a file of truths that cannot be written is named' $?
if [ -w /dev/full ]; then
    ln -sf /dev/full "$scratch/again/attendance.csv"
    status 1 "$BIN/generate" "$scratch/again" &&
        grep -q 'attendance.csv' "$scratch/err"
    says 'a full disk is a failure' $?
fi
exit $failed
