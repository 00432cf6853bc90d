/*
 * test_math_mixture.c - what a mixture says of rows, worked by hand or by
 * another way of computing it; conformance has the numbers of other programs.
 */
#include "analyze/math/cholesky.h"
#include "analyze/math/level.h"
#include "analyze/math/mixhash.h"
#include "analyze/math/mixture_fit.h"
#include "lib/mem.h"

#include "tests/unit/math_near.h"

#include <stdlib.h>
#include <string.h>

enum { SCALES = 6, TICKS = 2, STATES = 5 };

/*
 * N rows of two kinds that differ in three items and a tick; each answer is
 * missing with chance LACK. Of numbers from hashes.
 */
static void make_rows(struct coded *c, size_t n, double lack)
{
    static const uint16_t states[SCALES + TICKS] = {5, 5, 5, 5, 5, 5, 2, 2};
    struct diag d = {0};
    assert_int_equal(coded_open(c, n, SCALES, TICKS, 1, states, &d), 0);
    for (size_t cell = 0; cell < c->scale_cells; cell++)
        c->value[cell] = (double)(cell % (STATES + 1)) + 1;
    for (size_t i = 0; i < n; i++) {
        double level = 2 * mixhash_uniform(90, i, 7);
        for (size_t j = 0; j < SCALES; j++) {
            double kind = i % 3 == 0 && j < 3 ? 1.6 : 0;
            double x = level + kind + 2 * mixhash_uniform(j, i, 7);
            c->code[i * c->width + j] = (uint8_t)(x < 4.99 ? x : 4.99);
            if (mixhash_uniform(20 + j, i, 7) < lack)
                c->code[i * c->width + j] = STATES;
        }
        for (size_t t = 0; t < TICKS; t++)
            c->code[i * c->width + SCALES + t] =
                mixhash_uniform(40 + t, i, 7) < (i % 3 == 0 ? 0.8 : 0.3);
        c->real[i] = mixhash_uniform(50, i, 7) < lack
                         ? NAN
                         : mixhash_uniform(51, i, 7) + level / 2;
    }
    assert_int_equal(coded_finish(c, &d), 0);
}

/* A mixture of two, away from any top. */
static void make_mixture(struct mixture *m, const struct coded *c)
{
    mixture_open(m, c, 2);
    for (size_t k = 0; k < 2; k++) {
        m->share[k] = k == 0 ? 0.6 : 0.4;
        for (size_t j = 0; j < m->dims; j++)
            m->mean[k * m->dims + j] = (k == 0 ? -0.3 : 0.5) + 0.1 * (double)j;
        for (size_t cell = 0; cell < m->cells; cell++)
            m->chance[k * m->cells + cell] = cell % 3 == 2 ? 1
                                             : (cell % 3 == 0) == (k == 0)
                                                 ? 0.7
                                                 : 0.3;
    }
    for (size_t i = 0; i < m->dims; i++)
        for (size_t j = 0; j < m->dims; j++)
            m->cov[i * m->dims + j] = i == j ? 0.9 : 0.35;
}

/* ln of the density of what PLACE has in class K, by its own Cholesky. */
static double density(const struct mixture *m, const struct coded *c,
                      size_t place, size_t k)
{
    double number[CODED_DIMS], s[64], gap[8];
    uint16_t which[CODED_DIMS], there[8];
    size_t missing = coded_missing(c, place, which), o = 0;
    coded_numbers(c, place, number);
    for (uint16_t j = 0; j < m->dims; j++) {
        bool lacks = false;
        for (size_t a = 0; a < missing; a++)
            lacks |= which[a] == j;
        if (!lacks)
            there[o++] = j;
    }
    for (size_t a = 0; a < o; a++) {
        gap[a] = number[there[a]] - m->mean[k * m->dims + there[a]];
        for (size_t b = 0; b < o; b++)
            s[a * o + b] = m->cov[there[a] * m->dims + there[b]];
    }
    assert_true(cholesky_factor(s, o, 0));
    cholesky_forward(s, o, gap, 1);
    double sum = log(m->share[k]) - cholesky_logdet(s, o) / 2 -
                 (double)o * log(2 * 3.14159265358979323846) / 2;
    for (size_t a = 0; a < o; a++)
        sum -= gap[a] * gap[a] / 2 + log(c->sd[there[a]]);
    for (size_t t = 0; t < TICKS; t++)
        sum += log(m->chance[k * m->cells + 3 * t +
                             c->code[place * c->width + SCALES + t]]);
    return sum;
}

static double loglik_by_rows(const struct mixture *m, const struct coded *c)
{
    double sum = 0;
    for (size_t i = 0; i < c->n; i++) {
        double a = density(m, c, i, 0), b = density(m, c, i, 1);
        sum += fmax(a, b) + log1p(exp(-fabs(a - b)));
    }
    return sum;
}

/* With few and with many rows a pattern, so both ways of conditioning. */
static void the_likelihood_is_that_of_what_was_answered(void **state)
{
    (void)state;
    static const double lacks[] = {0, 0.02, 0.3};
    for (size_t i = 0; i < COUNT_OF(lacks); i++) {
        struct coded c;
        struct coded_moments moments;
        struct mixture m;
        struct diag d = {0};
        struct mixture_em o = {.max_rounds = 1, .block = 128};
        make_rows(&c, 900, lacks[i]);
        assert_true(c.held > 0);
        assert_int_equal(coded_moments_make(&moments, &c, 1, 128, &d), 0);
        make_mixture(&m, &c);
        double want = loglik_by_rows(&m, &c);
        assert_int_equal(mixture_em_fit(&m, &c, &moments, &o, &d), 0);
        assert_near(m.loglik, want, 1e-9 * fabs(want));
        mixture_free(&m);
        coded_moments_free(&moments);
        coded_free(&c);
    }
}

/* Every round of EM must raise the likelihood as it is computed row by row. */
static void each_round_raises_the_likelihood(void **state)
{
    (void)state;
    struct coded c;
    struct coded_moments moments;
    struct mixture m;
    struct diag d = {0};
    struct mixture_em o = {.max_rounds = 1};
    make_rows(&c, 600, 0.2);
    assert_int_equal(coded_moments_make(&moments, &c, 1, 65536, &d), 0);
    make_mixture(&m, &c);
    double last = loglik_by_rows(&m, &c);
    for (size_t round = 0; round < 30; round++) {
        assert_int_equal(mixture_em_fit(&m, &c, &moments, &o, &d), 0);
        double now = loglik_by_rows(&m, &c);
        assert_true(now >= last - 1e-9 * fabs(last));
        last = now;
    }
    mixture_free(&m);
    coded_moments_free(&moments);
    coded_free(&c);
}

static void fit_two(struct mixture *m, struct coded *c, size_t threads)
{
    struct coded_moments moments;
    struct diag d = {0};
    struct mixture_em o = {.max_rounds = 20, .threads = threads, .block = 64};
    make_rows(c, 700, 0.2);
    assert_int_equal(coded_moments_make(&moments, c, threads, 64, &d), 0);
    make_mixture(m, c);
    assert_int_equal(mixture_em_fit(m, c, &moments, &o, &d), 0);
    coded_moments_free(&moments);
}

static void threads_do_not_change_a_bit(void **state)
{
    (void)state;
    struct mixture one, seven;
    struct coded c, e;
    fit_two(&one, &c, 1);
    fit_two(&seven, &e, 7);
    assert_memory_equal(&one.loglik, &seven.loglik, sizeof one.loglik);
    assert_memory_equal(one.mean, seven.mean, 2 * one.dims * sizeof(double));
    assert_memory_equal(one.cov, seven.cov,
                        one.dims * one.dims * sizeof(double));
    mixture_free(&one);
    mixture_free(&seven);
    coded_free(&c);
    coded_free(&e);
}

/* Two of three rows are of one kind: the classes find them. */
static void starts_find_the_kinds(void **state)
{
    (void)state;
    struct coded c;
    struct coded_moments moments;
    struct mixture_starts starts;
    struct mixture all[2] = {{0}};
    struct diag d = {0};
    struct mixture_fit o = {.starts = 8, .seed = 3, .em = {.tolerance = 1e-8}};
    make_rows(&c, 1500, 0.1);
    assert_int_equal(coded_moments_make(&moments, &c, 1, 65536, &d), 0);
    assert_int_equal(mixture_starts_make(&starts, &c, &moments, &o.em, &d), 0);
    assert_int_equal(mixture_fit_all(all, &starts, &moments, 2, &o, &d), 0);
    struct mixture_class *of = mem_array(NULL, c.n, sizeof *of);
    assert_int_equal(mixture_em_score(&all[1], &c, &o.em, of, &d), 0);
    size_t right = 0;
    for (size_t i = 0; i < c.n; i++)
        right += (of[i].best == 1) == (c.row[i] % 3 == 0);
    assert_true(right > 1425); /* 95 % */
    assert_near(all[1].share[0], 2.0 / 3, 0.03);
    assert_true(all[1].loglik > all[0].loglik);
    free(of);
    mixture_free(&all[0]);
    mixture_free(&all[1]);
    mixture_starts_free(&starts);
    coded_moments_free(&moments);
    coded_free(&c);
}

/* 2 classes, 7 numbers, 2 ticks: 1 + 2 (7 + 2) + 28 = 47. */
static void parameters_are_counted(void **state)
{
    (void)state;
    struct coded c;
    struct mixture m;
    make_rows(&c, 100, 0);
    make_mixture(&m, &c);
    assert_int_equal(mixture_parameters(&m, &c), 47);
    m.n = 100;
    m.loglik = -500;
    m.entropy = 10;
    assert_near(mixture_bic(&m, &c), 1000 + 47 * log(100), 1e-9);
    assert_near(mixture_icl(&m, &c), 1020 + 47 * log(100), 1e-9);
    assert_near(mixture_certainty(&m), 1 - 10 / (100 * log(2)), 1e-12);
    mixture_free(&m);
    coded_free(&c);
}

/*
 * Six scales, covariance .9 and .35: level (6 * .9 + 30 * .35) / 6 = 2.65 of a
 * trace of 5.4, once the classes do not differ. Classes whose means are -1 and
 * 1 on all items differ in level alone; on half of the items by 1 and -1 on the
 * others, not at all.
 */
static void level_is_told_from_shape(void **state)
{
    (void)state;
    struct coded c;
    struct mixture m;
    make_rows(&c, 100, 0);
    make_mixture(&m, &c);
    memset(m.mean, 0, 2 * m.dims * sizeof *m.mean);
    assert_near(level_of_members(&m, &c), 2.65 / 5.4, 1e-12);
    assert_true(isnan(level_of_classes(&m, &c)));
    for (size_t j = 0; j < SCALES; j++)
        m.mean[j] = 1;
    assert_near(level_of_classes(&m, &c), 1, 1e-12);
    for (size_t j = 0; j < SCALES; j++)
        m.mean[j] = j % 2 == 0 ? 1 : -1;
    assert_near(level_of_classes(&m, &c), 0, 1e-12);
    mixture_free(&m);
    coded_free(&c);
}

/*
 * A class within which an item never varies: its variance is held at that of
 * rounding, and the fit goes on.
 */
static void an_item_that_sorts_the_classes_is_no_singularity(void **state)
{
    (void)state;
    static const uint16_t states[2] = {5, 5};
    struct coded c;
    struct coded_moments moments;
    struct mixture m;
    struct diag d = {0};
    struct mixture_em o = {.tolerance = 1e-9};
    assert_int_equal(coded_open(&c, 200, 2, 0, 0, states, &d), 0);
    for (size_t cell = 0; cell < c.scale_cells; cell++)
        c.value[cell] = (double)(cell % (STATES + 1));
    for (size_t i = 0; i < 200; i++) {
        c.code[2 * i] = i % 2 == 0 ? 0 : 4;
        c.code[2 * i + 1] = (uint8_t)(mixhash(0, i, 1) % 5);
    }
    assert_int_equal(coded_finish(&c, &d), 0);
    assert_int_equal(coded_moments_make(&moments, &c, 1, 65536, &d), 0);
    mixture_open(&m, &c, 2);
    for (size_t k = 0; k < 2; k++) {
        m.share[k] = 0.5;
        m.mean[2 * k] = k == 0 ? -1 : 1;
    }
    m.cov[0] = m.cov[3] = 1;
    assert_int_equal(mixture_em_fit(&m, &c, &moments, &o, &d), 0);
    assert_true(m.ridged);
    /* A step is 1; the item's sd is 2 sqrt(200 / 199). */
    assert_near(m.cov[0], 1.0 / 12 / (4 * 200.0 / 199), 1e-12);
    mixture_free(&m);
    coded_moments_free(&moments);
    coded_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_likelihood_is_that_of_what_was_answered),
        cmocka_unit_test(each_round_raises_the_likelihood),
        cmocka_unit_test(threads_do_not_change_a_bit),
        cmocka_unit_test(starts_find_the_kinds),
        cmocka_unit_test(parameters_are_counted),
        cmocka_unit_test(level_is_told_from_shape),
        cmocka_unit_test(an_item_that_sorts_the_classes_is_no_singularity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
