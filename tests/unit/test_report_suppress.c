/*
 * test_report_suppress.c - report/suppress.h.
 *
 * The oracle tries every subtraction that a reader could make in a small tree:
 * a published group less any published groups inside it that do not overlap.
 */
#include "lib/attr.h"
#include "report/suppress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define TOP SUPPRESS_TOP

enum { MAX_GROUPS = 9, WIDTH = 2 };

static void decide(const size_t *parent, const int64_t *parts, size_t count,
                   size_t width, bool *shown)
{
    struct suppress s = {.count = count,
                         .width = width,
                         .parent = parent,
                         .parts = parts,
                         .threshold = 10,
                         .cell = 5};
    suppress_groups(&s, shown);
}

static const struct {
    const char *why;
    size_t count;
    size_t parent[6];
    int64_t people[6];
    bool shown[6];
} flat[] = {
    {"all large", 3, {TOP, 0, 0}, {30, 10, 20}, {1, 1, 1}},
    {"one small takes the next smallest along",
     4,
     {TOP, 0, 0, 0},
     {47, 9, 15, 23},
     {1, 0, 0, 1}},
    {"two small ones make a rest of 10 by themselves",
     4,
     {TOP, 0, 0, 0},
     {40, 4, 6, 30},
     {1, 0, 0, 1}},
    {"two small ones that make 9 take one along",
     4,
     {TOP, 0, 0, 0},
     {50, 4, 5, 41},
     {1, 0, 0, 0}},
    {"people outside all parts hide a part as well",
     3,
     {TOP, 0, 0},
     {33, 20, 10},
     {1, 1, 0}},
    {"a small whole shows nothing", 2, {TOP, 0}, {9, 9}, {0, 0}},
    {"nobody is not a group", 3, {TOP, 0, 0}, {20, 0, 20}, {1, 0, 1}},
    {"a hidden layer does not help: 25 less 10 and 10 leaves 5",
     5,
     {TOP, 0, 1, 1, 1},
     {25, 25, 10, 10, 5},
     {1, 1, 1, 0, 0}},
    {"a part that is larger than its whole is none",
     2,
     {TOP, 0},
     {20, 21},
     {1, 0}},
};

static void hides_small_groups_and_what_would_uncover_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(flat); i++) {
        bool shown[6];
        decide(flat[i].parent, flat[i].people, flat[i].count, 1, shown);
        for (size_t k = 0; k < flat[i].count; k++)
            if (shown[k] != flat[i].shown[k])
                fail_msg("%s: group %zu", flat[i].why, k);
    }
}

static void small_parts_hide_a_large_group(void **state)
{
    (void)state;
    static const size_t parent[] = {TOP, 0, 0, 0};
    static const int64_t parts[] = {60, 40, 20, 4, 20, 16, 20, 20};
    bool shown[4];
    decide(parent, parts, 4, 2, shown);
    assert_true(shown[0]);
    assert_false(shown[1]); /* 4 of one kind */
    assert_true(shown[3]);  /* the largest: leaves 40 and 20 */
    assert_false(shown[2]); /* would leave 20 and 4 */
}

static void groups_that_may_not_be_shown_stay_in_the_rest(void **state)
{
    (void)state;
    static const size_t parent[] = {TOP, 0, 0};
    static const int64_t people[] = {30, 20, 10};
    static const bool allowed[] = {true, false, true};
    bool shown[3];
    struct suppress s = {.count = 3,
                         .width = 1,
                         .parent = parent,
                         .parts = people,
                         .allowed = allowed,
                         .threshold = 10,
                         .cell = 5};
    suppress_groups(&s, shown);
    assert_true(shown[0]);
    assert_false(shown[1]);
    assert_true(shown[2]);
}

/* A generator of the test's own; Knuth's constants for 64 bits. */
static unsigned draw(uint64_t *seed, unsigned below)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*seed >> 33) % below;
}

static bool is_inside(const size_t *parent, size_t group, size_t around)
{
    while (group != TOP && group != around)
        group = parent[group];
    return group == around;
}

static bool is_safe(const int64_t left[WIDTH])
{
    int64_t people = 0;
    for (int k = 0; k < WIDTH; k++) {
        if (left[k] != 0 && left[k] < 5)
            return false;
        people += left[k];
    }
    return people == 0 || people >= 10;
}

/* Whether SET (bits) can be subtracted from AROUND: all shown, all inside it,
 * none inside another. */
static bool is_subtraction(const size_t *parent, const bool *shown,
                           size_t count, size_t around, unsigned set)
{
    for (size_t i = 0; i < count; i++) {
        if (!(set >> i & 1))
            continue;
        if (!shown[i] || i == around || !is_inside(parent, i, around))
            return false;
        for (size_t k = 0; k < count; k++)
            if (k != i && (set >> k & 1) && is_inside(parent, k, i))
                return false;
    }
    return true;
}

static void check_all_subtractions(const size_t *parent, const int64_t *parts,
                                   const bool *shown, size_t count)
{
    for (size_t around = 0; around < count; around++) {
        for (unsigned set = 0; shown[around] && set < 1u << count; set++) {
            int64_t left[WIDTH];
            if (!is_subtraction(parent, shown, count, around, set))
                continue;
            memcpy(left, parts + around * WIDTH, sizeof left);
            for (size_t i = 0; i < count; i++)
                for (size_t k = 0; (set >> i & 1) && k < WIDTH; k++)
                    left[k] -= parts[i * WIDTH + k];
            assert_true(is_safe(left));
        }
    }
}

static void no_subtraction_uncovers_few_people(void **state)
{
    (void)state;
    uint64_t seed = 20251231;
    size_t shown_groups = 0, large_groups = 0;
    for (int round = 0; round < 3000; round++) {
        size_t parent[MAX_GROUPS], count = 2 + draw(&seed, MAX_GROUPS - 1);
        int64_t parts[MAX_GROUPS * WIDTH];
        bool shown[MAX_GROUPS];
        for (size_t i = 0; i < count; i++) {
            parent[i] = i == 0 ? TOP : draw(&seed, (unsigned)i);
            for (int k = 0; k < WIDTH; k++)
                parts[i * WIDTH + (size_t)k] = draw(&seed, 20);
        }
        for (size_t i = count; i-- > 1;)
            for (size_t k = 0; k < WIDTH; k++)
                parts[parent[i] * WIDTH + k] += parts[i * WIDTH + k];
        decide(parent, parts, count, WIDTH, shown);
        check_all_subtractions(parent, parts, shown, count);
        for (size_t i = 0; i < count; i++) {
            shown_groups += shown[i];
            large_groups += is_safe(parts + i * WIDTH);
        }
    }
    assert_true(2 * shown_groups > large_groups); /* it does not hide it all */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hides_small_groups_and_what_would_uncover_them),
        cmocka_unit_test(small_parts_hide_a_large_group),
        cmocka_unit_test(groups_that_may_not_be_shown_stay_in_the_rest),
        cmocka_unit_test(no_subtraction_uncovers_few_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
