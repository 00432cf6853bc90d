/* test_lib_idmap.c - lib/idmap.h. */
#include "lib/idmap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void an_id_is_found_with_its_value_and_others_are_not(void **state)
{
    (void)state;
    struct idmap *map = idmap_new();
    assert_null(idmap_find(map, "a", 1));
    assert_true(idmap_add(map, "a", 1, 10));
    assert_true(idmap_add(map, "ab", 2, -20));
    assert_true(idmap_add(map, "a\0b", 3, 30));
    assert_int_equal(idmap_count(map), 3);
    assert_int_equal(*idmap_find(map, "a", 1), 10);
    assert_int_equal(*idmap_find(map, "ab", 2), -20);
    assert_int_equal(*idmap_find(map, "a\0b", 3), 30);
    assert_null(idmap_find(map, "a\0c", 3));
    assert_null(idmap_find(map, "A", 1));
    assert_null(idmap_find(map, "abc", 3));
    idmap_free(map);
}

static void an_id_that_is_there_is_not_added_again(void **state)
{
    (void)state;
    struct idmap *map = idmap_new();
    assert_true(idmap_add(map, "m1", 2, 1));
    assert_false(idmap_add(map, "m1", 2, 2));
    assert_int_equal(*idmap_find(map, "m1", 2), 1);
    assert_int_equal(idmap_count(map), 1);
    *idmap_find(map, "m1", 2) = 7;
    assert_int_equal(*idmap_find(map, "m1", 2), 7);
    idmap_free(map);
}

static void only_ids_of_1_to_255_bytes_are_known(void **state)
{
    (void)state;
    char lengthy[IDMAP_ID_MAX + 1];
    memset(lengthy, 'x', sizeof lengthy);
    struct idmap *map = idmap_new();
    for (size_t length = 1; length <= IDMAP_ID_MAX; length++)
        assert_true(idmap_add(map, lengthy, length, (int64_t)length));
    for (size_t length = 1; length <= IDMAP_ID_MAX; length++)
        assert_int_equal(*idmap_find(map, lengthy, length), length);
    assert_null(idmap_find(map, lengthy, sizeof lengthy));
    assert_null(idmap_find(map, "", 0));
    idmap_free(map);
}

static void many_ids_keep_their_values_while_the_map_grows(void **state)
{
    (void)state;
    enum { COUNT = 200000 };
    char id[32];
    struct idmap *map = idmap_new();
    for (int i = 0; i < COUNT; i++) {
        size_t length = (size_t)snprintf(id, sizeof id, "member-%d", i);
        assert_true(idmap_add(map, id, length, i));
    }
    assert_int_equal(idmap_count(map), COUNT);
    for (int i = 0; i < 2 * COUNT; i++) {
        size_t length = (size_t)snprintf(id, sizeof id, "member-%d", i);
        const int64_t *value = idmap_find(map, id, length);
        if (i < COUNT ? value == NULL || *value != i : value != NULL)
            fail_msg("%s", id);
    }
    idmap_free(map);
}

static void ids_that_differ_in_one_byte_are_told_apart(void **state)
{
    (void)state;
    char id[IDMAP_ID_MAX];
    memset(id, 'x', sizeof id);
    struct idmap *map = idmap_new();
    for (size_t length = 1; length <= 40; length++)
        assert_true(idmap_add(map, id, length, -1));
    for (size_t length = 1; length <= 40; length++)
        for (size_t at = 0; at < length; at++) {
            id[at] = 'y';
            assert_null(idmap_find(map, id, length));
            assert_true(idmap_add(map, id, length, (int64_t)at));
            assert_int_equal(*idmap_find(map, id, length), at);
            id[at] = 'x';
        }
    assert_int_equal(idmap_count(map), 40 + 40 * 41 / 2);
    idmap_free(map);
}

static void a_search_in_steps_finds_the_same(void **state)
{
    (void)state;
    enum { COUNT = 5000 };
    char id[32];
    uint64_t hashes[2 * COUNT];
    struct idmap *map = idmap_new();
    for (int i = 0; i < 2 * COUNT; i++) {
        size_t length = (size_t)snprintf(id, sizeof id, "%d", i);
        hashes[i] = idmap_hash(map, id, length);
    }
    for (int i = 0; i < COUNT; i++) { /* the map grows meanwhile */
        size_t length = (size_t)snprintf(id, sizeof id, "%d", i);
        idmap_prefetch(map, hashes[i]);
        assert_int_equal(*idmap_put_hashed(map, hashes[i], id, length, -i), -i);
        assert_int_equal(*idmap_put_hashed(map, hashes[i], id, length, 1), -i);
    }
    for (int i = 0; i < 2 * COUNT; i++) {
        size_t length = (size_t)snprintf(id, sizeof id, "%d", i);
        int64_t *value = idmap_find_hashed(map, hashes[i], id, length);
        assert_int_equal(value != NULL, i < COUNT);
        if (i < COUNT)
            assert_int_equal(*value, -i);
    }
    idmap_free(map);
}

static void the_likely_entry_is_told_by_the_order_of_adding(void **state)
{
    (void)state;
    struct idmap *map = idmap_new();
    assert_int_equal(idmap_approach(map, idmap_hash(map, "a", 1)), -1);
    assert_true(idmap_add(map, "a", 1, 10));
    assert_true(idmap_add(map, "an id of many bytes", 19, 20));
    assert_int_equal(idmap_approach(map, idmap_hash(map, "a", 1)), 0);
    assert_int_equal(
        idmap_approach(map, idmap_hash(map, "an id of many bytes", 19)), 1);
    idmap_free(map);
}

static void room_is_made_within_the_bytes_given(void **state)
{
    (void)state;
    char id[32];
    struct idmap *map = idmap_new();
    size_t room = idmap_reserve(map, 0, 0);
    assert_true(idmap_reserve(map, SIZE_MAX, 100) == room); /* no less */
    assert_true(idmap_add(map, "before", 6, -1));
    assert_true(idmap_reserve(map, 5000, SIZE_MAX) >= 5000);
    assert_true(idmap_reserve(map, SIZE_MAX, 1 << 20) <= (1 << 20) / 8);
    for (int i = 0; i < 5000; i++)
        assert_true(idmap_add(
            map, id, (size_t)snprintf(id, sizeof id, "member-%d", i), i));
    assert_int_equal(*idmap_find(map, "before", 6), -1);
    assert_int_equal(*idmap_find(map, "member-4999", 11), 4999);
    idmap_free(map);
}

static void no_map_can_be_freed(void **state)
{
    (void)state;
    idmap_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_id_is_found_with_its_value_and_others_are_not),
        cmocka_unit_test(an_id_that_is_there_is_not_added_again),
        cmocka_unit_test(only_ids_of_1_to_255_bytes_are_known),
        cmocka_unit_test(many_ids_keep_their_values_while_the_map_grows),
        cmocka_unit_test(ids_that_differ_in_one_byte_are_told_apart),
        cmocka_unit_test(a_search_in_steps_finds_the_same),
        cmocka_unit_test(the_likely_entry_is_told_by_the_order_of_adding),
        cmocka_unit_test(room_is_made_within_the_bytes_given),
        cmocka_unit_test(no_map_can_be_freed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
