/* test_math_box.c - the box of a cloud, against axes worked out by hand. */
#include "analyze/math/box.h"
#include "analyze/math/mixhash.h"

#include "tests/unit/math_near.h"

#include <gsl/gsl_errno.h>
#include <stdlib.h>
#include <string.h>

static struct box find(const double *values, size_t count, size_t dim)
{
    struct box box;
    struct diag d = {0};
    if (box_find(&box, (struct rows){values, count, dim}, &d) != 0)
        fail_msg("%s", d.text);
    assert_int_equal(box.axes->size1, dim);
    assert_int_equal(box.axes->size2, dim);
    return box;
}

static double axis_of(const struct box *box, size_t row, size_t axis)
{
    return gsl_matrix_get(box->axes, row, axis);
}

static double length_of(const struct box *box, size_t axis)
{
    double sum = 0;
    for (size_t i = 0; i < box->axes->size1; i++)
        sum += axis_of(box, i, axis) * axis_of(box, i, axis);
    return sqrt(sum);
}

/*
 * Six points about (10, 20): along (3, 4) / 5, at -10, 0 and 10 from it, and
 * along (-4, 3) / 5 at -5, 0 and 5. So the variances along these two are
 * 200 / 5 = 40 and 50 / 5 = 10, and half the widths of the box sqrt(3 * 40) =
 * 10.954451 and sqrt(3 * 10) = 5.477226, in these directions but for a sign.
 */
static const double cross[] = {16, 28, 4, 12, 6, 23, 14, 17, 10, 20, 10, 20};

static void expect_arms(const double *points, double bound)
{
    struct box box = find(points, 6, 2);
    size_t wide = length_of(&box, 0) > length_of(&box, 1) ? 0 : 1;
    double sign = axis_of(&box, 0, wide) > 0 ? 1 : -1;
    assert_near(sign * axis_of(&box, 0, wide), 10.9544511501 * 0.6, bound);
    assert_near(sign * axis_of(&box, 1, wide), 10.9544511501 * 0.8, bound);
    sign = axis_of(&box, 1, 1 - wide) > 0 ? 1 : -1;
    assert_near(sign * axis_of(&box, 0, 1 - wide), 5.47722557505 * -0.8, bound);
    assert_near(sign * axis_of(&box, 1, 1 - wide), 5.47722557505 * 0.6, bound);
    box_free(&box);
    assert_null(box.axes);
    box_free(&box);
}

static void the_axes_of_a_cross_are_its_arms(void **state)
{
    (void)state;
    expect_arms(cross, 1e-9);
}

/* Where neighbouring numbers are 1.5e-8 apart. */
static void a_cloud_far_from_zero_has_the_same_axes(void **state)
{
    (void)state;
    double far[12];
    for (size_t i = 0; i < 12; i++)
        far[i] = cross[i] + 123456789.3;
    expect_arms(far, 1e-6);
}

/* 1, 2, 3, 4 about 2.5: variance (2.25 + .25 + .25 + 2.25) / 3 = 5 / 3. */
static void one_column_has_its_own_variance(void **state)
{
    (void)state;
    static const double x[] = {1, 2, 3, 4}, far[] = {1e8 + 1, 1e8 + 3};
    struct box box = find(x, 4, 1);
    assert_near(fabs(axis_of(&box, 0, 0)), sqrt(5), 1e-14);
    box_free(&box);
    /* Two rows are enough, wherever they lie: variance 2. */
    box = find(far, 2, 1);
    assert_near(fabs(axis_of(&box, 0, 0)), sqrt(6), 1e-14);
    box_free(&box);
}

/* Points on a line: the width across is 0, and rounding makes it no NaN. */
static void points_on_a_line_have_a_box_without_breadth(void **state)
{
    (void)state;
    double line[7 * 3], drawn[50 * 3];
    for (size_t i = 0; i < 7; i++)
        for (size_t j = 0; j < 3; j++)
            line[i * 3 + j] = 0.1 * (double)i * (double)(j + 1);
    struct box box = find(line, 7, 3);
    box_draw(&box, 50, 1, drawn);
    for (size_t i = 0; i < 50; i++) {
        assert_near(drawn[i * 3 + 1], 2 * drawn[i * 3], 1e-7);
        assert_near(drawn[i * 3 + 2], 3 * drawn[i * 3], 1e-7);
    }
    box_free(&box);

    /* In these every direction but one is rounding. */
    for (uint64_t seed = 0; seed < 50; seed++) {
        for (size_t i = 0; i < 7; i++)
            for (size_t j = 0; j < 3; j++)
                line[i * 3 + j] =
                    mixhash_uniform(1, i, seed) * mixhash_uniform(2, j, seed);
        box = find(line, 7, 3);
        box_draw(&box, 50, 1, drawn);
        for (size_t i = 0; i < 150; i++)
            assert_true(fabs(drawn[i]) < 2);
        box_free(&box);
    }
}

static void equal_points_have_a_box_of_one_point(void **state)
{
    (void)state;
    double drawn[50 * 2];
    static const double equal[] = {7, 8, 7, 8, 7, 8};
    struct box box = find(equal, 3, 2);
    box_draw(&box, 50, 1, drawn);
    for (size_t i = 0; i < 100; i++)
        assert_near(drawn[i], 0, 1e-12);
    box_free(&box);
}

/*
 * Whatever the order and the signs of the axes, the sum of their products is 3
 * times the covariance, here of 40 rows of 4 numbers that hang together.
 */
static void the_axes_hold_the_whole_covariance(void **state)
{
    (void)state;
    enum { ROWS = 40, DIM = 4 };
    double v[ROWS * DIM], mean[DIM] = {0};
    for (size_t i = 0; i < ROWS * DIM; i++) {
        v[i] = mixhash_uniform(1, i, 1) + (double)(i % DIM) * 5;
        if (i % DIM > 0)
            v[i] += 0.7 * v[i - 1];
        mean[i % DIM] += v[i] / ROWS;
    }
    struct box box = find(v, ROWS, DIM);
    for (size_t a = 0; a < DIM; a++)
        for (size_t b = 0; b < DIM; b++) {
            double covariance = 0, product = 0, across = 0;
            for (size_t i = 0; i < ROWS; i++)
                covariance += (v[i * DIM + a] - mean[a]) *
                              (v[i * DIM + b] - mean[b]) / (ROWS - 1);
            for (size_t i = 0; i < DIM; i++) {
                product += axis_of(&box, a, i) * axis_of(&box, b, i);
                across += axis_of(&box, i, a) * axis_of(&box, i, b);
            }
            assert_near(product, 3 * covariance, 1e-12);
            if (a != b) /* at right angles */
                assert_near(across, 0, 1e-12);
        }
    box_free(&box);
}

/* A box made by hand: 4 along (3, 4) / 5 and 1 along (-4, 3) / 5. */
static struct box tilted(void)
{
    struct box box = {gsl_matrix_alloc(2, 2)};
    assert_non_null(box.axes);
    gsl_matrix_set(box.axes, 0, 0, 2.4);
    gsl_matrix_set(box.axes, 1, 0, 3.2);
    gsl_matrix_set(box.axes, 0, 1, -0.8);
    gsl_matrix_set(box.axes, 1, 1, 0.6);
    return box;
}

/*
 * Even over an interval of half width w: mean 0, variance w^2 / 3. Of 20000
 * rows, the mean lies within 5 standard errors, w * 5 / sqrt(3 * 20000) =
 * .0204 w, and the variance within 5 of its own, w^2 / 3 * 5 * sqrt(.8 / 20000)
 * = .0316 of it (the kurtosis is 1.8).
 */
static void draws_are_even_within_the_box(void **state)
{
    (void)state;
    enum { COUNT = 20000 };
    static const double widths[] = {4, 1};
    double *drawn = malloc(COUNT * 2 * sizeof *drawn);
    double sums[2] = {0}, squares[2] = {0}, product = 0;
    size_t quarters[2][4] = {{0}};
    struct box box = tilted();
    box_draw(&box, COUNT, 3, drawn);
    for (size_t i = 0; i < COUNT; i++) {
        double x = drawn[2 * i], y = drawn[2 * i + 1];
        double along[] = {0.6 * x + 0.8 * y, -0.8 * x + 0.6 * y};
        for (size_t a = 0; a < 2; a++) {
            double place = along[a] / widths[a];
            assert_true(fabs(place) <= 1 + 1e-12);
            quarters[a][(size_t)fmin(3, fmax(0, 2 * (place + 1)))]++;
            sums[a] += place / COUNT;
            squares[a] += place * place / COUNT;
        }
        product += along[0] * along[1] / 4 / COUNT;
    }
    for (size_t a = 0; a < 2; a++) {
        assert_near(sums[a], 0, 0.0204);
        assert_near(squares[a], 1 / 3.0, 0.0316 / 3);
        /* sqrt(20000 * 1/4 * 3/4) = 61.2 */
        for (size_t q = 0; q < 4; q++)
            assert_near((double)quarters[a][q], COUNT / 4.0, 5 * 61.3);
    }
    /* One axis does not follow the other: variance of the product 1 / 9. */
    assert_near(product, 0, 5 / 3.0 / sqrt(COUNT));
    box_free(&box);
    free(drawn);
}

static void a_row_depends_on_its_number_and_the_seed_alone(void **state)
{
    (void)state;
    double few[2 * 5], many[2 * 50], other[2 * 5];
    struct box box = tilted();
    box_draw(&box, 5, 9, few);
    box_draw(&box, 50, 9, many);
    box_draw(&box, 5, 10, other);
    assert_memory_equal(few, many, sizeof few);
    for (size_t i = 0; i < 10; i++) {
        assert_true(few[i] != other[i]);
        for (size_t j = 0; j < i; j++)
            assert_true(few[i] != few[j]);
    }
    box_draw(&box, 0, 9, NULL);
    box_free(&box);
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
        cmocka_unit_test(the_axes_of_a_cross_are_its_arms),
        cmocka_unit_test(a_cloud_far_from_zero_has_the_same_axes),
        cmocka_unit_test(one_column_has_its_own_variance),
        cmocka_unit_test(points_on_a_line_have_a_box_without_breadth),
        cmocka_unit_test(equal_points_have_a_box_of_one_point),
        cmocka_unit_test(the_axes_hold_the_whole_covariance),
        cmocka_unit_test(draws_are_even_within_the_box),
        cmocka_unit_test(a_row_depends_on_its_number_and_the_seed_alone),
    };
    return cmocka_run_group_tests_name("math_box", tests, quieten, NULL);
}
