/* test_lib_dateguess.c - one format for a column, or none. */
#include "lib/dateguess.h"

#include "lib/attr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *cells[5];
    enum dateguess_verdict verdict;
    const char *format;
} cases[] = {
    {{"2025-02-28", "2025/3/1"}, DATEGUESS_FOUND, "Y-M-D"},
    {{"28.2.2025", "1.3.2025"}, DATEGUESS_FOUND, "D.M.Y"},
    {{"1.3.2025"}, DATEGUESS_FOUND, "D.M.Y"},
    {{"01/03/2025", "28/02/2025"}, DATEGUESS_FOUND, "D/M/Y"},
    {{"01-03-2025", "28-02-2025"}, DATEGUESS_FOUND, "D-M-Y"},
    {{"01/03/2025", "02/03/2025"}, DATEGUESS_EITHER, "D/M/Y"},
    {{"01/03/2025", "02/28/2025"}, DATEGUESS_MONTH, "M/D/Y"},
    {{"01/03/2025", "02/28/2025", "28/02/2025"}, DATEGUESS_BOTH, "D/M/Y"},
    {{"20250228", "20250301"}, DATEGUESS_FOUND, "YMD"},
    {{"45716", "45717.5"}, DATEGUESS_FOUND, "excel"},
    {{"12", "31"}, DATEGUESS_NONE, "Y-M-D"},
    {{"28 Feb 2025"}, DATEGUESS_FOUND, "D Mon Y"},
    {{"soon", "later"}, DATEGUESS_NONE, "Y-M-D"},
    {{NULL}, DATEGUESS_NONE, "Y-M-D"},
    /* One cell that is wrong does not change what the others say. */
    {{"28.2.2025", "1.3.2025", "2025-03-02", "soon"}, DATEGUESS_FOUND, "D.M.Y"},
};

static void the_cells_of_a_column_vote(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct dateguess g = {0};
        struct dateformat f;
        for (long k = 0; k < 5 && cases[i].cells[k] != NULL; k++)
            dateguess_add(&g, cases[i].cells[k], strlen(cases[i].cells[k]),
                          k + 2);
        enum dateguess_verdict verdict = dateguess_decide(&g, &f);
        if (verdict != cases[i].verdict ||
            strcmp(dateformat_name(&f), cases[i].format) != 0)
            fail_msg("case %zu: %d, %s", i, (int)verdict, dateformat_name(&f));
    }
}

static void the_cells_that_tell_are_kept_with_their_lines(void **state)
{
    (void)state;
    struct dateguess g = {0};
    dateguess_add(&g, "01/03/2025", 10, 2);
    dateguess_add(&g, "28/02/2025", 10, 3);
    dateguess_add(&g, "02/28/2025", 10, 4);
    dateguess_add(&g, "27/02/2025", 10, 5);
    assert_int_equal(g.either.line, 2);
    assert_int_equal(g.day_first.line, 3);
    assert_string_equal(g.day_first.text, "28/02/2025");
    assert_int_equal(g.month_first.line, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cells_of_a_column_vote),
        cmocka_unit_test(the_cells_that_tell_are_kept_with_their_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
