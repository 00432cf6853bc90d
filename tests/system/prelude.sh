# shellcheck shell=sh disable=SC2034,SC2317 # used by the scripts that source it
# prelude.sh - what the scripts of this folder begin with: they source it.
#
#   top      the root of the tree; here: this folder
#   BIN      the folder of the programs, which must be given
#   scratch  an empty folder that goes when the script ends
#   failed   0, or 1 once a test failed: a script ends with "exit $failed"
#
# A script prints a line for each test, which says, check and try do, unless it
# has its own; what they call the tests begins with $about, if that is set.
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
BIN=${BIN:?"BIN is not set: the folder of the programs"}
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
failed=0

# says NAME STATUS: passed if STATUS is 0.
says() {
    if [ "$2" -eq 0 ]; then
        echo "ok - ${about-}$1"
    else
        echo "not ok - ${about-}$1"
        failed=1
    fi
}

# check NAME WANTED GOT: passed if both texts are equal.
check() {
    if [ "$2" = "$3" ]; then
        says "$1" 0
    else
        says "$1: '$3', not '$2'" 1
    fi
}

# try NAME COMMAND...: passed if the command works; what it said, if not.
try() {
    try_name=$1
    shift
    if "$@" >"$scratch/log" 2>&1; then
        says "$try_name" 0
    else
        cat "$scratch/log"
        says "$try_name" 1
    fi
}

# has_python NAME MODULE...: whether Python has them; a line for the test NAME
# that is passed over if not.
has_python() {
    has_name=$1
    shift
    for has_module; do
        /usr/bin/python3 -c "import $has_module" 2>"$scratch/log" && continue
        echo "skip - ${about-}$has_name: python3-$has_module is not installed"
        return 1
    done
}
