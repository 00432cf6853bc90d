#!/bin/bash
# same_bytes.sh - the same input gives the same bytes: with any number of
# threads, in another folder, with shuffled rows, loaded in two steps or one.
#
#   BIN=FOLDER same_bytes.sh [STUDY-FOLDER [BLOCK]]
#
# Compares every file of the report folder but manifest.json. rejects.csv names
# lines, which shuffling moves: for that run it is compared without them.
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"
sample=${1:-$top/sample-data}
block=${2:-64}

# study FOLDER: a copy of the study with the key of the first run, if there.
study() {
    mkdir -p "$scratch/$1"
    cp "$sample"/*.csv "$sample"/*.json "$scratch/$1"
    if [ -f "$scratch/one/dripline.key" ]; then
        cp -p "$scratch/one/dripline.key" "$scratch/$1"
    fi
}

run() { # FOLDER THREADS
    "$BIN/dripline" run --quiet --block "$block" --threads "$2" \
        "$scratch/$1/study.json" >"$scratch/$1.out" 2>"$scratch/$1.err" ||
        { tail -n 5 "$scratch/$1.err"; return 1; }
}

# same NAME FOLDER: its report is that of "one".
same() {
    diff -rq --exclude manifest.json --exclude rejects.csv \
        "$scratch/one/report" "$scratch/$2/report" >"$scratch/diff"
    local differ=$?
    head -n 5 "$scratch/diff"
    says "$1" $differ
}

# Leaves the inputs after the first half out of the study, for a first step.
halve() {
    /usr/bin/python3 - "$scratch/$1/study.json" "$scratch/$1/half.json" <<'PYTHON'
import json, sys
study = json.load(open(sys.argv[1]))
study["inputs"] = study["inputs"][: len(study["inputs"]) // 2]
json.dump(study, open(sys.argv[2], "w"))
PYTHON
}

study one
run one 1
says 'the study runs' $?
[ $failed -eq 0 ] || exit 1
says 'the report is not empty' \
    "$([ "$(find "$scratch/one/report" -type f | wc -l)" -gt 5 ]; echo $?)"

cp -a "$scratch/one/report" "$scratch/before"
run one 1
diff -rq --exclude manifest.json "$scratch/before" "$scratch/one/report"
says 'a second run of the same study' $?

for threads in 2 7; do
    study "threads$threads" && run "threads$threads" $threads
    same "$threads threads, in another folder" "threads$threads"
    cmp -s "$scratch/one/report/rejects.csv" \
        "$scratch/threads$threads/report/rejects.csv"
    says "$threads threads, the same rejects" $?
done

study shuffled &&
    /usr/bin/python3 "$top/tests/system/shuffle.py" "$scratch/shuffled" &&
    run shuffled 2
same 'rows of every file shuffled' shuffled

study steps && halve steps &&
    "$BIN/dripline-ingest" --quiet "$scratch/steps/half.json" \
        2>"$scratch/steps.err"
says 'half of the inputs load by themselves' $?
run steps 2
same 'loaded in two steps' steps
exit $failed
