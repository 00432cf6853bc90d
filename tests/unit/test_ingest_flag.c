/* test_ingest_flag.c - ingest/flag.h. */
#include "ingest/flag.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void the_lowest_line_of_each_flag_is_told(void **state)
{
    (void)state;
    struct flags f = {0};
    char text[FLAGS_TEXT];
    flags_add(&f, FLAG_LONG_DAY, 9);
    flags_add(&f, 0, 2);
    flags_add(&f, FLAG_LONG_DAY | FLAG_OFF_SESSION, 7);
    flags_add(&f, FLAG_OFF_SESSION, 12);
    assert_string_equal(flags_text(&f, text),
                        "3 rows flagged: more than 24 hours of a member on one "
                        "day (2, first at line 7), on no day of the session "
                        "(2, first at line 7)");
}

static void all_flags_fit_however_many_rows_have_them(void **state)
{
    (void)state;
    struct flags f = {.rows = INT64_MAX};
    for (size_t i = 0; i < FLAG_COUNT; i++)
        f.count[i] = f.first[i] = INT64_MAX;
    char text[FLAGS_TEXT];
    flags_text(&f, text);
    const char *end = "later than as_of (9,223,372,036,854,775,807, first at "
                      "line 9223372036854775807)";
    assert_string_equal(text + strlen(text) - strlen(end), end);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_lowest_line_of_each_flag_is_told),
        cmocka_unit_test(all_flags_fit_however_many_rows_have_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
