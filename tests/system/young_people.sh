#!/bin/sh
# young_people.sh - a questionnaire whose headers are its questions: from the
# export to a draft, to what a person corrects, to answers and figures.
#
# BIN holds the programs, REAL the real files. Skipped where REAL is absent.
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"
here=$here/young_people
about="young people: "
answers=${REAL:-}/young-people/young_people_responses.csv
if [ ! -f "$answers" ]; then
    echo "skip - young people: the real files are not here (REAL=FOLDER)"
    exit 0
fi

ask() { sqlite3 "$scratch/young.db" "$1"; }

cp "$here/study.json" "$here/topics.csv" "$scratch"
cp "$answers" "$scratch/answers.csv"
"$BIN/dripline" codebook "$answers" -o "$scratch/draft.json" 2>"$scratch/unsure"
check 'a draft is made' 0 $?
"$BIN/dripline" codebook "$answers" 2>/dev/null |
    cmp -s - "$scratch/draft.json"
check 'twice the same' 0 $?
check 'every column is a question' 150 \
    "$(grep -c '"column"' "$scratch/draft.json")"
check 'of which it was unsure' 2 "$(grep -c ': column ' "$scratch/unsure")"
/usr/bin/python3 "$here/correct.py" "$scratch/draft.json" \
    "$here/correction.json" >"$scratch/codebook.json"
check 'a person corrects it' 0 $?
"$BIN/dripline" run "$scratch/study.json" >"$scratch/out" 2>&1
check 'a run ends well' 0 $?
check 'every row is taken' '1010|1010|0' "$(ask 'SELECT rows, accepted,
    rejected FROM batch WHERE input = "answers"')"
check 'nobody is linked' 0 \
    "$(ask 'SELECT count(member) FROM response_young_people')"
name='every answer is there, and every figure of the items'
if has_python "$name" scipy; then
    check "$name" '150 alike' \
        "$(/usr/bin/python3 "$here/compare.py" "$answers" "$scratch/young.db" \
            "$scratch/codebook.json")"
fi
check 'items with a topic' 32 "$(ask 'SELECT count(topic) FROM item')"
check 'groups that respondents state' 'rural|299
urban|707' "$(ask "SELECT value, count(*) FROM response_attribute
    WHERE attribute = 'residence' GROUP BY 1 ORDER BY 1")"
exit $failed
