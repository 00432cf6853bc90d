#!/bin/sh
# shellcheck disable=SC2016 # scripts are written as text
# delivery.sh - installing what is missing, and being installed.
#
# BIN is the folder of the programs. The package tools are played by scripts
# that note how they were called, so nothing on this machine changes.
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"
cd "$scratch" || exit 1

says() {
    if [ "$2" -eq 0 ]; then
        echo "ok - $1"
    else
        echo "not ok - $1"
        cat out
        failed=1
    fi
}

# player NAME SCRIPT: a program on the PATH of the script under test.
player() {
    printf '#!/bin/sh\necho "%s $*" >>"%s/calls"\n%s\n' \
        "$1" "$scratch" "$2" >"path/$1"
    chmod +x "path/$1"
}
sh=$(command -v sh)
# Without its own path, the script finds the players and nothing else.
machine() {
    rm -rf path calls state
    mkdir path state
    : >calls
    for tool in cat env; do
        ln -s "$(command -v $tool)" "path/$tool"
    done
    ln -s "$sh" path/sh
    player dpkg-query '[ "$4" = "have" ] || [ -f state/installed ] || exit 1
echo "ii  installed "'
    player true :
    player id 'echo 0'
    player apt-cache '[ -f state/lists ]'
    player apt-get 'case "$*" in
*update*) : >state/lists ;;
*install*) [ -f state/lists ] && : >state/installed ;;
esac'
}
deps() { PATH=$scratch/path "$sh" "$top/.ci/deps" "$@" >out 2>&1 </dev/null; }

machine
deps have && [ ! -s out ] && ! grep -q apt calls
says 'deps is silent where nothing is missing' $?

machine
: >state/lists
deps have want && grep -q 'apt-get .*install .*--no-install-recommends want$' \
    calls && ! grep -q 'update' calls
says 'deps installs what is missing and nothing else' $?

machine
deps want && grep -q 'apt-get.*update' calls && [ -f state/installed ]
says 'deps fetches the lists where there are none' $?

machine
player apt-cache :
deps want && [ -f state/installed ] && grep -q 'apt-get.*update' calls
says 'deps fetches the lists where they are stale' $?

# refused WHY: the packages and the command are named, and the status is 1.
refused() {
    deps have want more
    [ $? -eq 1 ] && grep -q "$1" out && grep -q '^    want more$' out &&
        grep -q 'apt-get install --no-install-recommends want more$' out
}
machine
rm path/apt-get path/dpkg-query
deps want more
[ $? -eq 1 ] && grep -q 'there is no apt-get' out && grep -q '^    want more$' out
says 'deps names the packages where there is no apt' $?

machine
player id 'echo 1000'
refused 'no sudo' && ! grep -q apt-get calls
says 'deps names the command where there is no sudo' $?

machine
player id 'echo 1000'
player sudo 'exit 1'
refused 'sudo wants a password' && ! grep -q apt-get calls
says 'deps does not wait for a password in a script' $?

machine
player id 'echo 1000'
player sudo 'shift; exec "$@"'
deps want && [ -f state/installed ] && grep -q '^sudo -n env .*install' calls
says 'deps goes through sudo' $?

machine
player apt-get 'exit 100'
refused 'could not install'
says 'deps says so where apt-get fails' $?

# Installing, into a folder that stands for the system.
build=$(dirname "$BIN")
in_make() { make -s -C "$top" BUILD="$build" DESTDIR="$scratch/root" "$@"; }
programs='dripline dripline-analyze dripline-ingest dripline-report'
in_make PREFIX=/opt/d install >out 2>&1
says 'make install ends well' $?
for program in $programs; do
    [ -x "root/opt/d/bin/$program" ] &&
        [ -s "root/opt/d/share/man/man1/$program.1" ] &&
        "root/opt/d/bin/$program" --version >out 2>&1
    says "$program is installed, with its page, and runs" $?
done
[ -s root/opt/d/share/doc/dripline/LICENSE ]
says 'the licence is installed' $?
in_make PREFIX=/opt/d uninstall >out 2>&1 &&
    [ -z "$(find root ! -type d)" ]
says 'make uninstall leaves no file' $?
exit $failed
