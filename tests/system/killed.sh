#!/bin/bash
# killed.sh - a stage killed at any moment, then run again, gives the reports of
# an undisturbed run; a reader never sees half of them.
#
#   BIN=FOLDER killed.sh [KILLS-PER-STAGE]
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"
kills=${1:-${KILLS:-12}}

study() { # FOLDER
    mkdir -p "$scratch/$1"
    cp "$top"/sample-data/*.csv "$top"/sample-data/*.json "$scratch/$1"
    if [ -f "$scratch/calm/dripline.key" ]; then
        cp -p "$scratch/calm/dripline.key" "$scratch/$1"
    fi
}

# whole FOLDER: the report there is absent, or every file that its manifest
# lists is there with the bytes that the manifest says.
whole() {
    [ -e "$1" ] || return 0
    /usr/bin/python3 - "$1" <<'PYTHON'
import hashlib, json, pathlib, sys
folder = pathlib.Path(sys.argv[1])
for entry in json.loads((folder / "manifest.json").read_text())["files"]:
    data = (folder / entry["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == entry["sha256"], entry["file"]
PYTHON
}

# Seconds that a command takes, as a decimal.
time_of() {
    local begin end
    begin=$(date +%s%N)
    "$@" >/dev/null 2>&1
    end=$(date +%s%N)
    echo $(((end - begin) / 1000000))
}

# disturb STAGE MILLISECONDS: kills it at moments spread over its time. A kill
# that comes when the stage has ended proves nothing: a third at least must hit.
disturb() {
    local i pid at broken=0 hits=0
    for ((i = 0; i < kills; i++)); do
        # A loaded warehouse leaves ingest nothing to do: take it away.
        [ "$1" = ingest ] && [ $((i % 2)) -eq 0 ] && rm -f "$scratch"/wild/*.db
        "$BIN/dripline-$1" --quiet "$scratch/wild/study.json" \
            >/dev/null 2>&1 &
        pid=$!
        at=$(($2 * i / kills))
        sleep "$(printf '%d.%03d' $((at / 1000)) $((at % 1000)))"
        kill -KILL $pid 2>/dev/null
        wait $pid 2>/dev/null
        [ $? -eq 137 ] && hits=$((hits + 1))
        whole "$scratch/wild/report" || broken=1
    done
    says "$1 killed $hits times: no half report is seen" $broken
    says "$1 was killed at work" "$([ $((hits * 3)) -ge "$kills" ]; echo $?)"
}

again() {
    "$BIN/dripline" run --quiet "$scratch/wild/study.json" \
        >"$scratch/again.out" 2>&1 || tail -n 3 "$scratch/again.out"
    diff -rq --exclude manifest.json "$scratch/calm/report" \
        "$scratch/wild/report" >"$scratch/diff"
    local differ=$?
    head -n 5 "$scratch/diff"
    says "$1, then run again: the reports of an undisturbed run" $differ
}

study calm
"$BIN/dripline" run --quiet "$scratch/calm/study.json" >"$scratch/calm.out" 2>&1
says 'the undisturbed run' $?
[ $failed -eq 0 ] || { cat "$scratch/calm.out"; exit 1; }

study timing
ingest=$(time_of "$BIN/dripline-ingest" --quiet "$scratch/timing/study.json")
analyze=$(time_of "$BIN/dripline-analyze" --quiet "$scratch/timing/study.json")
report=$(time_of "$BIN/dripline-report" --quiet "$scratch/timing/study.json")

study wild
disturb ingest "$ingest"
again 'ingest killed'
disturb analyze "$analyze"
again 'analyze killed'
disturb report "$report"
again 'report killed'
leftovers=$(find "$scratch/wild" -maxdepth 1 -name 'report.*' | wc -l)
says 'nothing is left beside the report' "$leftovers"
exit $failed
