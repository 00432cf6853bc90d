#!/bin/sh
# shellcheck disable=SC2016 # scripts are written as text
# runners.sh - shows that the test runners see a failure when there is one.
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"
cd "$scratch" || exit 1

# counted WANT SCRIPT: the last line of a tally over a program that is SCRIPT.
counted() {
    rm -rf tally
    printf '#!/bin/sh\n%s\n' "$2" >program
    chmod +x program
    "$top/tests/tally" run tally program ./program >run.out 2>&1
    ran=$?
    sum=$("$top/tests/tally" sum tally 2>&1)
    summed=$?
    [ "$(printf '%s\n' "$sum" | tail -n 1)" = "$1" ]
}

counted '2 passed, 0 failed, 1 skipped' \
    'echo "ok - a"; echo "ok 2 - b"; echo "skip - c: why"' &&
    [ "$ran$summed" = 00 ]
says 'tally counts what passes and what is skipped' $?
counted '1 passed, 1 failed, 0 skipped' 'echo "ok - a"; echo "not ok - b"' &&
    [ "$ran$summed" = 11 ]
says 'tally fails on a failure that the status hides' $?
counted '1 passed, 1 failed, 0 skipped' 'echo "ok - a"; exit 3' &&
    [ "$ran$summed" = 11 ]
says 'tally fails on a bad end' $?
counted '1 passed, 1 failed, 0 skipped' 'echo "ok - a"; kill -SEGV $$' &&
    [ "$ran$summed" = 11 ]
says 'tally fails on a crash' $?
counted '0 passed, 1 failed, 0 skipped' ':' && [ "$ran$summed" = 11 ]
says 'tally fails on a program without results' $?
counted '1 passed, 0 failed, 1 skipped' \
    'echo "ok 1 - a"; echo "not ok 2 # SKIP b"' && [ "$ran$summed" = 00 ]
says 'tally knows how cmocka skips' $?
"$top/tests/tally" sum nothing >run.out 2>&1
[ $? -eq 1 ] && [ "$(tail -n 1 run.out)" = '0 passed, 0 failed, 0 skipped' ]
says 'tally fails where nothing was tested' $?

# A case that keeps to what is expected, and five ways not to.
mkdir -p bin case/in case/expected/out
printf '#!/bin/sh\necho "$1" >out/file; echo done; echo note >&2; exit 4\n' \
    >bin/tool
chmod +x bin/tool
echo word >case/in/input
echo 'tool "$(cat input)"' >case/cmd
echo word >case/expected/out/file
echo 'done' >case/expected/stdout
echo note >case/expected/stderr
echo 4 >case/expected/status

run_case() { "$top/tests/cases/run" bin case >run.out 2>&1; }
run_case && [ "$(cat run.out)" = 'ok - case case' ]
says 'a case that leaves what is expected passes' $?

for file in stdout stderr status out/file; do
    cp case/expected/$file saved
    echo other >case/expected/$file
    ! run_case && grep -q '^not ok - case case$' run.out
    says "a case with another $file fails" $?
    cp saved case/expected/$file
done
rm case/expected/out/file
! run_case && grep -q '^not ok' run.out
says 'a case that leaves a file too many fails' $?
"$top/tests/cases/run" --bless bin case >run.out 2>&1 && run_case
says 'a blessed case passes' $?

printf '#!/bin/sh\necho wrapped >&2\nexec "$@"\n' >wrapper
chmod +x wrapper
! WRAP="$scratch/wrapper" run_case && grep -q '^+wrapped$' run.out
says 'WRAP goes before the programs of a case' $?
exit $failed
