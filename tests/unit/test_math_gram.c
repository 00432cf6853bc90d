/* test_math_gram.c - counting who took both of two courses. */
#include "analyze/math/gram.h"

#include "tests/unit/math_near.h"

#include <string.h>

static struct gram open_gram(size_t items)
{
    struct gram g;
    struct diag d = {0};
    assert_int_equal(gram_open(&g, items, &d), 0);
    return g;
}

static void add(struct gram *g, const uint32_t *items, size_t count)
{
    struct diag d = {0};
    assert_int_equal(gram_add(g, items, count, &d), 0);
}

static void three_members_give_what_they_give_by_hand(void **state)
{
    (void)state;
    static const uint32_t first[] = {0, 2, 3}, second[] = {2, 3};
    static const int64_t want[4][4] = {
        {1, 0, 1, 1}, {0, 0, 0, 0}, {1, 0, 2, 2}, {1, 0, 2, 2}};
    struct gram g = open_gram(4);
    add(&g, first, 3);
    add(&g, second, 2);
    add(&g, NULL, 0);
    for (size_t a = 0; a < 4; a++)
        for (size_t b = 0; b < 4; b++)
            assert_int_equal(gram_at(&g, a, b), want[a][b]);
    gram_close(&g);
}

static void members_may_come_in_any_order_and_in_parts(void **state)
{
    (void)state;
    static const uint32_t lists[][3] = {
        {0, 1, 4}, {1, 2, 3}, {0, 2, 4}, {2, 3, 4}, {0, 1, 2}};
    struct gram whole = open_gram(5), a = open_gram(5), b = open_gram(5);
    for (size_t i = 0; i < 5; i++) {
        add(&whole, lists[i], 3);
        add(i % 2 ? &a : &b, lists[4 - i], 3);
    }
    gram_merge(&a, &b);
    assert_memory_equal(a.counts, whole.counts, 15 * sizeof *a.counts);
    gram_close(&whole);
    gram_close(&a);
    gram_close(&b);
}

static void lists_out_of_order_or_range_add_nothing(void **state)
{
    (void)state;
    static const uint32_t bad[][2] = {{1, 0}, {2, 2}, {1, 3}, {3, 4}};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct gram g = open_gram(3);
        struct diag d = {0};
        assert_int_equal(gram_add(&g, bad[i], 2, &d), -1);
        assert_true(d.text[0] != '\0');
        for (size_t j = 0; j < 6; j++)
            assert_int_equal(g.counts[j], 0);
        gram_close(&g);
    }
}

static void too_many_items_are_refused(void **state)
{
    (void)state;
    struct gram g;
    struct diag d = {0};
    assert_int_equal(gram_open(&g, GRAM_MAX_ITEMS + 1, &d), -1);
    gram_close(&g);
    assert_int_equal(gram_open(&g, 0, &d), 0);
    gram_close(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_members_give_what_they_give_by_hand),
        cmocka_unit_test(members_may_come_in_any_order_and_in_parts),
        cmocka_unit_test(lists_out_of_order_or_range_add_nothing),
        cmocka_unit_test(too_many_items_are_refused),
    };
    return cmocka_run_group_tests_name("math_gram", tests, NULL, NULL);
}
