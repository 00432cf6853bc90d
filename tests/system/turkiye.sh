#!/bin/bash
# turkiye.sh - an evaluation that most filled in with one answer: the report says
# so, as an office reads it, and sells no groups.
#
#   BIN=FOLDER REFERENCE=FOLDER turkiye.sh
#
# 5,820 students rated courses on 28 items of 1 to 5; 2,985 (51.3 %) gave one
# answer to all, and the first principal component holds 82.3 % of the variance:
# what is left is how high people tick (Gunduz and Fokoue, UCI Machine Learning
# Repository, 2013; counted apart from this project). With a run of 26 of 28 equal
# answers or more it is 3,155 whom nothing is asked of, and 2,665 are compared.
# Skipped without the data.
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"
about="evaluation: "
data=${REFERENCE:-}/stats/data/turkiye.csv
if [ ! -f "$data" ]; then
    echo "skip - an evaluation in one answer: its data are not here" \
        "(REFERENCE=FOLDER)"
    exit 0
fi

cp "$data" "$scratch/answers.csv"
/usr/bin/python3 - "$scratch" <<'PYTHON'
import json, pathlib, sys
work = pathlib.Path(sys.argv[1])
questions = [{"id": f"q{i}", "kind": "likert", "column": f"Q{i}", "low": 1,
              "high": 5, "facet": "willingness", "text": f"Question {i}"}
             for i in range(1, 29)]
rows = (work / "answers.csv").read_text().splitlines()
(work / "answers.csv").write_text("".join(
    [f"respondent_id,{rows[0]}\n"] +
    [f"{i},{row}\n" for i, row in enumerate(rows[1:], 1)]))
(work / "members.csv").write_text("member_id\nm1\n")
json.dump({"survey": "evaluation", "about": "demand", "questions": questions},
          open(work / "codebook.json", "w"))
json.dump({
    "study": "evaluation", "title": "Evaluation", "as_of": "2013-12-31",
    "period": ["2013-01-01", "2013-12-31"], "seed": 1,
    "warehouse": "evaluation.db",
    "inputs": [
        {"kind": "members", "name": "members", "file": "members.csv"},
        {"kind": "responses", "name": "answers", "file": "answers.csv",
         "codebook": "codebook.json",
         "columns": {"respondent_id": "respondent_id"}}],
    "reports": {"folder": "report", "key_file": "key"}},
    open(work / "study.json", "w"))
PYTHON
"$BIN/dripline" run --quiet "$scratch/study.json" >"$scratch/out" 2>&1
check 'the run ends with' 0 $?
[ $failed -eq 0 ] || { tail -n 3 "$scratch/out"; exit 1; }

told() { # KEY of segments.json
    /usr/bin/python3 -c 'import json, sys
value = json.load(open(sys.argv[1]))[sys.argv[2]]
print(len(value) if isinstance(value, list) else value)' \
        "$scratch/report/segments.json" "$1"
}
check 'straight-liners' 3155 "$(told straight_liners)"
check 'one answer to everything' 2985 "$(told single_answer)"
check 'compared' 2665 "$(told compared)"
check 'segments' 0 "$(told segments)"
check 'the reason' level "$(told reason)"

# The section of the page without its tags, English and Chinese.
page=$(sed -n '/<section id="groups">/,/<\/section>/p' \
    "$scratch/report/index.html" | sed 's/<[^>]*>//g' | tr '\n' ' ')
for sentence in 'how high they tick' '这是作答习惯' '2,985 (51' '3,155'; do
    case $page in
    *"$sentence"*) says "the page says: $sentence" 0 ;;
    *) says "the page says: $sentence" 1 ;;
    esac
done
case $page in
*'Group S1'*) says 'the page has no group' 1 ;;
*) says 'the page has no group' 0 ;;
esac
exit $failed
