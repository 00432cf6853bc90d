#!/bin/sh
# shellcheck disable=SC2016 # stand-ins for the stages are written as text
# frontdoor.sh - dripline itself: its commands, what it hands on to the stages,
# and what it does when one fails or is stopped.
#
#   BIN=FOLDER frontdoor.sh
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"
cd "$scratch" || exit 1

# Runs a command; its output, faults and status are in out, err and status.
try() {
    "$@" >out 2>err
    status=$?
}

# Waits up to ten seconds for a command to succeed.
await() {
    for _ in $(seq 100); do
        "$@" 2>/dev/null && return 0
        sleep .1
    done
    return 1
}

try "$BIN/dripline" --help
[ "$status" -eq 0 ] && [ ! -s err ] && grep -q '^usage: dripline' out &&
    grep -q 'check \[options\] STUDY.json' out
says 'help is printed on request' $?
try "$BIN/dripline" --version
[ "$status" -eq 0 ] && grep -Eq '^dripline [0-9]+\.[0-9]+\.[0-9]+$' out
says 'the version is printed' $?
try "$BIN/dripline"
[ "$status" -eq 2 ] && [ ! -s out ] && grep -q '^usage' err
says 'no command is wrong usage' $?
try "$BIN/dripline" chekc study.json
[ "$status" -eq 2 ] && grep -q "unknown command 'chekc'; did you mean check" err
says 'the command that was meant is named' $?
for command in run check; do
    try "$BIN/dripline" "$command"
    [ "$status" -eq 2 ] && grep -q 'a study is missing' err
    says "$command without a study is wrong usage" $?
done
try "$BIN/dripline" init
[ "$status" -eq 2 ] && try "$BIN/dripline" init a b && [ "$status" -eq 2 ]
says 'init takes one folder' $?
"$BIN/dripline" --help >/dev/full 2>err
[ $? -eq 1 ] && grep -q 'cannot write to standard output' err
says 'a full disk is a failure' $?

# The study to start from.
try "$BIN/dripline" init new
[ "$status" -eq 0 ] && [ -s new/study.json ] && [ -s new/policy.json ] &&
    [ -s new/codebook.json ]
says 'init makes a study' $?
lines=$(wc -l new/*.csv | awk '$2 != "total" && ($1 < 3 || $1 > 6)')
[ -z "$lines" ] && [ "$(find new -name '*.csv' | wc -l)" -eq 21 ]
says 'init makes a template with example rows for every input' $?
cp new/study.json kept.json
try "$BIN/dripline" init new
[ "$status" -eq 1 ] && grep -q 'new: is not empty' err &&
    cmp -s kept.json new/study.json
says 'init leaves a folder that is not empty alone' $?
mkdir empty && try "$BIN/dripline" init empty/
[ "$status" -eq 0 ] && diff -r new empty
says 'init fills a folder that is empty' $?
try "$BIN/dripline" init no/such/folder
[ "$status" -eq 1 ] && [ ! -e no ] && grep -q 'No such file' err
says 'init tells why it cannot make a folder' $?

# The whole way.
mkdir tmp
list() { ls -lAR --time-style=full-iso new; } # all but when it was read
# Nothing is said but that three respondents are too few for weights.
warned() {
    [ "$(wc -l <err)" -eq 1 ] && grep -q '^dripline-analyze: population.csv:2: warning: population: the margin of residence is not used' err
}
# Checks the new study; nothing may change beside it or be left in TMPDIR.
check() { # OPTION...
    list >before
    TMPDIR=$scratch/tmp try "$BIN/dripline" check "$@" new/study.json
    list >after
    cmp before after && [ -z "$(ls -A tmp)" ]
}
check && [ "$status" -eq 0 ] && warned &&
    grep -q '^members.csv: 3 rows, 3 accepted, 0 rejected$' out &&
    tail -n 1 out | grep -q '^new/study.json: the study is fine; nothing was written$'
says 'check finds the new study fine and writes nothing' $?
check -q && [ "$status" -eq 0 ] && [ ! -s out ] && [ ! -s err ]
says 'check can be quiet' $?
check -v && [ "$status" -eq 0 ] && warned &&
    grep -q '^analyzed 3 members' out && grep -q '^index.html .*written' out
says 'check goes the whole way' $?
try "$BIN/dripline" run new/study.json
[ "$status" -eq 0 ] && warned && [ -s new/report/index.html ] &&
    [ -s new/report/manifest.json ] && [ -s new/report/requirements.json ]
says 'run goes the whole way' $?
cp -r new/report first
try "$BIN/dripline" run --quiet --threads 2 new/study.json
[ "$status" -eq 0 ] && [ ! -s out ] && [ ! -s err ] &&
    diff -r -x manifest.json first new/report
says 'run again gives the same reports, and quiet is quiet' $?
for stage in ingest analyze report; do
    try "$BIN/dripline" "$stage" -q new/study.json
    [ "$status" -eq 0 ] && try "$BIN/dripline" "$stage" --help &&
        grep -q "^usage: dripline-$stage" out
    says "$stage runs alone" $?
done

check && [ "$status" -eq 0 ] && warned &&
    grep -q '^members.csv: unchanged, 3 rows$' out &&
    diff -r -x manifest.json first new/report
says 'check leaves the warehouse, the key and the reports as they are' $?
sh -c 'flock 9 && echo >locked && exec sleep 60' 9>new/example.db.lock &
holder=$!
await test -e locked
check && [ "$status" -eq 0 ] && warned && kill "$holder"
says 'check does not ask for the lock' $?
rm new/example.db.lock

# Each fault, of whatever stage, is told by check, with its place.
fault() { # FILE SED-SCRIPT MESSAGE
    cp "new/$1" kept && sed -i "$2" "new/$1"
    cmp -s kept "new/$1" && echo "$1 has not changed"
    check && [ "$status" -eq 1 ] && ! grep -q 'is fine' out && grep -q "$3" err
    told=$?
    [ "$told" -eq 0 ] || cat err
    cp kept "new/$1"
    return "$told"
}
at() { grep -n "$2" "new/$1" | head -n 1 | cut -d: -f1; } # FILE PATTERN
line=$(at policy.json collective)
fault policy.json 's/"collective"/"colective"/' \
    "^dripline-analyze: new/policy.json:$line: requirements\[0\].what.form: "
says 'check tells a fault of the policy' $?
fault roles.csv '1s/member_id/membr_id/' \
    "^dripline-ingest: roles.csv:1: no column for member_id; .*'membr_id'"
says 'check tells a bad header' $?
for key in file codebook; do
    fault study.json "s/\"$key\": \"[^\"]*\.\(json\|csv\)\"/\"$key\": \"absent\"/" \
        "^dripline-ingest: new/study.json:$(at study.json "\"$key\""): inputs\[[0-9]*\].$key: cannot read \"absent\": No such file"
    says "check tells a $key that is not there" $?
done
fault study.json 's/"folder": "report"/"folder": ".."/' \
    "^dripline-ingest: new/study.json:$(at study.json '"folder"'): reports.folder: would replace"
says 'check tells a report folder that would do harm' $?
touch new/report/mine
check && [ "$status" -eq 1 ] && grep -q "^dripline-report: new/report: holds 'mine'" err
says 'check tells a report folder that run would not replace' $?
rm new/report/mine

TMPDIR=/no/such try "$BIN/dripline" check new/study.json
[ "$status" -eq 1 ] && [ ! -s out ] &&
    grep -q '^dripline: /no/such: cannot make a temporary folder; set TMPDIR ' err
says 'check tells that TMPDIR cannot be used' $?
# A limit on the size of files stands for a disk that is full.
(
    trap '' XFSZ
    ulimit -f 100
    check && [ "$status" -eq 1 ] && [ ! -s out ] &&
        grep -q '^dripline-ingest: new/example.db: cannot make a temporary copy' err
)
says 'check tells that there is no room, and cleans up' $?

# Without their files, what is loaded can still be analysed and reported.
mkdir moved && mv new/*.csv new/codebook.json moved
for stage in analyze report; do
    try "$BIN/dripline" "$stage" -q new/study.json
    [ "$status" -eq 0 ] && [ ! -s err ] && diff -r -x manifest.json first new/report
    says "$stage does without the input files" $?
done
for command in ingest check; do
    try "$BIN/dripline" "$command" new/study.json
    [ "$status" -eq 1 ] && grep -q 'inputs\[0\].file: cannot read' err
    says "$command does not" $?
done
mv moved/* new

sed 's/"kind": "topics"/"kidn": "topics"/' new/study.json >new/wrong.json
line=$(grep -n kidn new/wrong.json | cut -d: -f1)
for command in check run; do
    try "$BIN/dripline" "$command" new/wrong.json
    [ "$status" -eq 1 ] &&
        grep -q "new/wrong.json:$line: inputs\[6\].kidn: .*\"kind\"" err &&
        ! grep -q 'is fine' out && diff -r -x manifest.json first new/report
    says "$command tells a fault of the study by file, line and key" $?
done

# Stand-ins for the stages, beside a copy of dripline: each notes its words.
mkdir -p copy path
cp "$BIN/dripline" copy
stand_in() { # FOLDER STAGE SCRIPT
    printf '#!/bin/sh\necho %s "$@" >>%s/called\n%s\n' \
        "$2" "$scratch" "$3" >"$1/dripline-$2"
    chmod +x "$1/dripline-$2"
}
called() { # WANT
    got=$(tr '\n' '|' <called)
    rm -f called
    [ "$got" = "$1" ] || { echo "called: $got"; return 1; }
}
for stage in ingest analyze report; do stand_in copy "$stage" ':'; done
try copy/dripline run -t 3 s.json
[ "$status" -eq 0 ] && called 'ingest --threads 3 -- s.json|analyze --threads 3 -- s.json|report --threads 3 -- s.json|'
says 'run takes the stages beside it, in order' $?
try copy/dripline run -v --block 64 --threads 1 -- -s.json
[ "$status" -eq 0 ] && sed -i 1q called &&
    called 'ingest --verbose --threads 1 --block 64 -- -s.json|'
says 'run hands the options on' $?
called_in_tmp() { # WANT, with DIR for the temporary folder
    sed -i "s| $scratch/tmp/dripline-[^ ]*| DIR|" called
    called "$1" && [ -z "$(ls -A tmp)" ]
}
TMPDIR=$scratch/tmp try copy/dripline check -q -t 1 s.json
[ "$status" -eq 0 ] && called_in_tmp 'ingest --quiet --scratch DIR --threads 1 -- s.json|analyze --quiet --scratch DIR --threads 1 -- s.json|report --quiet --scratch DIR --threads 1 -- s.json|'
says 'check gives all stages one folder' $?
try copy/dripline analyze any 'two words' --odd
[ "$status" -eq 0 ] && called 'analyze any two words --odd|'
says 'a stage gets its words as they are' $?
for code in 1 2; do
    stand_in copy analyze "exit $code"
    try copy/dripline run -t 1 s.json
    [ "$status" -eq "$code" ] &&
        called 'ingest --threads 1 -- s.json|analyze --threads 1 -- s.json|'
    says "run stops at the first failure, with its status $code" $?
    TMPDIR=$scratch/tmp try copy/dripline check -q -t 1 s.json
    [ "$status" -eq "$code" ] && [ ! -s out ] &&
        called_in_tmp 'ingest --quiet --scratch DIR --threads 1 -- s.json|analyze --quiet --scratch DIR --threads 1 -- s.json|'
    says "check stops at the first failure, with its status $code" $?
done
stand_in copy analyze 'kill -SEGV $$'
try copy/dripline run -t 1 s.json
[ "$status" -eq 1 ] && grep -q 'dripline-analyze was ended by signal 11' err &&
    called 'ingest --threads 1 -- s.json|analyze --threads 1 -- s.json|'
says 'a stage that crashes is a failure' $?

rm copy/dripline-*
try copy/dripline run s.json
[ "$status" -eq 1 ] && grep -q 'cannot run dripline-ingest' err
says 'a stage that is not there is told' $?
for stage in ingest analyze report; do stand_in path "$stage" ':'; done
PATH=$scratch/path:$PATH try copy/dripline run -t 1 s.json
[ "$status" -eq 0 ] && [ "$(wc -l <called)" -eq 3 ] && rm called
says 'else the stages are looked for on the path' $?

gone() { ! kill -0 "$1" 2>/dev/null; }

for signal in TERM INT HUP; do
    stand_in copy ingest "trap 'echo $signal >heard; exit 1' $signal
        echo \$\$ >pid; while :; do sleep .1; done"
    rm -f pid heard
    # A shell lets what it starts in the background ignore INT.
    env --default-signal=INT,HUP,TERM copy/dripline run s.json >out 2>err &
    front=$!
    await test -s pid && kill -"$signal" "$front"
    wait "$front"
    [ $? -eq 1 ] && [ "$(cat heard)" = "$signal" ] && gone "$(cat pid)"
    says "$signal is handed on to the stage" $?
done
for signal in TERM INT HUP; do
    stand_in copy ingest 'mkdir -p "$2/a/b"; echo x >"$2/a/b/c"
        echo $$ >pid; exec sleep 60'
    rm -f pid
    TMPDIR=$scratch/tmp env --default-signal=INT,HUP,TERM copy/dripline check s.json \
        >out 2>err &
    front=$!
    await test -s pid && [ "$(stat -c %a tmp/dripline-*)" = 700 ] &&
        kill -"$signal" "$front"
    wait "$front"
    [ $? -eq 1 ] && gone "$(cat pid)" && [ -z "$(ls -A tmp)" ] &&
        grep -q 'dripline-ingest was ended by signal' err
    says "$signal ends a check, and its folder goes" $?
done
stand_in copy ingest 'echo $$ >pid; exec sleep 60'
rm -f pid
copy/dripline run s.json >out 2>err &
front=$!
await test -s pid && sleep .2 && kill -KILL "$front"
wait "$front" 2>/dev/null
await gone "$(cat pid)"
says 'a stage does not outlive a front door that is killed' $?

# A study of somebody who may read it, but not write beside it.
chmod 755 . && chmod 1777 tmp && cp "$BIN"/dripline* copy
rm -f new/wrong.json
somebody() { "$@"; }
if [ "$(id -u)" -eq 0 ]; then
    chown -R 65534:65534 new
    somebody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
fi
for what in 'a warehouse' 'no warehouse'; do
    chmod a-w new
    list >before
    TMPDIR=$scratch/tmp somebody copy/dripline check -q new/study.json >out 2>err
    status=$?
    list >after
    [ "$status" -eq 0 ] && [ ! -s err ] && cmp before after &&
        [ -z "$(ls -A tmp)" ] && ! somebody touch new/x 2>/dev/null
    says "check needs not write into a folder with $what" $?
    chmod u+w new
    rm -rf new/example.db new/report new/dripline.key
done
exit $failed
