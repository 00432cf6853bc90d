#!/bin/sh
# study_laws.sh - laws that hold for every study, tried on small invented ones:
# see tests/laws.py.
#
#   BIN=FOLDER study_laws.sh [SEEDS]
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
BIN=${BIN:?"BIN is not set: the folder of the programs"}
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
umask 077
/usr/bin/python3 "$top/tests/laws.py" "$BIN" "$scratch" "${1:-8}"
