#!/bin/bash
# truths.sh - what was planted in sample-data is found by the three stages.
#
#   BIN=FOLDER truths.sh [SEEDS]
#   BIN=FOLDER truths.sh --seed SEED    one line of tally for that seed
#
# With SEEDS above 0, also over so many seeds of the generator: rules exactly in
# each, statistical findings with a false discovery rate of at most .07.
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"

truths() { /usr/bin/python3 "$top/tests/truths.py" "$@"; }

stages() { # FOLDER
    if "$BIN/dripline-ingest" --quiet "$1/study.json" >"$1/out" 2>&1 &&
        "$BIN/dripline-analyze" --quiet --threads 1 "$1/study.json" \
            >>"$1/out" 2>&1; then
        return 0
    fi
    tail -n 3 "$1/out" >&2
    return 1
}

if [ "${1:-}" = --seed ]; then
    "$BIN/generate" --seed "$2" --truths "$scratch/truths.json" \
        "$scratch/study" >&2 && stages "$scratch/study" &&
        truths --tally "$scratch"/study/*.db "$scratch/truths.json"
    exit
fi

seeds=${1:-${SEEDS:-0}}
mkdir "$scratch/sample"
cp "$top"/sample-data/*.csv "$top"/sample-data/*.json "$scratch/sample"
stages "$scratch/sample" || { echo 'not ok - the sample study'; exit 1; }
truths "$scratch"/sample/*.db "$top/sample-data/truths.json"
failed=$?

if [ "$seeds" -gt 0 ]; then
    seq 1 "$seeds" | BIN=$BIN xargs -P "$(nproc)" -n 1 "$0" --seed \
        >"$scratch/tally" || failed=1
    [ "$(wc -l <"$scratch/tally")" -eq "$seeds" ] ||
        { echo "not ok - every seed ran"; failed=1; }
    truths --sum "$scratch/tally" || failed=1
fi
exit $failed
