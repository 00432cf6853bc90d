/* test_ingest_unique.c - ingest/unique.h. */
#include "ingest/unique.h"

#include "lib/warehouse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static bool add(struct unique *u, const char *a, const char *b,
                struct unique_place *place)
{
    unique_part(u, a, strlen(a));
    unique_part(u, b, strlen(b));
    return unique_end(u, place);
}

static void a_key_is_known_by_the_place_where_it_was_first(void **state)
{
    (void)state;
    struct unique u = {0};
    struct unique_place place = {3, 17};
    assert_true(add(&u, "QL-01", "hours", &place));
    place = (struct unique_place){4, 99};
    assert_false(add(&u, "QL-01", "hours", &place));
    assert_int_equal(place.batch, 3);
    assert_int_equal(place.line, 17);
    assert_true(add(&u, "QL-01h", "ours", &place));
    unique_free(&u);
}

static void long_keys_are_told_apart(void **state)
{
    (void)state;
    char text[400];
    struct unique u = {0};
    struct unique_place place = {1, 2};
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_true(add(&u, text, "1", &place));
    assert_true(add(&u, text, "2", &place));
    assert_false(add(&u, text, "1", &place));
    unique_free(&u);
}

static void keys_in_the_warehouse_count(void **state)
{
    (void)state;
    sqlite3 *db;
    struct diag d = {0};
    struct unique u = {0};
    struct unique_place place = {9, 9};
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_int_equal(
        unique_read(&u, db, "SELECT 'a' || x'1f' || 'b', 5, 6", &d), 0);
    assert_false(add(&u, "a", "b", &place));
    assert_int_equal(place.batch, 5);
    assert_int_equal(place.line, 6);
    unique_free(&u);
    sqlite3_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_is_known_by_the_place_where_it_was_first),
        cmocka_unit_test(long_keys_are_told_apart),
        cmocka_unit_test(keys_in_the_warehouse_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
