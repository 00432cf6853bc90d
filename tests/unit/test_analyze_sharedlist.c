/* test_analyze_sharedlist.c - owners get back what they were given. */
#include "analyze/base/sharedlist.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { OWNERS = 300000, LONGEST = 5 };

static void owners_of_the_same_items_share_a_list(void **state)
{
    (void)state;
    static const uint32_t one[] = {7, 9}, other[] = {9, 7};
    struct sharedlist_maker *m = sharedlist_new(4);
    struct sharedlist l;
    size_t count;
    /* Owners 0 and 3 by turns; 1 the other way round; 2 has nothing. */
    sharedlist_add(m, 3, 7);
    sharedlist_add(m, 0, 7);
    sharedlist_add(m, 1, 9);
    sharedlist_add(m, 3, 9);
    sharedlist_set(m, 1, sharedlist_next(m, sharedlist_next(m, 0, 9), 7));
    sharedlist_add(m, 0, 9);
    sharedlist_finish(m, &l);
    assert_int_equal(l.n_lists, 3);
    assert_int_equal(l.of[0], l.of[3]);
    /* Numbers follow the owners. */
    assert_int_equal(l.of[0], 0);
    assert_int_equal(l.of[1], 1);
    assert_int_equal(l.of[2], 2);
    assert_memory_equal(sharedlist_of(&l, 3, &count), one, sizeof one);
    assert_int_equal(count, 2);
    assert_memory_equal(sharedlist_of(&l, 1, &count), other, sizeof other);
    (void)sharedlist_of(&l, 2, &count);
    assert_int_equal(count, 0);
    sharedlist_free(&l);
}

/* The item AT of OWNER: a third have lists of their own, more than are known
   one by one; the others have one of a few. */
static uint32_t item_of(uint32_t owner, uint32_t at)
{
    return owner % 3 == 0 ? owner * LONGEST + at : owner % 11 + at;
}

static void many_lists_are_kept_too(void **state)
{
    (void)state;
    struct sharedlist_maker *m = sharedlist_new(OWNERS);
    struct sharedlist l;
    for (uint32_t k = 0; k < LONGEST; k++)
        for (uint32_t i = 0; i < OWNERS; i++)
            if (k < i % (LONGEST + 1))
                sharedlist_add(m, i, item_of(i, k));
    sharedlist_finish(m, &l);
    assert_true(l.n_lists < OWNERS);
    for (uint32_t i = 0; i < OWNERS; i++) {
        size_t count;
        const uint32_t *list = sharedlist_of(&l, i, &count);
        assert_int_equal(count, i % (LONGEST + 1));
        for (uint32_t k = 0; k < count; k++)
            assert_int_equal(list[k], item_of(i, k));
    }
    sharedlist_free(&l);
}

static void nobody_has_no_list(void **state)
{
    (void)state;
    struct sharedlist l;
    sharedlist_finish(sharedlist_new(0), &l);
    assert_int_equal(l.n_lists, 0);
    assert_int_equal(l.at[0], 0);
    sharedlist_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(owners_of_the_same_items_share_a_list),
        cmocka_unit_test(many_lists_are_kept_too),
        cmocka_unit_test(nobody_has_no_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
