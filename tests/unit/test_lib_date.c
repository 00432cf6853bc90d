/* test_lib_date.c - lib/date.h. Days and weekdays from Python's datetime. */
#include "lib/attr.h"
#include "lib/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    int year, month, day;
    int32_t days;
    int weekday;
} known[] = {
    {1970, 1, 1, 0, 4},        {1969, 12, 31, -1, 3},
    {1600, 1, 1, -135140, 6},  {1600, 2, 29, -135081, 2},
    {1900, 2, 28, -25509, 3},  {1900, 3, 1, -25508, 4},
    {2000, 2, 29, 11016, 2},   {2024, 2, 29, 19782, 4},
    {2025, 12, 31, 20453, 3},  {2100, 3, 1, 47541, 1},
    {2400, 12, 31, 157419, 7},
};

static void days_and_weekdays_are_those_of_the_calendar(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(known); i++) {
        int32_t day = date_day(known[i].year, known[i].month, known[i].day);
        assert_int_equal(day, known[i].days);
        assert_int_equal(date_weekday(day), known[i].weekday);
        int year, month, of_month;
        date_civil(day, &year, &month, &of_month);
        assert_int_equal(year, known[i].year);
        assert_int_equal(month, known[i].month);
        assert_int_equal(of_month, known[i].day);
        assert_int_equal(date_year(day), known[i].year);
    }
}

static void what_is_no_date_has_no_day(void **state)
{
    (void)state;
    static const int wrong[][3] = {
        {2025, 2, 29},  {1900, 2, 29}, {2100, 2, 29}, {2025, 4, 31},
        {2025, 0, 1},   {2025, 13, 1}, {2025, 1, 0},  {2025, 1, 32},
        {1599, 12, 31}, {2401, 1, 1},  {-1, 1, 1},    {2025, -3, 1},
    };
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        assert_int_equal(date_day(wrong[i][0], wrong[i][1], wrong[i][2]),
                         DATE_NONE);
}

static void every_day_follows_the_one_before(void **state)
{
    (void)state;
    int year, month, of_month;
    int32_t first = date_day(1600, 1, 1), last = date_day(2400, 12, 31);
    for (int32_t day = first; day <= last; day++) {
        date_civil(day, &year, &month, &of_month);
        if (date_day(year, month, of_month) != day)
            fail_msg("day %d", (int)day);
        if (day > first && date_weekday(day) != date_weekday(day - 1) % 7 + 1)
            fail_msg("weekday of day %d", (int)day);
    }
}

static void months_are_added_and_short_ones_give_their_last_day(void **state)
{
    (void)state;
    static const struct {
        int from[3], months, to[3];
    } cases[] = {
        {{2025, 1, 31}, 1, {2025, 2, 28}},  {{2024, 1, 31}, 1, {2024, 2, 29}},
        {{2024, 2, 29}, 12, {2025, 2, 28}}, {{2025, 3, 31}, -1, {2025, 2, 28}},
        {{2025, 12, 15}, 1, {2026, 1, 15}}, {{2026, 1, 15}, -1, {2025, 12, 15}},
        {{2025, 8, 31}, 6, {2026, 2, 28}},  {{1970, 1, 1}, -12, {1969, 1, 1}},
        {{2025, 5, 5}, 0, {2025, 5, 5}},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const int *f = cases[i].from, *t = cases[i].to;
        assert_int_equal(
            date_add_months(date_day(f[0], f[1], f[2]), cases[i].months),
            date_day(t[0], t[1], t[2]));
    }
}

static void months_out_of_the_calendar_give_no_day(void **state)
{
    (void)state;
    assert_int_equal(date_add_months(DATE_NONE, 1), DATE_NONE);
    assert_int_equal(date_add_months(0, INT32_MAX), DATE_NONE);
    assert_int_equal(date_add_months(0, INT32_MIN), DATE_NONE);
    assert_int_equal(date_add_months(0, 12 * 431), DATE_NONE);
    assert_int_equal(date_add_months(0, -12 * 371), DATE_NONE);
}

static void dates_are_read_in_three_spellings(void **state)
{
    (void)state;
    static const char *const good[] = {
        "2025-02-08", "2025/2/8", "2025.2.8", "2025-2-8", "2025/02/08",
    };
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        int32_t day = 0;
        assert_true(date_read(good[i], strlen(good[i]), &day));
        assert_int_equal(day, date_day(2025, 2, 8));
    }
}

static void what_is_not_a_date_is_not_read(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",           "2025",        "2025-02",     "2025-02-30",
        "25-02-08",   "2025-02/08",  " 2025-02-08", "2025-02-08 ",
        "2025--2-8",  "2025-002-08", "20250208",    "2025-02-08x",
        "+025-02-08", "2025-02-",    "02/08/2025",  "2025-02-08 10:00",
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        int32_t day = 7;
        if (date_read(bad[i], strlen(bad[i]), &day))
            fail_msg("read '%s'", bad[i]);
        assert_int_equal(day, 7);
    }
    int32_t day;
    assert_false(date_read("2025-02-08\0", 11, &day));
    assert_false(date_read("2025\0002\0008", 8, &day));
}

static void times_are_read_to_the_second(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int32_t second;
    } cases[] = {
        {"2025-02-28", -1},           {"2025-02-28 00:00", 0},
        {"2025-02-28 14:30", 52200},  {"2025-02-28T14:30:15", 52215},
        {"2025/2/28 9:05", 32700},    {"2025-02-28T23:59:59.999Z", 86399},
        {"2025-02-28T14:30Z", 52200},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        int32_t day, second = 5;
        assert_true(date_read_time(cases[i].text, strlen(cases[i].text), &day,
                                   &second));
        assert_int_equal(day, date_day(2025, 2, 28));
        assert_int_equal(second, cases[i].second);
    }
}

static void what_is_not_a_time_is_not_read(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "2025-02-28 ",         "2025-02-28T",
        "2025-02-28 24:00",    "2025-02-28 12:60",
        "2025-02-28 12:00:60", "2025-02-28 1200",
        "2025-02-28 12:00:",   "2025-02-28 12:00.",
        "2025-02-28  12:00",   "2025-02-28 12:00:00+08:00",
        "2025-02-28 -1:00",    "12:00",
        "2025-02-28 12:0",     "2025-02-30 12:00",
        "2025-02-28 12:00 ",
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        int32_t day, second;
        if (date_read_time(bad[i], strlen(bad[i]), &day, &second))
            fail_msg("read '%s'", bad[i]);
    }
}

static void days_and_minutes_are_written_as_iso_8601(void **state)
{
    (void)state;
    char text[DATE_TIME_TEXT];
    assert_string_equal(date_write(20453, text), "2025-12-31");
    assert_string_equal(date_write(-135140, text), "1600-01-01");
    assert_string_equal(date_write(DATE_NONE, text), "");
    assert_string_equal(date_write(INT32_MAX, text), "");
    assert_string_equal(date_write_minute(29012550, text), "2025-02-28T14:30");
    assert_string_equal(date_write_minute(-1, text), "1969-12-31T23:59");
    assert_string_equal(date_write_minute(-194601600, text),
                        "1600-01-01T00:00");
    assert_string_equal(date_write_minute(INT64_MAX, text), "");
    assert_string_equal(date_write_minute(INT64_MIN, text), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_and_weekdays_are_those_of_the_calendar),
        cmocka_unit_test(what_is_no_date_has_no_day),
        cmocka_unit_test(every_day_follows_the_one_before),
        cmocka_unit_test(months_are_added_and_short_ones_give_their_last_day),
        cmocka_unit_test(months_out_of_the_calendar_give_no_day),
        cmocka_unit_test(dates_are_read_in_three_spellings),
        cmocka_unit_test(what_is_not_a_date_is_not_read),
        cmocka_unit_test(times_are_read_to_the_second),
        cmocka_unit_test(what_is_not_a_time_is_not_read),
        cmocka_unit_test(days_and_minutes_are_written_as_iso_8601),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
