# shellcheck shell=sh disable=SC2034
# common.sh - what the lint scripts share: verdicts, and the files to judge.
failed=0

# Ends a law: its name, and on standard input the places that break it.
law() {
    broken=$(cat)
    if [ -z "$broken" ]; then
        echo "ok - $1"
    else
        printf '%s\nnot ok - %s\n' "$broken" "$1"
        failed=1
    fi
}

# The files of the tree: where there is a git, those that it would take.
files() {
    if [ -d .git ]; then
        git ls-files -co --exclude-standard | while read -r f; do
            [ ! -f "$f" ] || echo "$f"
        done
    else
        find . -type f | sed 's|^\./||'
    fi
}
c_files() { files | grep '\.[ch]$'; }
product() { c_files | grep -E '^(lib|ingest|analyze|report|run)/'; }
