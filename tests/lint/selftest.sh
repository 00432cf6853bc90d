#!/bin/sh
# shellcheck disable=SC2016
# selftest.sh - shows that every law of lint fails on code that breaks it.
#
# Each test takes a small tree that keeps all laws, breaks one law in it, and
# looks for "not ok" of that law and of no other.
set -u
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
failed=0

verdict() {
    if [ "$1" -eq 0 ]; then
        echo "ok - lint: $2"
    else
        echo "not ok - lint: $2"
        failed=1
    fi
}

# Makes the tree that keeps all laws, and enters it.
good_tree() {
    rm -rf "$scratch/tree" && mkdir "$scratch/tree" || exit 1
    cd "$scratch/tree" || exit 1
    mkdir -p lib ingest analyze/math report run tests
    cp "$here/../../.clang-format" .
    printf '%s\n' '-- facts' 'CREATE TABLE member (' ') STRICT;' \
        '-- results' 'CREATE TABLE need (' ') STRICT;' \
        'CREATE TABLE response_rate (' ') STRICT;' >lib/schema.sql
    printf 'int one(void);\n' >lib/one.h
    printf '#include "lib/one.h"\n\n%s\nint one(void)\n{\n%s\n}\n' \
        '/* Not exit(1), nor malloc(2). */' '    return 1;' >lib/one.c
    printf '#include "lib/one.h"\n' >ingest/load.h
    printf '#include "lib/one.h"\n' >analyze/math/mean.c
    printf '#include "lib/one.h"\n' >analyze/need.c
    printf 'const char s[] = "%s";\n' \
        'INSERT INTO response_rate SELECT * FROM member' >>analyze/need.c
    printf '#!/bin/sh\necho "$1"\n' >tests/run
}

# breaks LAW WHAT: the tree as it is breaks LAW and no other.
breaks() {
    bad=$("$here/laws" . | sed -n 's/^not ok - //p')
    [ "$bad" = "$1" ]
    verdict $? "$2"
}

layers='no stage includes another, lib includes no stage'
math='analyze/math does arithmetic only'
reads='report opens the warehouse read-only'
facts='analyze writes no facts'
stray='no unchecked calls, no exit at depth'
sizes='functions up to 60 lines, files up to 400'
clean='no tabs, no blanks at the ends of lines'
open='nothing is left open in the code'
hosts='no package registry is named'

good_tree
breaks '' 'a good tree passes'

# one_line FILE LINE LAW WHAT: a good tree with a line added to a file.
one_line() {
    good_tree
    printf '%s\n' "$2" >>"$1"
    breaks "$3" "$4"
}
one_line analyze/need.c '#include "ingest/load.h"' "$layers" \
    'a stage that includes another'
one_line lib/one.c '#include "analyze/survey/need.h"' "$layers" \
    'lib that includes a stage'
one_line report/page.c '#include "page.h"' "$layers" \
    'an include not written from the root'
one_line analyze/math/mean.c '#include <stdio.h>' "$math" 'math with stdio'
one_line analyze/math/mean.c '#include <sqlite3.h>' "$math" 'math with SQL'
one_line analyze/math/mean.c '#include "analyze/survey/need.h"' "$math" \
    'math that includes an analysis'
one_line lib/one.h '#include <jansson.h>' "$math" \
    'math with JSON through a header of lib'
one_line analyze/math/mean.c 'long now(void) { return time(0); }' "$math" \
    'math with a clock'
one_line report/page.c 'int mode = WAREHOUSE_WRITE;' "$reads" \
    'a report that can write'
one_line report/page.c 'int x(void) { return sqlite3_open("a", 0); }' \
    "$reads" 'a report that opens SQLite itself'
one_line analyze/need.c 'char s[] = "INSERT INTO member VALUES (1)";' \
    "$facts" 'an analysis that inserts a fact'
one_line analyze/need.c 'char s[] = "DELETE FROM" " member";' "$facts" \
    'an analysis that deletes a fact, in a split text'
one_line analyze/need.c 'char s[] = "UPDATE response_needs SET a = 1";' \
    "$facts" 'an analysis that changes an answer'
one_line analyze/need.c 'char s[] = "DELETE FROM \"response_%s\"";' "$facts" \
    'an analysis that deletes answers of a survey it is told'
one_line lib/one.c 'void f(void) { exit(1); }' "$stray" 'exit() at depth'
one_line lib/one.c 'int f(char *s) { return atoi(s); }' "$stray" 'atoi()'
one_line run/go.c 'void *f(void) { return malloc(1); }' "$stray" \
    'malloc() beside lib/mem.c'
one_line lib/one.c 'int a; ' "$clean" 'a blank at the end of a line'
one_line lib/one.c "$(printf '\tint a;')" "$clean" 'a tab'
one_line lib/one.c "/* TO""DO: the rest */" "$open" 'work left open'
one_line package-lock.json "{\"resolved\": \"https://registry"".npmjs.org/\"}" \
    "$hosts" 'a registry in a lock file'

good_tree
{
    printf 'int f(void)\n{\n'
    yes '    one();' | head -n 60
    printf '}\n'
} >>lib/one.c
breaks "$sizes" 'a function of 62 lines'
good_tree
yes 'int one(void);' | head -n 401 >run/long.c
breaks "$sizes" 'a file of 401 lines'
good_tree
printf 'int a;' >>lib/one.c
breaks "$clean" 'a file without its last newline'

# compiled LAW WHAT: the objects of the tree break LAW and no other.
compiled() {
    mkdir objects && for f in */*.c; do
        mkdir -p "objects/$(dirname "$f")"
        ${CC:-cc} -I. -c -o "objects/${f%.c}.o" "$f" || exit 1
    done
    bad=$("$here/objects" objects | sed -n 's/^not ok - //p')
    [ "$bad" = "$1" ]
    verdict $? "$2"
}
file_scope='no variable at file scope'
good_tree
printf 'static const char *const names[] = {"a", "b"};\n%s\n' \
    'const char *name(int i) { return names[i]; }' >run/name.c
compiled '' 'constant tables pass'
good_tree
printf 'int counter;\n' >run/name.c
compiled "$file_scope" 'a variable set to zero'
good_tree
printf 'int counter = 7;\n' >run/name.c
compiled "$file_scope" 'a variable with a value'
good_tree
printf 'int next(void) { static int n; return n++; }\n' >run/name.c
compiled "$file_scope" 'a static variable in a function'
good_tree
printf 'static const char *names[] = {"a", "b"};\n%s\n' \
    'const char **name(int i) { return names + i; }' >run/name.c
compiled "$file_scope" 'a table that is not constant'
good_tree
printf 'int one(void) { return 2; }\n' >run/name.c
compiled 'a name is defined once' 'a name defined twice'

# found TOOL WHAT: TOOL finds fault with the tree, and no other tool does.
found() {
    bad=$("$here/tools" . "$scratch/build" | sed -n 's/^not ok - //p')
    [ "$bad" = "$1" ]
    verdict $? "$2"
}
good_tree
found '' 'a good tree passes the tools'
printf 'int  two( void ) {return 2;}\n' >>lib/one.c
found clang-format 'a file out of format'
good_tree
printf '\nint last(void)\n{\n    int a[2] = {1, 2};\n    return a[2];\n}\n' \
    >>lib/one.c
found cppcheck 'an index out of bounds'
good_tree
printf 'rm $1/*\n' >>tests/run
found shellcheck 'an unquoted word'

exit "$failed"
