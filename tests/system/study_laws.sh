#!/bin/sh
# study_laws.sh - laws that hold for every study, tried on small invented ones:
# see tests/laws.py.
#
#   BIN=FOLDER study_laws.sh [SEEDS]
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"
umask 077
/usr/bin/python3 "$top/tests/laws.py" "$BIN" "$scratch" "${1:-8}"
