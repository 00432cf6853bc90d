/* test_lib_csvpass.c - which records are no rows. */
#include "lib/csvpass.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static char *names[] = {"No.", "status", "status"};
static const struct csvheader header = {names, 3};

#define CELL(text)             \
    {                          \
        text, sizeof(text) - 1 \
    }

static void records_with_such_a_cell_are_passed_over(void **state)
{
    (void)state;
    static const char *const headers[] = {"Nr", "No."};
    static const char *const texts[] = {"合计", "Total*", ""};
    static const struct csvpass_rule rule = {headers, 2, texts, 3, false};
    static const struct {
        struct csvfile_cell cell;
        bool passed;
    } cases[] = {
        {CELL("合计"), true},       {CELL(" 合计 "), true},
        {CELL("合计:"), false},     {CELL("Total"), true},
        {CELL("Total of 3"), true}, {CELL("total"), false},
        {CELL("  "), true},         {CELL("17"), false},
    };
    struct csvpass p = {0};
    struct diag d = {0};
    assert_int_equal(csvpass_bind(&p, &rule, 1, &header, &d), 0);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (csvpass_test(&p, &cases[i].cell, 1) != cases[i].passed)
            fail_msg("'%s'", cases[i].cell.bytes);
    assert_false(csvpass_test(&p, NULL, 0));
    csvpass_free(&p);
}

static void a_header_must_be_there_once(void **state)
{
    (void)state;
    static const char *const twice[] = {"status"};
    static const char *const second[] = {"status#2"};
    static const char *const none[] = {"state"};
    static const char *const texts[] = {"x"};
    static const struct {
        struct csvpass_rule rule;
        int result;
        const char *says;
    } cases[] = {
        {{twice, 1, texts, 1, true}, -1, "\"status#2\""},
        {{second, 1, texts, 1, false}, 0, ""},
        {{none, 1, texts, 1, false}, -1, "'state', which is not there"},
        {{none, 1, texts, 1, true}, 0, ""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct csvpass p = {0};
        struct diag d = {0};
        assert_int_equal(csvpass_bind(&p, &cases[i].rule, 1, &header, &d),
                         cases[i].result);
        assert_non_null(strstr(d.text, cases[i].says));
        csvpass_free(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_with_such_a_cell_are_passed_over),
        cmocka_unit_test(a_header_must_be_there_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
