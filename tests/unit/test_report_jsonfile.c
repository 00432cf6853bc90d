/* test_report_jsonfile.c - the rounding of report/jsonfile.h. */
#include "lib/attr.h"
#include "report/jsonfile.h"

#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Six significant digits, written down by hand. */
static const struct {
    double value;
    const char *text;
} known[] = {
    {0, "0"},
    {-0.0, "0"},
    {1, "1"},
    {-1.5, "-1.5"},
    {1.0 / 3, "0.333333"},
    {2.0 / 3, "0.666667"},
    {100.0 / 3, "33.3333"},
    {47 + 55.0 / 60, "47.9167"},
    {123456.4, "123456"},
    {123456.6, "123457"},
    {1234567, "1234570"},
    {-98765432.1, "-98765400"},
    {0.99999951, "1"},
    {999999.7, "1000000"},
    {0.5, "0.5"},
    {0.1, "0.1"},
    {0.000123456789, "0.000123457"},
    {0.0000123456789, "1.23457e-05"},
    {1e-10, "1e-10"},
    {123456789012345.0, "123457000000000"},
    {1.5e20, "1.5e+20"},
    {NAN, "null"},
    {INFINITY, "null"},
    {-INFINITY, "null"},
};

static void numbers_have_six_significant_digits(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(known); i++) {
        char text[JSONFILE_NUMBER];
        size_t length = jsonfile_number(known[i].value, text);
        assert_string_equal(text, known[i].text);
        assert_int_equal(length, strlen(text));
    }
}

/* The C library rounds correctly: both must name the same number. */
static void the_fast_way_rounds_as_printf_does(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int i = 0; i < 300000; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        double value = (double)(seed >> 20) / (double)(1u << (i % 31));
        if (i % 3 == 0)
            value = (double)(seed >> 44) / 60; /* minutes as hours */
        char ours[JSONFILE_NUMBER], theirs[64];
        jsonfile_number(value, ours);
        snprintf(theirs, sizeof theirs, "%.6g", value);
        assert_true(strtod(ours, NULL) == strtod(theirs, NULL));
    }
}

static void ties_round_as_printf_does(void **state)
{
    (void)state;
    static const double ties[] = {0.5000005, 1.000005,      2.500005, 100000.5,
                                  100001.5,  0.00012345650, 12345.65, 999999.5};
    for (size_t i = 0; i < COUNT_OF(ties); i++) {
        char ours[JSONFILE_NUMBER], theirs[64];
        jsonfile_number(ties[i], ours);
        snprintf(theirs, sizeof theirs, "%.6g", ties[i]);
        assert_true(strtod(ours, NULL) == strtod(theirs, NULL));
    }
}

static void documents_are_written_with_the_rounded_numbers(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } rows[] = {{1.0 / 3, "0.333333"},    {30, "30"},
                {4.123456789, "4.12346"}, {1e-9, "1e-9"},
                {1234567, "1234570"},     {NAN, "null"}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        json_t *list = json_pack("[o]", jsonfile_real(rows[i].value));
        char *text = json_dumps(list, JSON_REAL_PRECISION(15));
        char expected[64];
        snprintf(expected, sizeof expected, "[%s]", rows[i].text);
        assert_string_equal(text, expected);
        free(text);
        json_decref(list);
    }
}

static void a_share_of_nothing_is_null(void **state)
{
    (void)state;
    json_t *none = jsonfile_share(0, 0), *half = jsonfile_share(1, 2);
    assert_true(json_is_null(none));
    assert_true(json_real_value(half) == 0.5);
    json_decref(none);
    json_decref(half);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_six_significant_digits),
        cmocka_unit_test(the_fast_way_rounds_as_printf_does),
        cmocka_unit_test(ties_round_as_printf_does),
        cmocka_unit_test(documents_are_written_with_the_rounded_numbers),
        cmocka_unit_test(a_share_of_nothing_is_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
