/* test_report_yearly.c - which cells of a year are held back; by hand. */
#include "report/yearly.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 4 };

/* ROWS of 13; a total row last where TOTAL, all of it shown. */
static void decide(const int64_t members[][YEARLY_PAGES], size_t rows,
                   bool total, bool shown[][YEARLY_PAGES])
{
    int64_t flat[MOST * YEARLY_PAGES];
    bool out[MOST * YEARLY_PAGES];
    size_t count = rows * YEARLY_PAGES;
    memcpy(flat, members, count * sizeof *flat);
    memset(out, 1, sizeof out);
    yearly_decide(flat, rows - total, total, 10, out);
    memcpy(shown, out, count * sizeof *out);
}

static void a_month_of_few_takes_another_along(void **state)
{
    (void)state;
    static const int64_t members[][YEARLY_PAGES] = {
        {90, 4, 0, 30, 20, 50, 60, 50, 40, 50, 50, 50, 50}};
    bool shown[MOST][YEARLY_PAGES];
    decide(members, 1, false, shown);
    assert_false(shown[0][1]);
    assert_true(shown[0][2]);  /* nobody: nothing to hide */
    assert_false(shown[0][4]); /* the smallest of 10 or more */
    for (size_t p = 5; p < YEARLY_PAGES; p++)
        assert_true(shown[0][p]);
    assert_true(shown[0][0]);
}

/* Two months of few: together they may be as few, so a large one goes too. */
static void two_months_of_few_are_not_enough(void **state)
{
    (void)state;
    static const int64_t members[][YEARLY_PAGES] = {
        {90, 4, 3, 30, 20, 50, 60, 50, 40, 50, 50, 50, 50}};
    bool shown[MOST][YEARLY_PAGES];
    decide(members, 1, false, shown);
    assert_false(shown[0][1] || shown[0][2] || shown[0][4]);
    assert_true(shown[0][3]);
}

/*
 * A value of few in March: another value has to be held back in March, and for
 * each of the two another month.
 */
static void lines_are_mended_both_ways(void **state)
{
    (void)state;
    static const int64_t members[][YEARLY_PAGES] = {
        {60, 20, 20, 5, 20, 20, 20, 20, 20, 20, 20, 20, 30},
        {99, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40},
        {99, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50},
        {200, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99}};
    bool shown[MOST][YEARLY_PAGES];
    decide(members, 4, true, shown);
    assert_false(shown[0][3] || shown[1][3]);
    assert_true(shown[2][3] && shown[3][3]);
    for (size_t v = 0; v < 2; v++) {
        size_t hidden = 0;
        for (size_t p = 0; p < YEARLY_PAGES; p++)
            hidden += !shown[v][p];
        assert_true(hidden >= 2);
    }
    for (size_t p = 0; p < YEARLY_PAGES; p++) {
        size_t hidden = 0;
        for (size_t v = 0; v < 3; v++)
            hidden += !shown[v][p];
        assert_int_not_equal(hidden, 1);
    }
}

static void nothing_is_held_back_without_need(void **state)
{
    (void)state;
    static const int64_t members[][YEARLY_PAGES] = {
        {10, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
        {10, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
        {20, 10, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}};
    bool shown[MOST][YEARLY_PAGES];
    decide(members, 3, true, shown);
    for (size_t v = 0; v < 3; v++)
        for (size_t p = 0; p < YEARLY_PAGES; p++)
            assert_true(shown[v][p]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_month_of_few_takes_another_along),
        cmocka_unit_test(two_months_of_few_are_not_enough),
        cmocka_unit_test(lines_are_mended_both_ways),
        cmocka_unit_test(nothing_is_held_back_without_need),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
