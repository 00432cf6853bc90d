/*
 * test_lib_dateformat.c - dates in every format. Days are from Python's
 * datetime; serials too, as days since 1899-12-30, or one less before the day
 * that Excel invented (1 is 1900-01-01).
 */
#include "lib/dateformat.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { FEB_28 = 20147, AFTERNOON = 52200 /* 14:30 */ };

static const struct {
    const char *format, *text;
    int32_t day, second;
} good[] = {
    {"Y-M-D", "2025-02-28", FEB_28, -1},
    {"Y-M-D", "2025/2/28", FEB_28, -1},
    {"Y-M-D", "2025.2.28", FEB_28, -1},
    {"Y-M-D", "2025年2月28日", FEB_28, -1},
    {"Y-M-D", "2025 年 2 月 28 号", FEB_28, -1},
    {"Y年M月D日", "2025年2月28", FEB_28, -1},
    {"Y-M-D", "２０２５－０２－２８", FEB_28, -1},
    {"Y-M-D", "2025-02-28 14:30", FEB_28, AFTERNOON},
    {"Y-M-D", "2025-02-28T14:30:59.75", FEB_28, AFTERNOON + 59},
    {"Y-M-D", "2025年2月28日14:30", FEB_28, AFTERNOON},
    {"Y-M-D", "2025/2/28 下午2:30", FEB_28, AFTERNOON},
    {"Y-M-D", "2025/2/28　１４：３０", FEB_28, AFTERNOON},
    {"Y-M-D", "2025/2/28 12:30 AM", FEB_28, 1800},
    {"Y-M-D", "2025/2/28 12:30 PM", FEB_28, 45000},
    {"YMD", "20250228", FEB_28, -1},
    {"YMD", "20250228 14:30", FEB_28, AFTERNOON},
    {"D.M.Y", "28.2.2025", FEB_28, -1},
    {"D.M.Y", "28. 2. 2025", FEB_28, -1},
    {"D/M/Y", "28/02/2025 14:30", FEB_28, AFTERNOON},
    {"D-M-Y", "28-02-2025", FEB_28, -1},
    {"M/D/Y", "2/28/2025 2:30 pm", FEB_28, AFTERNOON},
    {"M-D-Y", "02-28-2025", FEB_28, -1},
    {"D Mon Y", "28 Feb 2025 2.30PM", FEB_28, AFTERNOON},
    {"D Mon Y", "28-feb-2025", FEB_28, -1},
    {"D Mon Y", "Friday, 28 February 2025, 2:30 PM", FEB_28, AFTERNOON},
    {"excel", "45716", FEB_28, -1},
    {"excel", "45716.6041666667", FEB_28, AFTERNOON},
    {"excel", "45716.999999999", FEB_28 + 1, 0},
    {"excel", "1", -25567, -1},
    {"excel", "59", -25509, -1},
    {"excel", "61", -25508, -1},
    {"excel-1904", "44254.604166667", FEB_28, AFTERNOON},
    {"excel-1904", "0", -24107, -1},
    {"unix", "1740753000", FEB_28, AFTERNOON},
};

static void each_format_reads_what_is_written_so(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        struct dateformat f;
        struct dateformat_moment m;
        assert_true(dateformat_find(good[i].format, &f));
        if (!dateformat_read(&f, good[i].text, strlen(good[i].text), false, &m))
            fail_msg("%s: '%s'", good[i].format, good[i].text);
        if (m.day != good[i].day || m.second != good[i].second)
            fail_msg("'%s' is %d, %d", good[i].text, (int)m.day, (int)m.second);
    }
}

static const struct {
    const char *format, *text;
} bad[] = {
    {"Y-M-D", "28.2.2025"},
    {"Y-M-D", "2025-02-29"},
    {"Y-M-D", "2025-2/28"},
    {"Y-M-D", "2025-02-28x"},
    {"Y-M-D", "2025-02-28 24:30"},
    {"Y-M-D", "2025-02-28 13:30 PM x"},
    {"Y-M-D", "2025-02-28 9.00"},
    {"Y-M-D", "2025-02-28 14:30+19:00"},
    {"Y-M-D", "1599-12-31"},
    {"Y-M-D", "25-02-28"},
    {"Y-M-D", ""},
    {"Y-M-D", "2025年13月1日"},
    {"YMD", "2025228"},
    {"YMD", "20250229"},
    {"D.M.Y", "28/2/2025"},
    {"D.M.Y", "28.2.25"},
    {"D/M/Y", "2/28/2025"},
    {"M/D/Y", "28/2/2025"},
    {"D Mon Y", "28 Fev 2025"},
    {"excel", "60"}, /* 29 February 1900 */
    {"excel", "60.5"},
    {"excel", "0"},
    {"excel", "2025-02-28"},
    {"excel", "-5"},
    {"unix", "2025-02-28"},
};

static void what_is_written_otherwise_is_no_date(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct dateformat f;
        struct dateformat_moment m;
        assert_true(dateformat_find(bad[i].format, &f));
        if (dateformat_read(&f, bad[i].text, strlen(bad[i].text), false, &m))
            fail_msg("%s: '%s' is %d", bad[i].format, bad[i].text, (int)m.day);
    }
}

static void a_date_may_begin_other_text(void **state)
{
    (void)state;
    static const char text[] = "28 Feb 2025 2.30PM All students Lecture of a "
                               "length that no date has, and more than that";
    struct dateformat f = {DATEFORMAT_NAMED, 0};
    struct dateformat_moment m;
    assert_true(dateformat_read(&f, text, sizeof text - 1, true, &m));
    assert_int_equal(m.second, AFTERNOON);
    assert_true(dateformat_read(&f, "28 Feb 2025 x", 13, true, &m));
    assert_int_equal(m.second, -1);
    assert_false(dateformat_read(&f, text, sizeof text - 1, false, &m));
}

static void a_zone_is_noted_and_moved_to_another(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int32_t offset, day, second;
    } cases[] = {
        {"2025-02-28T14:30Z", 480, FEB_28, 81000},        /* 22:30 */
        {"2025-02-28T20:00:00Z", 480, FEB_28 + 1, 14400}, /* 04:00 */
        {"2025-02-28T01:00+08:00", 0, FEB_28 - 1, 61200}, /* 17:00 */
        {"2025-02-28 14:30+0530", 480, FEB_28, 61200},    /* 17:00 */
        {"2025-02-28 14:30 -03", -180, FEB_28, AFTERNOON},
        {"2025-02-28 14:30 UTC", 0, FEB_28, AFTERNOON},
    };
    struct dateformat f = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct dateformat_moment m;
        assert_true(dateformat_read(&f, cases[i].text, strlen(cases[i].text),
                                    false, &m));
        assert_true(m.zoned);
        dateformat_shift(&m, cases[i].offset);
        if (m.day != cases[i].day || m.second != cases[i].second)
            fail_msg("'%s' is %d, %d", cases[i].text, (int)m.day,
                     (int)m.second);
    }
}

static void names_are_found_and_written_again(void **state)
{
    (void)state;
    static const char *const names[] = {"Y-M-D", "YMD",   "D.M.Y",
                                        "D/M/Y", "M-D-Y", "excel-1904"};
    struct dateformat f;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        assert_true(dateformat_find(names[i], &f));
        assert_string_equal(dateformat_name(&f), names[i]);
        assert_non_null(strstr(dateformat_names, names[i]));
    }
    assert_false(dateformat_find("D/M", &f));
    assert_false(dateformat_find("", &f));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_format_reads_what_is_written_so),
        cmocka_unit_test(what_is_written_otherwise_is_no_date),
        cmocka_unit_test(a_date_may_begin_other_text),
        cmocka_unit_test(a_zone_is_noted_and_moved_to_another),
        cmocka_unit_test(names_are_found_and_written_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
