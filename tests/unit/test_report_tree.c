/* test_report_tree.c - organisations as a tree, whatever their keys. */
#include "report/tree.h"
#include "report/suppress.h"
#include "tests/unit/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/*
 *        (all)                 Below, R1 and R2 are each other's parents: R1,
 *       /     \                the first by id, hangs from the top.
 *      B       R1
 *     / \       |
 *   B1   B2    R2
 *    |
 *   A1
 */
static struct desk *open_small(void)
{
    struct desk *desk = desk_open();
    desk_run(desk,
             "BEGIN;"
             "INSERT INTO organization (org, org_id, name, parent) VALUES"
             " (1, 'R2', 'r2', 4), (2, 'A1', 'a1', 7), (4, 'R1', 'r1', 1),"
             " (5, 'B2', 'b2', 9), (7, 'B1', 'b1', 9), (9, 'B', 'b', NULL);"
             "COMMIT");
    desk_read(desk, false);
    return desk;
}

/* Level by level, each level by id. */
static const struct {
    const char *id, *name, *parent_id;
    size_t parent;
    int64_t key;
} nodes[] = {
    {"", "", NULL, SUPPRESS_TOP, 0}, {"B", "b", NULL, 0, 9},
    {"R1", "r1", NULL, 0, 4},        {"B1", "b1", "B", 1, 7},
    {"B2", "b2", "B", 1, 5},         {"R2", "r2", "R1", 2, 1},
    {"A1", "a1", "B1", 3, 2},
};

static void parents_come_first_and_ids_order_a_level(void **state)
{
    (void)state;
    struct desk *desk = open_small();
    const struct tree *t = &desk->c.tree;
    assert_int_equal(t->count, COUNT_OF(nodes));
    for (size_t i = 0; i < COUNT_OF(nodes); i++) {
        assert_string_equal(t->id[i], nodes[i].id);
        assert_string_equal(t->name[i], nodes[i].name);
        assert_int_equal(t->parent[i], nodes[i].parent);
        if (nodes[i].parent_id == NULL)
            assert_null(t->parent_id[i]);
        else
            assert_string_equal(t->parent_id[i], nodes[i].parent_id);
        assert_int_equal(tree_find(t, nodes[i].key), i);
    }
    assert_int_equal(tree_find(t, 3), 0);
    assert_int_equal(tree_find(t, 100), 0);
    desk_close(desk);
}

static void parts_are_summed_up_the_tree(void **state)
{
    (void)state;
    struct desk *desk = open_small();
    /* Own parts of (all), B, R1, B1, B2, R2, A1: two kinds. */
    int64_t parts[] = {1, 10, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 70};
    /*
     * A1 (7, 70); R2 (6, 0); B2 (5, 0); B1 4 + 7 = 11, 70; R1 3 + 6 = 9, 0;
     * B 2 + 5 + 11 = 18, 70; all 1 + 18 + 9 = 28, 10 + 70 = 80.
     */
    static const int64_t sums[] = {28, 80, 18, 70, 9, 0, 11,
                                   70, 5,  0,  6,  0, 7, 70};
    tree_sum(&desk->c.tree, parts, 2);
    for (size_t i = 0; i < COUNT_OF(sums); i++)
        assert_int_equal(parts[i], sums[i]);
    desk_close(desk);
}

static void without_organisations_there_is_the_membership(void **state)
{
    (void)state;
    struct desk *desk = desk_open();
    desk_read(desk, false);
    int64_t parts[] = {5};
    tree_sum(&desk->c.tree, parts, 1);
    assert_int_equal(desk->c.tree.count, 1);
    assert_int_equal(parts[0], 5);
    assert_int_equal(tree_find(&desk->c.tree, 1), 0);
    desk_close(desk);
}

/* The one that is its own parent hangs from the top too. */
static void an_organisation_below_itself_hangs_from_the_top(void **state)
{
    (void)state;
    struct desk *desk = desk_open();
    desk_run(desk, "INSERT INTO organization (org, org_id, name, parent) VALUES"
                   " (1, 'X', 'x', 1), (2, 'Y', 'y', 1)");
    desk_read(desk, false);
    const struct tree *t = &desk->c.tree;
    assert_int_equal(t->count, 3);
    assert_int_equal(t->parent[1], 0);
    assert_int_equal(t->parent[2], 1);
    assert_string_equal(t->id[2], "Y");
    desk_close(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parents_come_first_and_ids_order_a_level),
        cmocka_unit_test(parts_are_summed_up_the_tree),
        cmocka_unit_test(without_organisations_there_is_the_membership),
        cmocka_unit_test(an_organisation_below_itself_hangs_from_the_top),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
