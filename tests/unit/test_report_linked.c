/* test_report_linked.c - sums that follow from other sums. */
#include "report/linked.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/*
 * Atoms a b c d. Figures: rows a+b and c+d, columns a+c and b+d, the cells a
 * and d, and a figure of nobody.
 */
enum { FIGURES = 7, ATOMS = 4, WIDTH = 3, NONE = FIGURES };
static const size_t inside[ATOMS * WIDTH] = {
    0, 2, 4,    /* a */
    0, 3, NONE, /* b */
    1, 2, NONE, /* c */
    1, 3, 5     /* d */
};

/* Roles: '.' unknown, 'k' known, '?' asked. Ties: '.' apart, '!' follows, 'p' a
 * part, 'K' a key. */
static const struct {
    const char *name, *roles, *ties;
} cases[] = {
    {"nothing known", "???????", "......."},
    {"both rows less a column are the other column", "kkk????", "KKK!..."},
    {"no cell follows from rows and columns", "kkkk???", "......."},
    {"d = (c + d) - (a + c) + a", "?kk?k??", ".KK.K!."},
    {"who is not asked for is not told", ".kk.k?.", ".KK.K!."},
    {"one row and a cell tell nothing of the other row", "k???k??", "......."},
    /* The second column is the rows less the first: one of these is free. */
    {"d by either column: only a is in both ways", "kkkkk?.", ".pp.K!."},
    {"a by either column: only d is in both ways", "kkkk?k.", ".pp.!K."},
};

static enum linked_role role_of(char c)
{
    return c == 'k' ? LINKED_KNOWN : c == '?' ? LINKED_ASKED : LINKED_UNKNOWN;
}

static void what_is_a_sum_or_difference_of_the_known_follows(void **state)
{
    (void)state;
    const struct linked l = {FIGURES, ATOMS, WIDTH, inside};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum linked_role role[FIGURES];
        enum linked_tie tie[FIGURES];
        char got[FIGURES + 1] = "";
        for (size_t k = 0; k < FIGURES; k++)
            role[k] = role_of(cases[i].roles[k]);
        size_t following = linked_find(&l, role, tie), told = 0;
        for (size_t k = 0; k < FIGURES; k++) {
            got[k] = ".!pK"[tie[k]];
            told += tie[k] == LINKED_FOLLOWS;
        }
        if (strcmp(got, cases[i].ties) != 0)
            fail_msg("%s: %s", cases[i].name, got);
        assert_int_equal(following, told);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_a_sum_or_difference_of_the_known_follows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
