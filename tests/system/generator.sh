#!/bin/sh
# generator.sh - the invented county: its files come out of the generator byte
# for byte, and what is planted in them can be found again.
#
#   BIN=FOLDER generator.sh
set -u
here=$(cd "$(dirname "$0")" && pwd)
sample=$here/../../sample-data
bin=${BIN:?}
temp=$(mktemp -d) || exit 1
trap 'rm -rf "$temp"' EXIT
failed=0

# tell STATUS NAME: an "ok" line if STATUS is 0.
tell() {
    if [ "$1" -eq 0 ]; then
        echo "ok - $2"
    else
        echo "not ok - $2"
        failed=1
    fi
}

# The committed files that the generator makes.
committed() { (cd "$sample" && ls -- *.csv *.json); }

same_files() {
    (cd "$1" && ls) | cmp -s - "$temp/names" || return 1
    while read -r name; do
        cmp "$1/$name" "$2/$name" || return 1
    done <"$temp/names"
}

bytes() { (cd "$1" && cat -- *.csv *.json) | wc -c; }

# status WANTED COMMAND...: runs it without output, compares the exit status.
status() {
    wanted=$1
    shift
    "$@" >"$temp/out" 2>"$temp/err"
    [ $? -eq "$wanted" ]
}

committed | grep -vx truths.json >"$temp/names"
"$bin/generate" --truths "$temp/truths.json" "$temp/county"
tell $? 'the generator ends with status 0'
same_files "$temp/county" "$sample"
tell $? 'the committed files are what the generator writes'
cmp "$temp/truths.json" "$sample/truths.json"
tell $? 'the committed truths are what the generator plants'
[ "$(bytes "$sample")" -le 3000000 ]
tell $? 'the committed files have at most 3 MB'

"$bin/generate" --seed 2025 --members 1500 "$temp/again"
same_files "$temp/again" "$temp/county"
tell $? 'the same seed gives the same county'
"$bin/generate" --seed 2026 --truths "$temp/other.json" "$temp/other"
! cmp -s "$temp/other/members.csv" "$temp/county/members.csv"
tell $? 'another seed gives another county'
"$bin/generate" --members 3000 --truths "$temp/large.json" "$temp/large"
tell $? 'a larger county can be asked for'

# find NAME FOLDER TRUTHS: its lines, each with NAME.
find_truths() {
    /usr/bin/python3 "$here/generator_truths.py" "$2" "$3" >"$temp/found"
    result=$?
    sed "s/^\(ok\|not ok\) - /&$1: /" "$temp/found"
    [ "$result" -eq 0 ] || failed=1
    grep -q '^ok' "$temp/found" || tell 1 "$1: the truths were looked for"
}
find_truths 'the committed county' "$sample" "$sample/truths.json"
find_truths 'another county' "$temp/other" "$temp/other.json"
find_truths 'a larger county' "$temp/large" "$temp/large.json"

status 0 "$bin/generate" --help && grep -q '^usage:' "$temp/out"
tell $? 'help is on standard output'
for wrong in '' '--members 499 x' '--members 5000001 x' '--members 12k x' \
    '--seed -1 x' '--seed' '--truths' '--colour x' 'x y'; do
    # shellcheck disable=SC2086 # several words
    status 2 "$bin/generate" $wrong && grep -q '^usage:' "$temp/err"
    tell $? "wrong usage is told: generate $wrong"
done
: >"$temp/file"
status 1 "$bin/generate" "$temp/file" && grep -q "$temp/file" "$temp/err"
tell $? 'a folder that cannot be written is named'
status 1 "$bin/generate" --truths "$temp/none/truths.json" "$temp/again" &&
    grep -q 'truths.json' "$temp/err"
tell $? 'a file of truths that cannot be written is named'
if [ -w /dev/full ]; then
    ln -sf /dev/full "$temp/again/attendance.csv"
    status 1 "$bin/generate" "$temp/again" &&
        grep -q 'attendance.csv' "$temp/err"
    tell $? 'a full disk is a failure'
fi
exit $failed
