/* test_report_linked.c - sums that follow from other sums. */
#include "report/linked.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/*
 * Atoms a b c d. Rows a+b and c+d, columns a+c and b+d, and the cells a, d, and
 * a figure of nobody.
 */
enum { FIGURES = 7, ATOMS = 4 };
static const uint8_t part[FIGURES * ATOMS] = {
    1, 1, 0, 0, /* row */
    0, 0, 1, 1, /* row */
    1, 0, 1, 0, /* column */
    0, 1, 0, 1, /* column */
    1, 0, 0, 0, /* a */
    0, 0, 0, 1, /* d */
    0, 0, 0, 0,
};

struct known_case {
    bool known[FIGURES], follows[FIGURES];
};

static const struct known_case cases[] = {
    {{0, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0}},
    /* Both rows less a column are the other column; no cell follows. */
    {{1, 1, 1, 0, 0, 0, 0}, {0, 0, 0, 1, 0, 0, 0}},
    {{1, 1, 1, 1, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0}},
    /* d = (c + d) - (a + c) + a. */
    {{0, 1, 1, 0, 1, 0, 0}, {0, 0, 0, 0, 0, 1, 0}},
    /* One row and a cell tell nothing of the other row. */
    {{1, 0, 0, 0, 1, 0, 0}, {0, 0, 0, 0, 0, 0, 0}},
};

static void what_is_a_sum_or_difference_of_the_known_follows(void **state)
{
    (void)state;
    const struct linked l = {FIGURES, ATOMS, part};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool follows[FIGURES];
        assert_true(linked_find(&l, cases[i].known, follows));
        for (size_t k = 0; k < FIGURES; k++)
            if (follows[k] != cases[i].follows[k])
                fail_msg("case %zu: figure %zu", i, k);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_a_sum_or_difference_of_the_known_follows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
