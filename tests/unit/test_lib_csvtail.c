/* test_lib_csvtail.c - the last lines stay behind, however the text comes. */
#include "lib/csvtail.h"

#include "lib/attr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Puts TEXT in by pieces of STEP bytes; leaves in TO what came out. */
static void pass(const char *text, long lines, size_t step, char *to)
{
    struct csvtail t = {.lines = lines};
    size_t length = strlen(text), used = 0;
    for (size_t at = 0; at < length; at += step) {
        size_t n = length - at < step ? length - at : step;
        memcpy(csvtail_room(&t, n), text + at, n);
        csvtail_add(&t, n);
        size_t got;
        while ((got = csvtail_take(&t, to + used, 3)) > 0)
            used += got;
    }
    to[used] = '\0';
    assert_false(csvtail_is_full(&t));
    csvtail_free(&t);
}

static void the_last_lines_are_held_back(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        long lines;
        const char *left;
    } cases[] = {
        {"h\n1\n2\nTotal\n", 1, "h\n1\n2\n"},
        {"h\n1\n2\nTotal", 1, "h\n1\n2\n"},
        {"h\n1\nTotal\n\n \n\n", 1, "h\n1\n"},
        {"h\r\n1\r\nTotal,3\r\nby Ana\r\n", 2, "h\r\n1\r\n"},
        {"h\r1\rTotal\r", 1, "h\r1\r"},
        {"h\n1\n\n\nTotal\n", 2, "h\n"},
        {"h\n1\n", 3, ""},
        {"", 1, ""},
    };
    char to[100];
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        for (size_t step = 1; step < 9; step++) {
            pass(cases[i].text, cases[i].lines, step, to);
            if (strcmp(to, cases[i].left) != 0)
                fail_msg("%zu by %zu: '%s'", i, step, to);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_lines_are_held_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
