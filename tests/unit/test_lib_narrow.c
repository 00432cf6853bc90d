/* test_lib_narrow.c - full-width signs in their ASCII form. */
#include "lib/narrow.h"

#include "lib/attr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void full_width_signs_become_narrow(void **state)
{
    (void)state;
    static const struct {
        const char *text, *narrow;
    } cases[] = {
        {"１２：３０", "12:30"},
        {"２０２５－０２／２８", "2025-02/28"},
        {"ＡＺａｚ！～", "AZaz!~"},
        {"１　时", "1 时"},
        {"半天", "半天"},
        {"", ""},
        {"85%", "85%"},
        {"｀｟", "`｟"},
    };
    char to[64];
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t n =
            narrow_copy(cases[i].text, strlen(cases[i].text), to, sizeof to);
        if (n != strlen(cases[i].narrow) || memcmp(to, cases[i].narrow, n) != 0)
            fail_msg("'%s': '%.*s'", cases[i].text, (int)n, to);
    }
}

static void what_does_not_fit_is_told_by_the_length(void **state)
{
    (void)state;
    char to[4];
    assert_int_equal(narrow_copy("123", 3, to, sizeof to), 3);
    assert_int_equal(narrow_copy("12345", 5, to, sizeof to), 4);
    /* A sign that is cut off stays as it is. */
    assert_int_equal(narrow_copy("\xEF\xBC", 2, to, sizeof to), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(full_width_signs_become_narrow),
        cmocka_unit_test(what_does_not_fit_is_told_by_the_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
