/*
 * test_math_logit.c - logistic regressions that are known in closed form or
 * from a book.
 */
#include "analyze/math/logit.h"

#include "tests/unit/math_near.h"

#include <gsl/gsl_errno.h>
#include <string.h>

enum { MOST_GROUPS = 80 };

/* A model and the room that its caller lends it. */
struct lent {
    struct logit m;
    uint32_t term[MOST_GROUPS];
};

static void begin(struct lent *l, const struct response_cell *cell,
                  size_t count, size_t groups)
{
    memset(l, 0, sizeof *l);
    l->m = (struct logit){.cell = cell,
                          .count = count,
                          .groups = groups,
                          .term = l->term,
                          .terms = 1};
}

static void fit(struct lent *l)
{
    struct diag d = {0};
    if (logit_fit(&l->m, &d) != 0)
        fail_msg("%s", d.text);
    assert_string_equal(d.text, "");
}

static void end(struct lent *l)
{
    gsl_matrix_free(l->m.information);
}

/* The standard error of a term: the root of the inverse information there. */
static double error_of(const struct logit *m, size_t term)
{
    double right[LOGIT_TERMS] = {0}, out[LOGIT_TERMS];
    right[term] = 1;
    logit_solve(m, right, out);
    return sqrt(out[term]);
}

/*
 * The table of a named group and the rest: a and b of the group answered and
 * did not, c and d of the rest. The intercept is log(c / d), the group's term
 * the log of the odds ratio, log(a d / (b c)), and their standard errors are
 * sqrt(1/c + 1/d) and sqrt(1/a + 1/b + 1/c + 1/d) (Woolf, Annals of Human
 * Genetics 19, 1955).
 */
static void two_groups_give_the_log_odds_ratio_and_its_error(void **state)
{
    (void)state;
    static const double tables[][4] = {{30, 70, 50, 50},
                                       {1, 1, 1, 1},
                                       {3, 17, 900, 80},
                                       {1, 99999, 5, 3},
                                       {7, 2, 60000, 1}};
    for (size_t i = 0; i < COUNT_OF(tables); i++) {
        double a = tables[i][0], b = tables[i][1];
        double c = tables[i][2], d = tables[i][3];
        static const uint32_t group[] = {0};
        const struct response_cell cells[] = {
            {group, 1, (int64_t)(a + b), (int64_t)a},
            {NULL, 0, (int64_t)(c + d), (int64_t)c}};
        struct lent l;
        begin(&l, cells, 2, 1);
        logit_add(&l.m, 0);
        fit(&l);
        assert_near(l.m.beta[0], log(c / d), 1e-6);
        assert_near(l.m.beta[1], log(a * d / (b * c)), 1e-6);
        assert_near(error_of(&l.m, 0) / sqrt(1 / c + 1 / d), 1, 1e-6);
        assert_near(error_of(&l.m, 1) / sqrt(1 / a + 1 / b + 1 / c + 1 / d), 1,
                    1e-6);
        end(&l);
    }
}

/* Without any group, 36 of 90: log(36 / 54), error sqrt(1/36 + 1/54). */
static void the_intercept_alone_is_the_log_odds_of_all(void **state)
{
    (void)state;
    static const uint32_t group[] = {0, 1};
    static const struct response_cell cells[] = {
        {group, 2, 40, 30}, {group + 1, 1, 40, 6}, {NULL, 0, 10, 0}};
    struct lent l;
    begin(&l, cells, 3, 2);
    fit(&l);
    assert_near(l.m.beta[0], log(36 / 54.0), 1e-9);
    assert_near(error_of(&l.m, 0), sqrt(1 / 36.0 + 1 / 54.0), 1e-9);
    /* 30 of 40 where 16 were expected, with a variance of 40 * .4 * .6. */
    double beyond, variance;
    logit_residual(&l.m, &cells[0], &beyond, &variance);
    assert_near(beyond, 14, 1e-8);
    assert_near(variance, 9.6, 1e-8);
    end(&l);
}

/*
 * AIDS symptoms by immediate use of AZT and by race (Agresti, Categorical Data
 * Analysis, 2nd edition, 2002, tables 5.5 and 5.6): of white patients 14 of
 * 107 with AZT and 32 of 113 without, of black ones 11 of 63 and 12 of 55.
 * Estimates -1.0736, -0.7195 (AZT) and 0.0555 (white), standard errors 0.2629,
 * 0.2790 and 0.2886, fitted shares .150, .265, .143 and .255.
 */
static const uint32_t azt_white[] = {0, 1}, azt[] = {0}, white[] = {1};
static const struct response_cell patients[] = {{azt_white, 2, 107, 14},
                                                {white, 1, 113, 32},
                                                {azt, 1, 63, 11},
                                                {NULL, 0, 55, 12}};

static void a_fit_in_print_is_found_again(void **state)
{
    (void)state;
    static const double beta[] = {-1.0736, -0.7195, 0.0555};
    static const double error[] = {0.2629, 0.2790, 0.2886};
    static const double share[] = {0.150, 0.265, 0.143, 0.255};
    struct lent l;
    begin(&l, patients, 4, 2);
    logit_add(&l.m, 0);
    logit_add(&l.m, 1);
    fit(&l);
    for (size_t t = 0; t < 3; t++) {
        assert_near(l.m.beta[t], beta[t], 5.1e-5);
        assert_near(error_of(&l.m, t), error[t], 5.1e-5);
    }
    for (size_t i = 0; i < 4; i++) {
        double beyond, variance, n = (double)patients[i].members;
        logit_residual(&l.m, &patients[i], &beyond, &variance);
        double p = ((double)patients[i].respondents - beyond) / n;
        assert_near(p, share[i], 5.1e-4);
        assert_near(variance, n * p * (1 - p), 1e-9);
    }
    end(&l);
}

static void groups_in_another_order_change_places_alone(void **state)
{
    (void)state;
    struct lent one, other;
    begin(&one, patients, 4, 2);
    logit_add(&one.m, 0);
    logit_add(&one.m, 1);
    fit(&one);
    begin(&other, patients, 4, 2);
    logit_add(&other.m, 1);
    fit(&other);
    logit_add(&other.m, 0); /* goes on from where it stands */
    fit(&other);
    assert_near(other.m.beta[0], one.m.beta[0], 1e-9);
    assert_near(other.m.beta[1], one.m.beta[2], 1e-9);
    assert_near(other.m.beta[2], one.m.beta[1], 1e-9);
    assert_near(error_of(&other.m, 2), error_of(&one.m, 1), 1e-9);
    end(&one);
    end(&other);
}

static void groups_come_in_and_go_out_in_any_order(void **state)
{
    (void)state;
    struct lent l;
    begin(&l, NULL, 0, 8);
    static const size_t groups[] = {5, 2, 7, 0};
    for (size_t i = 0; i < 4; i++) {
        logit_add(&l.m, groups[i]);
        assert_near(l.m.beta[i + 1], 0, 0);
        l.m.beta[i + 1] = (double)groups[i] + 100;
    }
    assert_int_equal(l.m.terms, 5);
    logit_drop(&l.m, 2);
    assert_int_equal(l.m.terms, 4);
    assert_int_equal(l.term[2], 0);
    static const size_t left[] = {5, 7, 0};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(l.m.named[i], left[i]);
        assert_int_equal(l.term[left[i]], i + 1);
        assert_near(l.m.beta[i + 1], (double)left[i] + 100, 0);
    }
    logit_drop(&l.m, 0);
    logit_drop(&l.m, 5);
    assert_int_equal(l.m.terms, 2);
    assert_int_equal(l.m.named[0], 7);
    assert_int_equal(l.term[7], 1);
    assert_int_equal(l.term[0] + l.term[5], 0);
    logit_drop(&l.m, 7);
    assert_int_equal(l.m.terms, 1);
    /* As many as may be named. */
    for (size_t g = 0; g < LOGIT_NAMED; g++) {
        logit_add(&l.m, g + 8);
        assert_near(l.m.beta[g + 1], 0, 0); /* nothing is left of before */
    }
    assert_int_equal(l.m.terms, LOGIT_TERMS);
    assert_int_equal(l.term[7 + LOGIT_NAMED], LOGIT_NAMED);
}

static void a_cell_has_the_terms_of_its_named_groups(void **state)
{
    (void)state;
    static const uint32_t of_cell[] = {1, 4, 6};
    static const struct response_cell cell = {of_cell, 3, 10, 5};
    static const double want[] = {1, 1, 0, 1};
    struct lent l;
    double x[LOGIT_TERMS] = {9, 9, 9, 9, 9};
    begin(&l, &cell, 1, 7);
    logit_add(&l.m, 6);
    logit_add(&l.m, 3);
    logit_add(&l.m, 1);
    logit_terms(&l.m, &cell, x);
    assert_memory_equal(x, want, sizeof want);
    assert_near(x[4], 9, 0); /* nothing behind them */
    /* Log odds -1 + 2 + 0.5 = 1.5: p = 1 / (1 + e^-1.5) = 0.8175744762. */
    l.m.beta[0] = -1, l.m.beta[1] = 2, l.m.beta[2] = 64, l.m.beta[3] = 0.5;
    double beyond, variance;
    logit_residual(&l.m, &cell, &beyond, &variance);
    assert_near(beyond, 5 - 8.175744762, 1e-9);
    assert_near(variance, 10 * 0.8175744762 * 0.1824255238, 1e-9);
}

/*
 * Nobody of 20 answered, 50 of the other 100. The rest has log odds 0. In the
 * group 20 p stands against the penalty: 20 e^-x = 1e-9 x but for p's tail, so
 * x e^x = 2e10, x = 20.6889 (20.6889 * e^20.6889 = 2.000e10).
 */
static void a_group_that_nobody_answered_in_stays_finite(void **state)
{
    (void)state;
    static const uint32_t group[] = {0};
    static const int64_t answered[] = {0, 20};
    for (size_t i = 0; i < 2; i++) {
        const struct response_cell cells[] = {{group, 1, 20, answered[i]},
                                              {NULL, 0, 100, 50}};
        struct lent l;
        begin(&l, cells, 2, 1);
        logit_add(&l.m, 0);
        fit(&l);
        assert_near(l.m.beta[0], 0, 1e-7);
        assert_near(l.m.beta[1], i == 0 ? -20.6889 : 20.6889, 1e-3);
        end(&l);
    }
}

/* Odds as far out as they go: nothing overflows, and nothing cancels. */
static void residuals_at_the_ends_keep_their_digits(void **state)
{
    (void)state;
    static const struct {
        double odds;
        int64_t answered;
        double beyond, variance;
    } cases[] = {
        {0, 7, 2, 2.5},
        /* e^-40 = 4.248354255e-18: of 10 expected, all but 10 e^-40. */
        {40, 10, 4.248354255e-17, 4.248354255e-17},
        {-40, 0, -4.248354255e-17, 4.248354255e-17},
        {40, 0, -10, 4.248354255e-17},
        {1000, 10, 0, 0},
        {-1000, 0, 0, 0},
        {1000, 0, -10, 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct response_cell cell = {NULL, 0, 10, cases[i].answered};
        struct lent l;
        double beyond, variance;
        begin(&l, &cell, 1, 0);
        l.m.beta[0] = cases[i].odds;
        logit_residual(&l.m, &cell, &beyond, &variance);
        assert_near(beyond, cases[i].beyond, 1e-9 * fabs(cases[i].beyond));
        assert_near(variance, cases[i].variance, 1e-9 * cases[i].variance);
    }
}

/* Newton's full step from here would go beyond all bounds. */
static void a_fit_comes_back_from_far_away(void **state)
{
    (void)state;
    static const double starts[][3] = {
        {30, 0, 0}, {-30, 0, 0}, {5, -40, 40}, {-15, 20, 9}};
    for (size_t i = 0; i < COUNT_OF(starts); i++) {
        struct lent l;
        begin(&l, patients, 4, 2);
        logit_add(&l.m, 0);
        logit_add(&l.m, 1);
        memcpy(l.m.beta, starts[i], sizeof starts[i]);
        fit(&l);
        assert_near(l.m.beta[0], -1.0736, 5.1e-5);
        assert_near(l.m.beta[1], -0.7195, 5.1e-5);
        end(&l);
    }
}

static void no_members_at_all_leave_everything_at_zero(void **state)
{
    (void)state;
    static const uint32_t group[] = {0};
    static const struct response_cell none = {group, 1, 0, 0};
    for (size_t count = 0; count < 2; count++) {
        struct lent l;
        begin(&l, &none, count, 1);
        logit_add(&l.m, 0);
        fit(&l);
        assert_near(l.m.beta[0], 0, 0);
        assert_near(l.m.beta[1], 0, 0);
        end(&l);
    }
}

/* Two groups of the same members share their term, by the penalty. */
static void groups_of_the_same_members_share_or_fail(void **state)
{
    (void)state;
    static const uint32_t both[] = {0, 1};
    static const struct response_cell cells[] = {{both, 2, 100, 30},
                                                 {NULL, 0, 100, 50}};
    struct lent l;
    struct diag d = {0};
    begin(&l, cells, 2, 2);
    logit_add(&l.m, 0);
    logit_add(&l.m, 1);
    if (logit_fit(&l.m, &d) == 0)
        assert_near(l.m.beta[1] + l.m.beta[2], log(3 / 7.0), 1e-6);
    else
        assert_non_null(strstr(d.text, "cannot be told apart"));
    end(&l);
}

static int quieten(void **state)
{
    (void)state;
    gsl_set_error_handler_off();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_groups_give_the_log_odds_ratio_and_its_error),
        cmocka_unit_test(the_intercept_alone_is_the_log_odds_of_all),
        cmocka_unit_test(a_fit_in_print_is_found_again),
        cmocka_unit_test(groups_in_another_order_change_places_alone),
        cmocka_unit_test(groups_come_in_and_go_out_in_any_order),
        cmocka_unit_test(a_cell_has_the_terms_of_its_named_groups),
        cmocka_unit_test(a_group_that_nobody_answered_in_stays_finite),
        cmocka_unit_test(residuals_at_the_ends_keep_their_digits),
        cmocka_unit_test(a_fit_comes_back_from_far_away),
        cmocka_unit_test(no_members_at_all_leave_everything_at_zero),
        cmocka_unit_test(groups_of_the_same_members_share_or_fail),
    };
    return cmocka_run_group_tests_name("math_logit", tests, quieten, NULL);
}
