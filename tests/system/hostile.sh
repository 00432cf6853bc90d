#!/bin/sh
# hostile.sh - files that are broken or meant to break, and what can go wrong
# around them: a clear error each, exit 1, the warehouse as it was, nothing
# left behind, no hang. BIN is where the programs are.
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"
study=$scratch/study
mkdir "$study" "$scratch/tmp"
export TMPDIR="$scratch/tmp"
cd "$study" || exit 1

# The study, with MORE said of its roster, in FILE.
write_study() { # FILE [MORE]
    cat >"$1" <<JSON
{"study": "s", "title": "S", "as_of": "2025-12-31",
 "period": ["2025-01-01", "2025-12-31"], "warehouse": "s.db",
 "inputs": [{"kind": "members", "name": "roster", "file": "m.csv" ${2-}}]}
JSON
}

ingest() { # STUDY
    timeout 120 "$BIN/dripline-ingest" "$1" >"$scratch/out" 2>"$scratch/err"
}

# All that a run may change: the facts, and the names of the files.
state() {
    sqlite3 "$study/s.db" .dump | grep -v '^INSERT INTO batch' | cksum
    ls -A "$study" "$TMPDIR"
}

# The file m.csv makes a run fail with a message like PATTERN.
refuses() { # NAME PATTERN [STUDY]
    state >"$scratch/before"
    ingest "${3-study.json}"
    status=$?
    state >"$scratch/after"
    [ "$status" -eq 1 ] && grep -q "$2" "$scratch/err" &&
        cmp -s "$scratch/before" "$scratch/after"
    result=$?
    [ "$result" -eq 0 ] ||
        { echo "# status $status"; head -c 2000 "$scratch/err"; }
    says "$1" "$result"
}

# It loads, and SQL gives EXPECTED.
reads() { # NAME STUDY SQL EXPECTED
    ingest "$2" && got=$(sqlite3 s.db "$3") && [ "$got" = "$4" ]
    result=$?
    [ "$result" -eq 0 ] ||
        { echo "# got ${got-}"; head -c 2000 "$scratch/err"; }
    says "$1" "$result"
}

letters() { # COUNT
    head -c "$1" /dev/zero | tr '\0' a
}

write_study study.json
printf 'member_id,name\nM1,Li\nM2,Wang\n' >m.csv
ingest study.json
says 'the sound file loads' $?

# A limit on the memory proves that no line is kept whole. A sanitizer needs
# more addresses than there are.
# shellcheck disable=SC3045 # dash and bash have it
limit() { ulimit -v 1000000; }
grep -q __asan_init "$BIN/dripline-ingest" && limit() { :; }

{ printf 'member_id,name\n'; letters 1073741824; } >m.csv
(limit; ingest study.json)
[ $? -eq 1 ] && [ "$(sqlite3 s.db 'SELECT count(*) FROM member')" = 2 ] &&
    grep -q 'm.csv:2: .*16' "$scratch/err"
says 'a line of 1 GiB without an end' $?
{ printf 'member_id,name\nM1,"'; letters 104857600; printf '"\n'; } >m.csv
refuses 'a cell of 100 MB' 'm.csv:2: '
{ printf a; letters 104857600; } >m.csv
refuses 'a header of 100 MB' 'm.csv:1: '
{ printf member_id; head -c 99999 /dev/zero | tr '\0' ','
  printf '\nM1\n'; } >m.csv
refuses '100,000 columns' 'm.csv:1: .*more than 2000 cells'
{ printf 'member_id\nM1'; head -c 99999 /dev/zero | tr '\0' ','
  printf 'x\n'; } >m.csv
refuses '100,000 cells in a row' 'm.csv:2: '

printf 'member_id,name\nM1,L\000i\nM2,Wang\n' >m.csv
refuses 'a NUL in a cell' 'm.csv:2: NUL'
head -c 100000 /dev/zero >m.csv
refuses 'nothing but NULs' 'm.csv'
: >m.csv
refuses 'an empty file' 'm.csv: the file has no header'
printf 'member_id,name\nM1,L"i\nM2,Wang\n' >m.csv
refuses 'a stray quote' 'm.csv:2: stray quote'
printf 'member_id,name\nM1,"Li\nM2,Wang\n' >m.csv
refuses 'a quote that is never closed' 'm.csv:2: .*quote'
{ printf 'member_id,name\nM1,"Li\n'; yes 'M2,Wang' | head -c 20000000; } >m.csv
refuses 'a quote that is never closed, in 20 MB' 'm.csv:2: '
printf 'member_id,name\n"M1,Li\nM2,Wang\n' >m.csv
refuses 'a quote that opens a record and stays open' 'm.csv:2: '
printf '"member_id,name\nM1,Li\n' >m.csv
refuses 'a header whose quote is never closed' 'm.csv:1: '

# In GB18030 the second byte of a character may be | or a digit: 0x81 0x7C and
# 0x81 0x30 0x81 0x30 are U+4E82-like signs of one cell, and no delimiters.
write_study gb.json ', "encoding": "GB18030"'
printf 'member_id|name\nM1|\201\174\201\134\nM2|\2010\2016\n' >m.csv
reads 'GB18030 with trail bytes that look like delimiters' gb.json \
    "SELECT group_concat(hex(name)) FROM (SELECT name FROM member ORDER BY
        member_id)" "$(printf '\201\174\201\134' | iconv -f GB18030 -t UTF-8 |
    od -An -tx1 | tr -d ' \n' | tr a-f A-F),$(printf '\2010\2016' |
    iconv -f GB18030 -t UTF-8 | od -An -tx1 | tr -d ' \n' | tr a-f A-F)"
printf 'member_id,name\nM1,\201' >m.csv
refuses 'a GB18030 character cut off at the end' 'm.csv:2: ' gb.json
printf 'member_id,name\nM1,\201"\nM2,\377\377\n' >m.csv
refuses 'bytes that are not in GB18030' 'm.csv:' gb.json
# U+4E0A is 0A 4E, U+0A22 is 22 0A, U+2C22 is 22 2C: a line end, quotes and a
# comma by their bytes.
printf '\377\376m\0e\0m\0b\0e\0r\0_\0i\0d\0,\0n\0a\0m\0e\0\n\0M\0001\0,\0\012\116\042\012\042\054\n\0' >m.csv
reads 'UTF-16 with line ends and quotes inside of characters' study.json \
    "SELECT member_id || hex(name) FROM member" 'M1E4B88AE0A8A2E2B0A2'
printf 'member_id,name\nM1,Li\nM2,Wang\n' >m.csv
ingest study.json
printf '\377\376m\0e\0m\0b\0e\0r\0_\0i\0d\0\n\0M' >m.csv
refuses 'UTF-16 cut off in a character' 'm.csv:2: '
printf 'member_id,name\nM1,\345\274\nM2,Wang\n' >m.csv
refuses 'a UTF-8 character cut off at the end of a cell' 'm.csv:2: '
printf 'member_id,name\nM1,Li\nM2,\345\274' >m.csv
refuses 'a UTF-8 character cut off at the end' 'm.csv:3: '
rm m.csv && mkfifo m.csv
refuses 'a pipe in the place of a file' 'not a regular file'
rm m.csv && mkdir m.csv
refuses 'a folder in the place of a file' 'folder'
rmdir m.csv
refuses 'no file' 'm.csv'

# Ends when the process $1 has begun to write what it reads of m.csv, whose
# hash it has taken before, and stops it there. Fails if it ends before that.
stop_at_reading() {
    while kill -0 "$1" 2>/dev/null; do
        if [ -e s.db-journal ]; then
            kill -STOP "$1"
            return
        fi
    done
    return 1
}

# Runs CHANGE on m.csv while a run reads it.
changes() { # NAME PATTERN CHANGE...
    name=$1 pattern=$2
    shift 2
    { printf 'member_id,name\n'; seq -f 'M%09.0f,Somebody' 400000; } >m.csv
    state >"$scratch/before"
    "$BIN/dripline-ingest" -q study.json >"$scratch/out" 2>"$scratch/err" &
    pid=$!
    stop_at_reading "$pid"
    caught=$?
    "$@"
    kill -CONT "$pid"
    wait "$pid"
    status=$?
    state >"$scratch/after"
    [ "$caught" -eq 0 ] && [ "$status" -eq 1 ] &&
        grep -q "$pattern" "$scratch/err" &&
        cmp -s "$scratch/before" "$scratch/after"
    result=$?
    [ "$result" -eq 0 ] || { echo "# status $status"; cat "$scratch/err"; }
    says "$name" "$result"
}

changes 'a file that shrinks while it is read' 'm.csv.*\(shr\|changed\)' \
    truncate -s 2000000 m.csv
changes 'a file that is written while it is read' 'm.csv.*changed' \
    sh -c 'echo M2,Wang >>m.csv'

# One run is stopped while it holds the lock.
{ printf 'member_id,name\n'; seq -f 'M%09.0f,Somebody' 100000; } >m.csv
"$BIN/dripline-ingest" -q study.json >"$scratch/out" 2>"$scratch/first" &
pid=$!
while kill -0 "$pid" 2>/dev/null && [ ! -s s.db.lock ]; do :; done
kill -STOP "$pid"
ingest study.json
[ $? -eq 1 ] && grep -q "held by dripline-ingest (process $pid)" "$scratch/err"
says 'a second ingest fails at once and says who holds the lock' $?
kill -CONT "$pid"
wait "$pid" && [ "$(sqlite3 s.db 'SELECT count(*) FROM member')" = 100000 ] &&
    [ ! -e s.db.lock ]
says 'the first goes on and finishes' $?

# Runs SCRIPT in a place of its own for mounts, and then sees to it that it has
# told TOLD; a line if there is no such place.
apart() { # NAME SCRIPT TOLD
    told=$3
    if [ "$(id -u)" -eq 0 ]; then
        set -- "$1" "$2" unshare -m
    else
        set -- "$1" "$2" unshare -Urm
    fi
    name=$1 script=$2
    shift 2
    if ! "$@" mount -t tmpfs none "$TMPDIR" 2>"$scratch/err"; then
        echo "skip - $name: mounting needs root or user namespaces"
        return
    fi
    "$@" sh -c "$script" >"$scratch/log" 2>&1
    result=$?
    [ "$result" -eq 0 ] || cat "$scratch/log"
    says "$name" "$result"
    grep -q "$told" "$scratch/log"
    says "$name: it is told" $?
}
export BIN scratch

printf 'member_id,name\nM1,Li\nM2,Wang\n' >m.csv
ingest study.json
# shellcheck disable=SC2016 # the shell of its own expands it
apart 'a full disk' '
    mkdir "$scratch/disk" && mount -t tmpfs -o size=3m none "$scratch/disk" &&
    cp study.json m.csv "$scratch/disk" && cd "$scratch/disk" || exit 2
    "$BIN/dripline-ingest" -q study.json || exit 2
    sqlite3 s.db .dump >"$scratch/dump.before"
    sed -i "s|m.csv|$scratch/many.csv|" study.json
    { printf "member_id,name\n"; seq -f "M%09.0f,Somebody" 200000; } \
        >"$scratch/many.csv"
    timeout 60 "$BIN/dripline-ingest" study.json
    [ $? -eq 1 ] || { echo "status is not 1"; exit 1; }
    sqlite3 s.db .dump | cmp - "$scratch/dump.before" &&
    [ "$(ls -A)" = "$(printf "m.csv\ns.db\nstudy.json")" ]' \
    'no room left on the disk; nothing was changed'
# shellcheck disable=SC2016 # the shell of its own expands it
apart 'a folder that nobody may write' '
    mount --bind . . && mount -o remount,bind,ro . && cd . || exit 2
    sqlite3 "file:s.db?immutable=1" .dump >"$scratch/dump.before"
    echo "M3,Zhao" >"$scratch/new.csv"
    timeout 60 "$BIN/dripline-ingest" "$scratch/study/study.json"
    [ $? -eq 1 ] || { echo "status is not 1"; exit 1; }
    sqlite3 "file:s.db?immutable=1" .dump | cmp - "$scratch/dump.before"' \
    's\.db'
[ -z "$(ls -A "$TMPDIR")" ]
says 'no temporary file is left' $?

exit $failed
