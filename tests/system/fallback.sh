#!/bin/sh
# fallback.sh - a build without LAPACK recommends the same as one with it.
#
# BIN holds the programs without, LAPACK_BIN those with it; "make check-fallback"
# builds both. REAL holds the real files, which may be absent. The same courses
# in the same order for the same reasons, and scores to 1e-9 of each other: the
# sums run in another order, so that their last digits differ. EASE and item-kNN
# by themselves are ranked by all digits, as published figures are, and left out.
# shellcheck disable=SC2317 # functions are called by their names
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"
if [ -z "${LAPACK_BIN:-}" ]; then
    echo "skip - fallback: one build is not enough (make check-fallback)"
    exit 0
fi

# Who is recommended what, of study $1; the scores apart.
lists() {
    sqlite3 "$1" 'SELECT member_id, rank, course_id, reason, confidence
        FROM recommendation JOIN member USING (member)
        JOIN course USING (course) ORDER BY 1, 2'
}
scores() {
    sqlite3 "$1" "SELECT printf('%.17g', score), printf('%.17g', history)
        FROM recommendation JOIN member USING (member)
        ORDER BY member_id, rank"
}
settings() { sqlite3 "$1" 'SELECT window, setting, value FROM backtest_setting'; }
figures() {
    sqlite3 "$1" "SELECT protocol, audience, model, metric,
        printf('%.9f', value) FROM backtest
        WHERE model NOT IN ('ease', 'item-knn')"
}

# Study $1 in $2/study.json, whose warehouse is $3, by both.
compare() {
    "$BIN/dripline-ingest" -q "$2/study.json" >"$scratch/log" 2>&1
    for by in "$LAPACK_BIN" "$BIN"; do
        "$by/dripline-analyze" -q "$2/study.json" >>"$scratch/log" 2>&1 ||
            cat "$scratch/log"
        for what in lists scores settings figures; do
            "$what" "$2/$3" >"$scratch/$what.$([ "$by" = "$BIN" ]; echo $?)"
        done
    done
    check "$1: somebody is recommended something" 1 \
        "$(($(wc -l <"$scratch/lists.0") > 1000))"
    for what in lists settings figures; do
        check "$1: $what are the same" "$(cksum <"$scratch/$what.1")" \
            "$(cksum <"$scratch/$what.0")"
    done
    check "$1: scores to 1e-9" 0 "$(paste -d '|' "$scratch/scores.0" \
        "$scratch/scores.1" | awk -F '|' '
            { a = $1 - $3; b = $2 - $4
              wrong += a > 1e-9 || a < -1e-9 || b > 1e-9 || b < -1e-9 }
            END { print wrong + 0 }')"
}

"$BIN/generate" --members 1500 "$scratch/county" >"$scratch/log" 2>&1
compare county "$scratch/county" qinglan.db
if [ -d "${REAL:-}/mars" ]; then
    mkdir "$scratch/mars"
    # GSL alone is slow with a thousand courses: one window will do.
    few='"backtest": {"windows": 1}, "recommend": {"tune": false}'
    sed 's/"reports": {/"analysis": {'"$few"'}, &/' \
        "$top/examples/mars/study.json" >"$scratch/mars/study.json"
    ln -s "$(cd "$REAL" && pwd)" "$scratch/mars/real"
    compare mars "$scratch/mars" mars.db
else
    echo "skip - mars: the real files are not here (REAL=FOLDER)"
fi
exit $failed
