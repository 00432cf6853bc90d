/*
 * test_report_segmentshares.c - no share in a segment follows from the others.
 *
 * What is told of a share in a segment tells how many have what it is of,
 * inside and outside.
 */
#include "report/segmentshares.h"

#include "tests/unit/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

enum { SEGMENTS = 3, VALUES = 3 };

static void add(struct desk *desk, const char *kind, const char *trait,
                int segment, int n, int has)
{
    char sql[256];
    snprintf(sql, sizeof sql,
             "INSERT INTO segment_trait (run, segment, trait, kind, n, mean)"
             " VALUES (1, %d, '%s', '%s', %d, %.17g)",
             segment, trait, kind, n, (double)has / n);
    desk_run(desk, sql);
}

static json_t *list_of(int segments)
{
    json_t *list = json_array();
    for (int s = 1; s <= segments; s++)
        json_array_append_new(list, json_pack("{s:i}", "segment", s));
    return list;
}

static json_t *read_safe(struct desk *desk, int segments)
{
    json_t *list = list_of(segments), *safe = NULL;
    struct diag d = {0};
    assert_int_equal(segmentshares_read(&safe, list, &desk->c, &d), 0);
    json_decref(list);
    return safe;
}

/* N and how many HAVE it, by segment; the segments in which it is told. */
struct across {
    const char *why, *kind, *trait;
    int n[SEGMENTS], has[SEGMENTS];
    bool shown[SEGMENTS];
};

/* Attributes need 10 people, answers 5. */
static const struct across cases[] = {
    {"enough everywhere",
     "attribute",
     "home=hill",
     {40, 40, 40},
     {20, 15, 12},
     {true, true, true}},
    {"the two would tell the 3 of the last",
     "attribute",
     "home=hill",
     {40, 40, 40},
     {20, 15, 3},
     {true, false, false}},
    {"four answers may not be told, five may",
     "option",
     "want",
     {40, 40, 40},
     {20, 15, 5},
     {true, true, true}},
    {"and neither those who did not",
     "option",
     "want",
     {40, 40, 40},
     {20, 15, 36},
     {true, false, false}},
    {"that all of a segment have it is told of nobody",
     "choice",
     "q=1",
     {40, 40, 40},
     {40, 20, 20},
     {false, true, true}},
    {"a post is no part of anything",
     "attribute",
     "role:head",
     {40, 40, 40},
     {10, 10, 10},
     {true, true, true}},
};

static void a_share_is_told_where_the_others_leave_enough(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct across *x = &cases[i];
        struct desk *desk = desk_open();
        for (int s = 0; s < SEGMENTS; s++)
            add(desk, x->kind, x->trait, s + 1, x->n[s], x->has[s]);
        json_t *safe = read_safe(desk, SEGMENTS);
        for (int s = 0; s < SEGMENTS; s++)
            if (segmentshares_safe(safe, x->kind, x->trait, s + 1) !=
                x->shown[s])
                fail_msg("%s: segment %d", x->why, s + 1);
        json_decref(safe);
        desk_close(desk);
    }
}

/* 20 and 17 of 40 are of the hills and the valley: 3 are of neither. */
static void values_of_one_attribute_leave_enough_of_a_segment(void **state)
{
    (void)state;
    struct desk *desk = desk_open();
    for (int s = 1; s <= 2; s++) {
        add(desk, "attribute", "home=hill", s, 40, 20);
        add(desk, "attribute", "home=vale", s, 40, s == 1 ? 17 : 10);
        add(desk, "attribute", "role:head", s, 40, 18);
    }
    json_t *safe = read_safe(desk, 2);
    assert_true(segmentshares_safe(safe, "attribute", "home=hill", 1));
    assert_false(segmentshares_safe(safe, "attribute", "home=vale", 1));
    assert_true(segmentshares_safe(safe, "attribute", "role:head", 1));
    json_decref(safe);
    desk_close(desk);
}

static void nothing_is_told_of_a_segment_that_is_held_back(void **state)
{
    (void)state;
    struct desk *desk = desk_open();
    for (int s = 1; s <= SEGMENTS; s++)
        add(desk, "attribute", "home=hill", s, 40, 20);
    json_t *safe = read_safe(desk, 2);
    assert_true(segmentshares_safe(safe, "attribute", "home=hill", 1));
    assert_false(segmentshares_safe(safe, "attribute", "home=hill", 3));
    json_decref(safe);
    desk_close(desk);
}

/* A number that is 0 .. 2 ** 32 - 1 and looks like chance. */
static unsigned draw(unsigned *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 16;
}

static const char *const values[VALUES] = {"home=a", "home=b", "home=c"};

static void check_rest(int rest)
{
    assert_true(rest == 0 || rest >= 10);
}

/* What all less what is told leaves of a value, and of a segment. */
static void attack(const json_t *safe, int has[VALUES][SEGMENTS], const int *n)
{
    for (int v = 0; v < VALUES; v++) {
        int all = 0, told = 0;
        for (int s = 0; s < SEGMENTS; s++) {
            all += has[v][s];
            if (segmentshares_safe(safe, "attribute", values[v], s + 1))
                told += has[v][s];
        }
        if (told > 0)
            check_rest(all - told);
    }
    for (int s = 0; s < SEGMENTS; s++) {
        int told = 0;
        for (int v = 0; v < VALUES; v++)
            if (segmentshares_safe(safe, "attribute", values[v], s + 1))
                told += has[v][s];
        if (told > 0)
            check_rest(n[s] - told);
    }
}

static void no_subtraction_over_values_or_segments_leaves_a_few(void **state)
{
    (void)state;
    unsigned seed = 7, told = 0;
    for (int round = 0; round < 300; round++) {
        struct desk *desk = desk_open();
        int has[VALUES][SEGMENTS], n[SEGMENTS] = {0};
        for (int v = 0; v < VALUES; v++)
            for (int s = 0; s < SEGMENTS; s++) {
                has[v][s] = (int)(draw(&seed) % 30);
                n[s] += has[v][s];
            }
        for (int s = 0; s < SEGMENTS; s++)
            n[s] += (int)(draw(&seed) % 20) + 1; /* of no value */
        for (int v = 0; v < VALUES; v++)
            for (int s = 0; s < SEGMENTS; s++)
                add(desk, "attribute", values[v], s + 1, n[s], has[v][s]);
        json_t *safe = read_safe(desk, SEGMENTS);
        attack(safe, has, n);
        told += (unsigned)json_object_size(safe);
        json_decref(safe);
        desk_close(desk);
    }
    assert_true(told > 300); /* it is not held back altogether */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_share_is_told_where_the_others_leave_enough),
        cmocka_unit_test(values_of_one_attribute_leave_enough_of_a_segment),
        cmocka_unit_test(nothing_is_told_of_a_segment_that_is_held_back),
        cmocka_unit_test(no_subtraction_over_values_or_segments_leaves_a_few),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
