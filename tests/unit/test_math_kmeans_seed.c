/* test_math_kmeans_seed.c - first centres are different rows, drawn by chance.
 */
#include "analyze/math/kmeans_seed.h"

#include "tests/unit/math_near.h"

static gsl_rng *make_rng(unsigned long seed)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, seed);
    return rng;
}

static void no_two_centres_are_alike(void **state)
{
    (void)state;
    static const double x[] = {1, 1, 1, 1, 1, 1, 2, 2, 3, 1};
    struct rows rows = {x, 10, 1};
    for (unsigned long seed = 0; seed < 200; seed++) {
        gsl_rng *rng = make_rng(seed);
        double c[3];
        struct diag d = {0};
        assert_int_equal(kmeans_seed(c, 3, rows, 1, rng, &d), 0);
        assert_near(c[0] + c[1] + c[2], 6, 0);
        assert_near(c[0] * c[1] * c[2], 6, 0);
        gsl_rng_free(rng);
    }
}

static void centres_are_whole_rows(void **state)
{
    (void)state;
    static const double xy[] = {1, 10, 2, 20, 3, 30};
    struct rows rows = {xy, 3, 2};
    gsl_rng *rng = make_rng(4);
    double c[6];
    struct diag d = {0};
    assert_int_equal(kmeans_seed(c, 3, rows, 1, rng, &d), 0);
    for (size_t i = 0; i < 3; i++)
        assert_near(c[2 * i + 1], 10 * c[2 * i], 0);
    assert_near(c[0] + c[2] + c[4], 6, 0);
    gsl_rng_free(rng);
}

/*
 * Rows 0, 1 and 3: the second centre after 0 is 3 with chance 9/10, after 1
 * with 4/5, and after 3 it is never itself: 3 is a centre in
 * 1/3 (9/10 + 4/5 + 1) = 9/10 of all. Of 10,000: 9,000, sd 30, bound 5 sd.
 */
static void far_rows_are_drawn_as_often_as_they_should(void **state)
{
    (void)state;
    static const double x[] = {0, 1, 3};
    struct rows rows = {x, 3, 1};
    gsl_rng *rng = make_rng(1);
    int with_far = 0;
    for (int i = 0; i < 10000; i++) {
        double c[2];
        struct diag d = {0};
        assert_int_equal(kmeans_seed(c, 2, rows, 1, rng, &d), 0);
        with_far += c[0] == 3 || c[1] == 3;
    }
    assert_in_range(with_far, 8850, 9150);
    gsl_rng_free(rng);
}

/*
 * The same rows, the better of two draws: after 0 or 1, 3 leaves less than the
 * other does. It is no centre in 1/3 (1/100 + 1/25 + 0) = 1/60 of all. Of
 * 10,000 it is one in 9,833, sd 12.8, bound 5 sd.
 */
static void of_several_that_are_drawn_the_best_stays(void **state)
{
    (void)state;
    static const double x[] = {0, 1, 3};
    struct rows rows = {x, 3, 1};
    gsl_rng *rng = make_rng(1);
    int with_far = 0;
    for (int i = 0; i < 10000; i++) {
        double c[2];
        struct diag d = {0};
        assert_int_equal(kmeans_seed(c, 2, rows, 2, rng, &d), 0);
        with_far += c[0] == 3 || c[1] == 3;
    }
    assert_in_range(with_far, 9769, 9897);
    gsl_rng_free(rng);
}

static void too_few_different_rows_are_an_error(void **state)
{
    (void)state;
    static const double x[] = {5, 5, 6};
    struct rows rows = {x, 3, 1};
    gsl_rng *rng = make_rng(1);
    double c[3];
    struct diag d = {0};
    assert_int_equal(kmeans_seed(c, 3, rows, 1, rng, &d), -1);
    assert_string_equal(d.text, "only 2 rows differ, 3 groups asked");
    gsl_rng_free(rng);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_two_centres_are_alike),
        cmocka_unit_test(centres_are_whole_rows),
        cmocka_unit_test(far_rows_are_drawn_as_often_as_they_should),
        cmocka_unit_test(of_several_that_are_drawn_the_best_stays),
        cmocka_unit_test(too_few_different_rows_are_an_error),
    };
    return cmocka_run_group_tests_name("math_kmeans_seed", tests, NULL, NULL);
}
