/* test_analyze_span.c - sets of days, and windows of time. */
#include "analyze/base/facts.h"
#include "analyze/base/span.h"
#include "analyze/requirement/window.h"
#include "lib/attr.h"
#include "lib/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct spans make(size_t count, const struct span *span)
{
    struct spans s = {0};
    for (size_t i = 0; i < count; i++)
        spans_add(&s, span[i].from, span[i].to);
    spans_tidy(&s);
    return s;
}

static void expect(const struct spans *s, size_t count,
                   const struct span *expected)
{
    assert_int_equal(s->count, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(s->span[i].from, expected[i].from);
        assert_int_equal(s->span[i].to, expected[i].to);
    }
}

static void joins_stretches_that_overlap_or_touch(void **state)
{
    (void)state;
    struct spans s =
        make(5, (struct span[]){{20, 29}, {1, 9}, {10, 12}, {3, 4}, {31, 31}});
    expect(&s, 3, (struct span[]){{1, 12}, {20, 29}, {31, 31}});
    spans_free(&s);
}

static void keeps_nothing_that_ends_before_it_begins(void **state)
{
    (void)state;
    struct spans s = make(1, (struct span[]){{5, 4}});
    assert_int_equal(s.count, 0);
    spans_free(&s);
}

static void joins_without_end_do_not_overflow(void **state)
{
    (void)state;
    struct spans s = make(3, (struct span[]){{FACT_BEGINNING, 4},
                                             {2, FACT_OPEN},
                                             {FACT_OPEN, FACT_OPEN}});
    expect(&s, 1, (struct span[]){{FACT_BEGINNING, FACT_OPEN}});
    assert_int_equal(spans_days(&s, 1, 365), 365);
    spans_free(&s);
}

static void intersects_and_subtracts(void **state)
{
    (void)state;
    struct spans a = make(2, (struct span[]){{1, 10}, {20, 30}});
    struct spans b = make(3, (struct span[]){{0, 2}, {5, 6}, {9, 25}});
    struct spans out = {0};
    spans_intersect(&out, &a, &b);
    expect(&out, 4, (struct span[]){{1, 2}, {5, 6}, {9, 10}, {20, 25}});
    spans_subtract(&out, &a, &b);
    expect(&out, 3, (struct span[]){{3, 4}, {7, 8}, {26, 30}});
    spans_subtract(&out, &b, &a);
    expect(&out, 2, (struct span[]){{0, 0}, {11, 19}});
    spans_free(&a);
    spans_free(&b);
    spans_free(&out);
}

static void counts_and_finds_days(void **state)
{
    (void)state;
    struct spans s = make(2, (struct span[]){{1, 10}, {20, 30}});
    assert_int_equal(spans_days(&s, 5, 20), 7);
    assert_int_equal(spans_days(&s, 11, 19), 0);
    assert_int_equal(spans_first(&s, 11, 40), 20);
    assert_int_equal(spans_first(&s, 31, 40), DATE_NONE);
    assert_non_null(spans_at(&s, 10));
    assert_null(spans_at(&s, 11));
    spans_free(&s);
}

static int32_t day(const char *text)
{
    int32_t value = DATE_NONE;
    assert_true(date_read(text, strlen(text), &value));
    return value;
}

static void expect_window(struct window w, const char *begin, const char *end)
{
    char a[DATE_TEXT], b[DATE_TEXT];
    assert_string_equal(date_write(w.begin, a), begin);
    assert_string_equal(date_write(w.end, b), end);
}

static void windows_are_as_by_the_calendar(void **state)
{
    (void)state;
    const struct month_day nov = {11, 1}, mar = {3, 31}, leap = {2, 29};
    expect_window(window_calendar_year(day("2024-02-29")), "2024-01-01",
                  "2024-12-31");
    expect_window(window_season(nov, mar, day("2025-03-31")), "2024-11-01",
                  "2025-03-31");
    expect_window(window_season(nov, mar, day("2025-04-01")), "2024-11-01",
                  "2025-03-31");
    expect_window(window_season(nov, mar, day("2025-11-01")), "2025-11-01",
                  "2026-03-31");
    expect_window(window_season(mar, nov, day("2025-07-01")), "2025-03-31",
                  "2025-11-01");
    expect_window(window_season(mar, nov, day("2025-03-30")), "2024-03-31",
                  "2024-11-01");
    expect_window(window_season(leap, mar, day("2025-03-01")), "2025-02-28",
                  "2025-03-31");
    expect_window(window_rolling(day("2025-12-31"), 5), "2021-01-01",
                  "2025-12-31");
    expect_window(window_after(day("2024-08-31"), 6), "2024-08-31",
                  "2025-02-28");
}

static void the_last_rolling_window_with_a_day_in_it(void **state)
{
    (void)state;
    /* For every day of five years: in that window, not in the next. */
    for (int32_t d = day("2019-01-01"); d < day("2024-01-01"); d++)
        for (int years = 1; years <= 5; years++) {
            int32_t last = window_rolling_last(d, years);
            assert_true(window_rolling(last, years).begin <= d);
            assert_true(window_rolling(last + 1, years).begin > d);
        }
}

static void windows_at_the_ends_of_time_stay_there(void **state)
{
    (void)state;
    expect_window(window_rolling(day("1620-01-01"), 50), "1600-01-01",
                  "1620-01-01");
    expect_window(window_after(day("2390-01-01"), 600), "2390-01-01",
                  "2400-12-31");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(joins_stretches_that_overlap_or_touch),
        cmocka_unit_test(keeps_nothing_that_ends_before_it_begins),
        cmocka_unit_test(joins_without_end_do_not_overflow),
        cmocka_unit_test(intersects_and_subtracts),
        cmocka_unit_test(counts_and_finds_days),
        cmocka_unit_test(windows_are_as_by_the_calendar),
        cmocka_unit_test(the_last_rolling_window_with_a_day_in_it),
        cmocka_unit_test(windows_at_the_ends_of_time_stay_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
