/* test_ingest_count.c - ingest/count.h. */
#include "ingest/count.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void numbers_are_written_with_commas(void **state)
{
    (void)state;
    static const struct {
        int64_t number;
        const char *text;
    } cases[] = {{0, "0"},
                 {999, "999"},
                 {1000, "1,000"},
                 {-1000, "-1,000"},
                 {123456, "123,456"},
                 {-123456, "-123,456"},
                 {1234567, "1,234,567"},
                 {INT64_MIN, "-9,223,372,036,854,775,808"}};
    char text[COUNT_TEXT];
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(count_text(cases[i].number, text), cases[i].text);
}

static void a_share_or_a_count_of_rejects_is_allowed(void **state)
{
    (void)state;
    assert_true(count_allows(0.01, 100, 1));
    assert_false(count_allows(0.01, 100, 2));
    assert_false(count_allows(0.01, 99, 1)); /* more than 1 % */
    assert_true(count_allows(0.01, 0, 0));
    assert_true(count_allows(0, 100, 0));
    assert_false(count_allows(0, 100, 1));
    assert_true(count_allows(1, 2, 1)); /* from 1 on it is a count */
    assert_false(count_allows(1, 1000, 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_with_commas),
        cmocka_unit_test(a_share_or_a_count_of_rejects_is_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
