/*
 * test_report_itemguard.c - no count of few people can be found out about an
 * item. Threshold 10, cells of 5.
 */
#include "report/itemguard.h"

#include "lib/attr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Every figure that can be held back, and its letter in the cases. */
static const struct {
    const char *key;
    char letter;
} figures[] = {
    {"n", 'n'},
    {"missing", 'm'},
    {"not_shown", 's'},
    {"not_substantive", 'd'},
    {"mean", 'x'},
    {"sd", 'v'},
    {"median", 'h'},
    {"skewness", 'k'},
    {"kurtosis", 'u'},
    {"item_rest", 'r'},
    {"alpha_without", 'a'},
    {"counts", 'c'},
};

struct item_case {
    const char *name, *kind, *counts;
    int n, missing, not_shown, not_substantive;
    const char *hidden; /* letters of what is held back */
};

static const struct item_case cases[] = {
    {"enough of everything", "likert", "[20,30,10,5,0]", 65, 5, 10, 0, ""},

    /* Of the three beside n all or none: one alone is the sum less the rest. */
    {"few missed", "likert", "[20,30,10,5,0]", 65, 4, 10, 0, "msd"},
    {"few said don't know", "likert", "[20,30,10,5,0]", 65, 5, 10, 1, "msd"},
    {"few were led past, many missed", "likert", "[20,30,10,5,0]", 65, 30, 4, 0,
     "msd"},
    /* 3 + 0 + 1 = 4 without an answer: n would leave 4 for those led past. */
    {"few were led past and nobody hides them", "likert", "[20,30,10,5,0]", 65,
     0, 3, 1, "nmsdkuc"},
    {"nobody was led past, few missed", "likert", "[20,30,10,5,0]", 65, 4, 0, 0,
     "msd"},
    /* 3 + 2 = 5 are enough to hide who of them was led past. */
    {"few and few make enough", "likert", "[20,30,10,5,0]", 65, 2, 3, 0, "msd"},

    /*
     * 4 chose the fourth: (100, 50, 30, 4) and (101, 47, 33, 3) have the same
     * n, mean and deviation, 184, 306/184 and sums of squares 614.
     */
    {"few chose a code, others fit", "likert", "[100,50,30,4,20]", 204, 0, 0, 0,
     "kuc"},
    /*
     * 966 answers with sum 974 and sum of squares 990: from a + 2b + 3c + 4d
     * = 8 and a + 4b + 9c + 16d = 12 above the lowest code it follows that
     * 2b + 6c + 12d = 4, so b = 2, c = d = 0, a = 4. Nothing else fits.
     */
    {"nearly all chose one code", "likert", "[960,4,2,0,0]", 966, 0, 0, 0,
     "xvhkuc"},
    {"few chose one of three codes", "likert", "[30,4,20]", 54, 0, 0, 0,
     "xvhkuc"},
    {"few chose one of two codes", "single", "[30,4]", 34, 0, 0, 0, "xvhkuc"},
    {"three codes, enough of each", "likert", "[30,5,20]", 55, 0, 0, 0, ""},
    {"three codes, one not chosen", "likert", "[30,0,20]", 50, 0, 0, 0, ""},

    {"few chose an option", "option", "[60,4]", 64, 0, 0, 0, "nmsdxvhkurac"},
    {"few did not choose an option", "option", "[3,61]", 64, 0, 0, 0,
     "nmsdxvhkurac"},
    {"enough chose an option", "option", "[59,5]", 64, 10, 0, 0, ""},
    {"few answered", "likert", "[9,0,0,0,0]", 9, 0, 30, 0, "nmsdxvhkurac"},
    {"a number", "number", "null", 65, 5, 0, 0, "kuc"},
};

static json_t *make_item(const struct item_case *c)
{
    json_t *item = json_pack(
        "{s:s, s:i, s:i, s:i, s:i, s:f, s:f, s:f, s:f, s:f, s:f, s:f}", "kind",
        c->kind, "n", c->n, "missing", c->missing, "not_shown", c->not_shown,
        "not_substantive", c->not_substantive, "mean", 2.5, "sd", 1.5, "median",
        2.0, "skewness", .1, "kurtosis", .2, "item_rest", .3, "alpha_without",
        .4);
    json_object_set_new(item, "counts",
                        json_loads(c->counts, JSON_DECODE_ANY, NULL));
    return item;
}

static void nothing_small_can_be_found_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        json_t *item = make_item(&cases[i]);
        itemguard_hide(item, 10, 5);
        for (size_t k = 0; k < COUNT_OF(figures); k++) {
            const json_t *figure = json_object_get(item, figures[k].key);
            int hidden = strchr(cases[i].hidden, figures[k].letter) != NULL;
            assert_non_null(figure);
            if (json_is_null(figure) != hidden)
                fail_msg("%s: %s is %s", cases[i].name, figures[k].key,
                         hidden ? "shown" : "hidden");
        }
        json_decref(item);
    }
}

/* Whoever adds up what is shown gets no more than the sum of the three. */
static void what_is_shown_beside_n_is_never_few(void **state)
{
    (void)state;
    for (int m = 0; m < 7; m++)
        for (int s = 0; s < 7; s++)
            for (int d = 0; d < 7; d++) {
                struct item_case c = {"", "likert", "[20,30,10,5,0]", 65, m, s,
                                      d,  ""};
                json_t *item = make_item(&c);
                itemguard_hide(item, 10, 5);
                int few =
                    (m > 0 && m < 5) || (s > 0 && s < 5) || (d > 0 && d < 5);
                assert_int_equal(json_is_null(json_object_get(item, "missing")),
                                 few);
                assert_int_equal(
                    json_is_null(json_object_get(item, "not_shown")), few);
                assert_int_equal(
                    json_is_null(json_object_get(item, "not_substantive")),
                    few);
                json_decref(item);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_small_can_be_found_out),
        cmocka_unit_test(what_is_shown_beside_n_is_never_few),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
