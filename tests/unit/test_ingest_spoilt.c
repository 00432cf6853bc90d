/* test_ingest_spoilt.c - tests of ingest/spoilt.c. */
#include "ingest/spoilt.h"

#include "lib/attr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void numbers_that_lost_digits_are_told_from_ids(void **state)
{
    (void)state;
    static const struct sample {
        const char *text;
        bool cut;
    } samples[] = {
        {"3.30183E+17", true}, {"1,2E+05", true},  {"1E+12", true},
        {"1.E+05", false},     {"1.2E+5", false},  {"1.2E+", false},
        {"12E+05", false},     {"1.2E-05", false}, {"1.2E+05a", false},
        {"E+05", false},       {"1.2e+05", false}, {"000120", false},
        {"1.234567", false},   {"1", false},       {"", false},
    };
    for (size_t i = 0; i < COUNT_OF(samples); i++)
        assert_int_equal(
            spoilt_is_cut_number(samples[i].text, strlen(samples[i].text)),
            samples[i].cut);
}

static void error_values_are_told_from_ids(void **state)
{
    (void)state;
    assert_true(spoilt_is_error("#N/A", 4));
    assert_true(spoilt_is_error("#DIV/0!", 7));
    assert_false(spoilt_is_error("#N/AB", 5));
    assert_false(spoilt_is_error("#12", 3));
    assert_false(spoilt_is_error("", 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_that_lost_digits_are_told_from_ids),
        cmocka_unit_test(error_values_are_told_from_ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
