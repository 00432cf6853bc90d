#!/bin/bash
# segments_large.sh - segments of many members are the same bytes, whatever the
# threads and the order of rows, and whatever the blocks, each for itself.
#
#   BIN=FOLDER segments_large.sh [MEMBERS]
#
# Makes a county of MEMBERS (2,000; 300,000 in "make check-segments-large"), of
# whom most answer, leaves the training out, and segments it with 1, 2 and 7
# threads, with the rows of every file shuffled, in large blocks and in small
# ones. Compares segments.json and, to the last bit, all that is stored.
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"
members=${1:-2000}

# The study of the county without its training.
make_study() {
    "$BIN/generate" --members "$members" "$scratch/county" >"$scratch/out" ||
        return 1
    /usr/bin/python3 - "$scratch/county/study.json" <<'PYTHON'
import json, sys
KEPT = {"organizations", "topics", "members", "memberships", "attributes",
        "roles", "responses", "population"}
study = json.load(open(sys.argv[1]))
study["inputs"] = [
    i for i in study["inputs"]
    if i["kind"] in KEPT and i.get("codebook", "codebook.json") ==
    "codebook.json"]  # of demand; the others are about courses
for key in ("policy", "analysis"):
    study.pop(key, None)
json.dump(study, open(sys.argv[1], "w"))
PYTHON
}

# All that is stored of segments, by the ids of members, reals in full.
stored() { # WAREHOUSE
    for table in segment segment_choice segment_profile segment_trait; do
        sqlite3 "$1" ".mode quote" "SELECT * FROM $table ORDER BY 1, 2, 3, 4"
    done
    sqlite3 "$1" ".mode quote" "SELECT member_id, segment, posterior, second,
        assigned FROM segment_member JOIN member USING (member) ORDER BY 1"
}

segment() { # NAME THREADS BLOCK
    study=$scratch/county
    rm -f "$study"/*.db
    begun=$(date +%s)
    for stage in ingest analyze report; do
        "$BIN/dripline-$stage" --quiet --threads "$2" --block "$3" \
            "$study/study.json" >"$scratch/out" 2>"$scratch/err" ||
            { tail -n 3 "$scratch/err"; return 1; }
    done
    cp "$study/report/segments.json" "$scratch/$1.json"
    stored "$study"/*.db >"$scratch/$1.rows"
    echo "# $1: $(($(date +%s) - begun)) s," \
        "$(wc -l <"$scratch/$1.rows") rows of segments"
}

same() { # NAME AS
    cmp -s "$scratch/$1.json" "$scratch/$2.json" &&
        cmp -s "$scratch/$1.rows" "$scratch/$2.rows"
    says "$members members: $1 as $2" $?
}

make_study && segment one_thread 1 65536 && segment small_blocks 1 1000
says "$members members are segmented" $?
[ $failed -eq 0 ] || exit 1
[ "$(sqlite3 "$scratch"/county/*.db 'SELECT count(*) > 1 FROM segment')" = 1 ]
says 'into several segments' $?
segment two_threads 2 65536
same two_threads one_thread
/usr/bin/python3 "$here/shuffle.py" "$scratch/county"
says 'the rows of every file are shuffled' $?
segment seven_threads_shuffled 7 65536
same seven_threads_shuffled one_thread
segment two_threads_shuffled_small 2 1000
same two_threads_shuffled_small small_blocks
[ "$(wc -l <"$scratch/one_thread.rows")" -gt $((members / 4)) ]
says 'most members are in one' $?
exit $failed
