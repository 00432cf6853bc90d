/*
 * test_ingest_cell.c - ingest/cell.h. Days from Python's datetime; minutes by
 * hand, in the comments.
 */
#include "ingest/cell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const words[] = {"present", "late", NULL};

static const struct good {
    struct cell_rule rule;
    const char *text;
    int64_t value;
} good[] = {
    {{.type = CELL_INTEGER}, "12", 12},
    {{.type = CELL_INTEGER}, " 12\t", 12},
    {{.type = CELL_INTEGER}, "-3", -3},
    {{.type = CELL_INTEGER, .low = 1, .high = 5}, "5", 5},
    {{.type = CELL_INTEGER, .low = 1, .high = 5}, "1", 1},
    {{.type = CELL_HUNDREDTHS}, "85.5", 8550},
    {{.type = CELL_HUNDREDTHS}, "0.005", 1}, /* half away from zero */
    {{.type = CELL_HUNDREDTHS, .low = 0, .high = 10000}, "100", 10000},
    {{.type = CELL_DAY}, "2025-12-31", 20453},
    {{.type = CELL_DAY}, "2025/12/31", 20453},
    {{.type = CELL_DAY}, "2025-12-31 23:59:59", 20453},
    {{.type = CELL_MOMENT}, "1970-01-02 00:00:00", 1},
    /* 20453 days of 1440 minutes, and 14 hours and 30 minutes */
    {{.type = CELL_STAMP}, "2025-12-31 14:30", 29453190},
    {{.type = CELL_STAMP}, "2025-12-31T14:30:59", 29453190},
    {{.type = CELL_STAMP}, "2025-12-31", 29452320},
    {{.type = CELL_WORD, .words = words}, "late", 1},
    {{.type = CELL_MINUTES}, "90", 90},
    {{.type = CELL_MINUTES, .unit = STUDY_UNIT_HOURS}, "1.5", 90},
    {{.type = CELL_MINUTES, .unit = STUDY_UNIT_HOURS}, "0.33", 20}, /* 19.8 */
    {{.type = CELL_MINUTES, .unit = STUDY_UNIT_DAYS}, "0.5", 240},
    {{.type = CELL_MINUTES, .unit = STUDY_UNIT_SECONDS}, "42.0", 1}, /* .7 */
    {{.type = CELL_MINUTES, .unit = STUDY_UNIT_SECONDS}, "29", 0},
    {{.type = CELL_MINUTES, .unit = STUDY_UNIT_SECONDS}, "30", 1},
    {{.type = CELL_MINUTES, .unit = STUDY_UNIT_SECONDS}, "5400", 90},
};

static void cells_of_every_type_become_integers(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        struct cell cell;
        struct fault fault = {0};
        const char *text = good[i].text;
        if (!cell_read(&good[i].rule, text, strlen(text), &cell, &fault))
            fail_msg("'%s': %s", text, fault.reason);
        assert_true(cell.known);
        if (cell.value != good[i].value)
            fail_msg("'%s' is %lld", text, (long long)cell.value);
    }
}

static const struct bad {
    struct cell_rule rule;
    const char *text, *code;
} bad[] = {
    {{.type = CELL_INTEGER}, "1.5", "bad-number"},
    {{.type = CELL_INTEGER}, "1e3", "bad-number"},
    {{.type = CELL_INTEGER}, "99999999999999999999", "bad-number"},
    {{.type = CELL_INTEGER, .low = 1, .high = 5}, "6", "out-of-range"},
    {{.type = CELL_INTEGER, .low = 1, .high = 5}, "0", "out-of-range"},
    {{.type = CELL_HUNDREDTHS}, "A+", "bad-number"},
    {{.type = CELL_HUNDREDTHS, .low = 0, .high = 10000},
     "100.01",
     "out-of-range"},
    {{.type = CELL_DAY}, "2023-02-29", "bad-date"},
    {{.type = CELL_DAY}, "31.12.2025", "bad-date"},
    {{.type = CELL_STAMP}, "2025-12-31 24:30", "bad-date"},
    {{.type = CELL_WORD, .words = words}, "Late", "unknown-word"},
    {{.type = CELL_WORD, .words = words, .closed = true}, "here", "bad-word"},
    {{.type = CELL_MINUTES}, "-5", "out-of-range"},
    {{.type = CELL_MINUTES, .low = 0, .high = 1000}, "1001", "out-of-range"},
    {{.type = CELL_MINUTES, .unit = STUDY_UNIT_DAYS},
     "90000000000000",
     "out-of-range"},
    {{.type = CELL_MINUTES}, "3o", "bad-number"},
};

static void what_is_wrong_has_a_code_and_a_reason(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct cell cell;
        struct fault fault = {0};
        const char *text = bad[i].text;
        if (cell_read(&bad[i].rule, text, strlen(text), &cell, &fault))
            fail_msg("'%s' was taken", text);
        assert_string_equal(fault.code, bad[i].code);
        assert_true(strlen(fault.reason) > 0);
    }
}

static void empty_and_missing_cells_are_not_known(void **state)
{
    (void)state;
    const char *missing[] = {"N/A", "-99"};
    struct study_column column = {.missing = missing, .n_missing = 2};
    struct cell_rule rule = {.type = CELL_INTEGER, .column = &column};
    static const char *const texts[] = {"", "  ", "N/A", " N/A ", "-99"};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct cell cell;
        struct fault fault;
        assert_true(
            cell_read(&rule, texts[i], strlen(texts[i]), &cell, &fault));
        assert_false(cell.known);
    }
}

static void words_are_mapped_before_they_are_judged(void **state)
{
    (void)state;
    json_t *values = json_pack("{s:s, s:s, s:s}", "出席", "present", "夜校",
                               "night", "-", "");
    struct study_column column = {.values = values};
    struct cell_rule rule = {
        .type = CELL_WORD, .words = words, .column = &column};
    struct cell cell;
    struct fault fault;
    assert_true(cell_read(&rule, "出席", strlen("出席"), &cell, &fault));
    assert_int_equal(cell.length, strlen("present"));
    assert_memory_equal(cell.bytes, "present", cell.length);

    /* A word that the study itself declares is taken, mapped or not. */
    assert_true(cell_read(&rule, "夜校", strlen("夜校"), &cell, &fault));
    assert_true(cell_read(&rule, "night", 5, &cell, &fault));
    assert_false(cell_read(&rule, "day", 3, &cell, &fault));

    assert_true(cell_read(&rule, "-", 1, &cell, &fault));
    assert_false(cell.known);

    rule.closed = true;
    assert_false(cell_read(&rule, "夜校", strlen("夜校"), &cell, &fault));
    json_decref(values);
}

static void a_time_is_a_second_of_the_day(void **state)
{
    (void)state;
    struct cell_rule rule = {.type = CELL_MOMENT};
    struct cell cell;
    struct fault fault;
    assert_true(cell_read(&rule, "2025-12-31 01:02:03", 19, &cell, &fault));
    assert_int_equal(cell.second, 3723); /* 3600 + 120 + 3 */
    assert_true(cell_read(&rule, "2025-12-31", 10, &cell, &fault));
    assert_int_equal(cell.second, -1);
}

static void an_id_has_at_most_255_bytes(void **state)
{
    (void)state;
    char id[257];
    memset(id, 'x', sizeof id);
    struct cell_rule rule = {.type = CELL_ID};
    struct cell cell;
    struct fault fault;
    assert_true(cell_read(&rule, id, 255, &cell, &fault));
    assert_false(cell_read(&rule, id, 256, &cell, &fault));
    assert_string_equal(fault.code, "too-long");
}

static void long_values_are_cut_between_characters(void **state)
{
    (void)state;
    char text[90];
    for (size_t i = 0; i < sizeof text; i += 3)
        memcpy(text + i, "县", 3);
    assert_int_equal(cell_shown(text, 9), 9);
    assert_int_equal(cell_shown(text, sizeof text) % 3, 0);
    assert_true(cell_shown(text, sizeof text) <= 60);
}

static void what_is_no_date_is_told_how_to_write_one(void **state)
{
    (void)state;
    static const char no_day[] = ": there is no such day from 1600 to 2400";
    static const char day[] = "; write it like 2001-07-01";
    static const char moment[] = " and time; write it like 2001-07-01 14:30";
    static const struct {
        enum cell_type type;
        const char *text, *advice;
    } cases[] = {
        {CELL_DAY, "31.12.2025", day},
        {CELL_DAY, "soon", day},
        {CELL_DAY, "2025", day},
        {CELL_DAY, "2025-12", day},
        {CELL_DAY, "20251231", day},
        {CELL_DAY, "45992", day},
        {CELL_DAY, "2023-02-29", no_day},
        {CELL_DAY, "2023/13/1", no_day},
        {CELL_DAY, "0999-01-01", no_day},
        {CELL_STAMP, "2023-02-29 10:00", no_day},
        {CELL_STAMP, "2023-02-28 10h", moment},
        {CELL_MOMENT, "noon", moment},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct cell_rule rule = {.type = cases[i].type};
        struct cell cell;
        struct fault fault = {0};
        char wanted[120];
        snprintf(wanted, sizeof wanted, "'%s' is not a date%s", cases[i].text,
                 cases[i].advice);
        assert_false(cell_read(&rule, cases[i].text, strlen(cases[i].text),
                               &cell, &fault));
        assert_string_equal(fault.reason, wanted);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_date_is_told_how_to_write_one),
        cmocka_unit_test(cells_of_every_type_become_integers),
        cmocka_unit_test(what_is_wrong_has_a_code_and_a_reason),
        cmocka_unit_test(empty_and_missing_cells_are_not_known),
        cmocka_unit_test(words_are_mapped_before_they_are_judged),
        cmocka_unit_test(a_time_is_a_second_of_the_day),
        cmocka_unit_test(an_id_has_at_most_255_bytes),
        cmocka_unit_test(long_values_are_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
