/* test_analyze_strata.c - groups counted by strata, and one by one by hand. */
#include "analyze/survey/strata.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/mem.h"

/* Six respondents, each a member; two groups beside that of all. */
static uint32_t of[] = {0, 1, 0, 1, 0, 2, 0, 0, 1, 0, 1};
static size_t of_at[] = {0, 2, 4, 6, 7, 9, 11};
static double weights[] = {2, 2, 0.5, 0.5, 1, 2};

/* Importance and ability on 1..3; 7 is off the scale. */
static const struct {
    int importance, ability;
} given[] = {{3, 1}, {3, 1}, {2, 2}, {ANSWER_NONE, 1}, {7, 1}, {3, 2}};

static void open_answers(struct answers *a, struct answer_item *items)
{
    for (int i = 0; i < 2; i++)
        items[i] =
            (struct answer_item){.kind = ANSWER_LIKERT, .low = 1, .high = 3};
    *a = (struct answers){.item = items, .n_items = 2, .n = 6};
    a->member = mem_array(NULL, a->n, sizeof *a->member);
    a->weight = weights;
    answers_open(a);
    for (size_t i = 0; i < a->n; i++) {
        a->member[i] = (int32_t)i;
        answers_put(a, i, 0, given[i].importance);
        answers_put(a, i, 1, given[i].ability);
    }
}

static void close_answers(struct answers *a)
{
    a->item = NULL;
    a->weight = NULL;
    answers_free(a);
}

struct wanted {
    int64_t n31, n32, n22, incomplete, refused;
    double w31, w32, w22, v31;
};

static void expect(const struct need_cell *c, const struct wanted *w)
{
    assert_int_equal(c->table.n[2][0], w->n31);
    assert_int_equal(c->table.n[2][1], w->n32);
    assert_int_equal(c->table.n[1][1], w->n22);
    assert_int_equal(c->table.incomplete, w->incomplete);
    assert_int_equal(c->table.refused, w->refused);
    assert_true(c->weighted.w[2][0] == w->w31);
    assert_true(c->weighted.w[2][1] == w->w32);
    assert_true(c->weighted.w[1][1] == w->w22);
    assert_true(c->weighted.w2[2][0] == w->v31);
    assert_int_equal(c->weighted.n, w->n31 + w->n32 + w->n22);
}

/* Group 1 has the respondents 0, 1, 4 and 5, group 2 the third, by hand. */
static void groups_are_sums_of_strata(void **state)
{
    static const struct wanted wanted[] = {
        {2, 1, 1, 1, 1, 4, 2, 0.5, 8},
        {2, 1, 0, 0, 1, 4, 2, 0, 8},
        {0, 0, 1, 0, 0, 0, 0, 0.5, 0},
    };
    (void)state;
    struct answer_item items[2];
    struct answers a;
    open_answers(&a, items);
    struct facts facts = {.n_members = 6};
    struct run r = {.facts = &facts};
    uint32_t own[] = {0, 1, 2, 3, 4, 5};
    struct dealing x = {.groups = {.n = 3,
                                   .lists = {.of = own,
                                             .at = of_at,
                                             .item = of,
                                             .n_lists = COUNT_OF(own)}}};
    const struct asked_topic topics[] = {{1, 0, 1, -1, -1, -1},
                                         {2, -1, -1, -1, -1, -1}};
    struct strata s;
    struct diag d = {0};
    strata_make(&s, &r, &x, &a, topics, 2);
    assert_int_equal(s.n, 4); /* 0, 1 and 5 are alike */
    for (size_t g = 0; g < 3; g++) {
        struct need_cell by_strata, one_by_one;
        assert_int_equal(needcell_open(&by_strata, &a, &topics[0], &d), 0);
        assert_int_equal(needcell_open(&one_by_one, &a, &topics[0], &d), 0);
        assert_true(strata_add(&s, g, 0, &by_strata));
        expect(&by_strata, &wanted[g]);
        for (size_t i = 0; i < a.n; i++)
            for (size_t k = of_at[i]; k < of_at[i + 1]; k++)
                if (of[k] == g)
                    needcell_add(&one_by_one, &a, i, &topics[0]);
        expect(&one_by_one, &wanted[g]);
        assert_false(strata_add(&s, g, 1, &by_strata)); /* nothing is rated */
    }
    strata_free(&s);
    close_answers(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_are_sums_of_strata),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
