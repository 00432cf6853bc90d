/* test_lib_runstamp.c - the stamp follows what was loaded, not when. */
#include "lib/runstamp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TABLE                                                               \
    "CREATE TABLE batch (batch INTEGER PRIMARY KEY, input TEXT, file TEXT," \
    " sha256 TEXT, declaration TEXT, accepted INTEGER, rejected INTEGER,"   \
    " finished TEXT);"
#define ONE(number, time)                                                  \
    "INSERT INTO batch VALUES (" number ", 'a', 'a.csv', 'aa', 'd', 5, 1," \
    " '" time "');"
#define TWO(number, sha)                                        \
    "INSERT INTO batch VALUES (" number ", 'b', 'b.csv', '" sha \
    "', 'd', 7, 0, 'noon');"

static void stamp_of(const char *sql, char hex[DIGEST_TEXT])
{
    struct diag d = {0};
    sqlite3 *db;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(runstamp_batches(db, hex, &d), 0);
    sqlite3_close(db);
}

static void numbers_times_and_order_do_not_matter(void **state)
{
    (void)state;
    char one[DIGEST_TEXT], two[DIGEST_TEXT];
    stamp_of(TABLE ONE("1", "dawn") TWO("2", "bb"), one);
    stamp_of(TABLE TWO("4", "bb") ONE("9", "dusk"), two);
    assert_string_equal(one, two);
}

static void other_bytes_or_another_batch_matter(void **state)
{
    (void)state;
    char none[DIGEST_TEXT], one[DIGEST_TEXT], two[DIGEST_TEXT];
    char other[DIGEST_TEXT];
    stamp_of(TABLE, none);
    stamp_of(TABLE ONE("1", "dawn"), one);
    stamp_of(TABLE ONE("1", "dawn") TWO("2", "bb"), two);
    stamp_of(TABLE ONE("1", "dawn") TWO("2", "cc"), other);
    assert_string_not_equal(none, one);
    assert_string_not_equal(one, two);
    assert_string_not_equal(two, other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_times_and_order_do_not_matter),
        cmocka_unit_test(other_bytes_or_another_batch_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
