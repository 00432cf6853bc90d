#!/bin/bash
# answers.sh - a questionnaire of 40 items against pandas and numpy.
#
#   bench/answers.sh BIN [RESPONDENTS [ROUNDS]]
#
# Both sides read the same CSV files and compute all figures of the analyses
# survey and need, with screening and raking, on one thread; then their figures
# are compared. Seconds are of the processor, so that others on the machine
# count less; the sides take turns, and medians of the rounds are told. Ours "as
# a whole" is ingest, then reading the warehouse, computing and storing; the
# peer's is its process, and beside it reading, computing and writing alone.
# Told beside them: the programs as users run them, with all that they do. Needs
# python3 with pandas, numpy and scipy
# (apt-get install python3-pandas python3-scipy).
set -u
bin=$(cd "$1" && pwd) || exit 1
respondents=${2:-1000000}
rounds=${3:-3}
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-/usr/bin/python3}
"$python" -c 'import numpy, pandas, scipy' 2>/dev/null || {
    echo "skip - answers bench: no pandas, numpy or scipy for $python"
    exit 0
}
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1

"$python" "$here/answers/make_data.py" "$respondents" "$scratch" || exit 1
"$python" "$here/answers/measure.py" "$bin" "$scratch" "$respondents" \
    "$rounds" || exit 1
"$python" "$here/answers/compare.py" "$scratch/bench.db" "$scratch/peer.json"
