/* test_math_ease.c - EASE on two courses, by hand, and what it must obey. */
#include "analyze/math/ease.h"

#include "tests/unit/math_near.h"

/* Two members took both courses, a third took course 0: G = 3 2, 2 2. */
static struct gram two_courses(void)
{
    static const uint32_t both[] = {0, 1};
    struct gram g;
    struct diag d = {0};
    assert_int_equal(gram_open(&g, 2, &d), 0);
    assert_int_equal(gram_add(&g, both, 2, &d), 0);
    assert_int_equal(gram_add(&g, both, 2, &d), 0);
    assert_int_equal(gram_add(&g, both, 1, &d), 0);
    return g;
}

static struct ease fit(const struct gram *g, double lambda, double alpha,
                       const struct ease_side *side)
{
    struct ease m;
    struct diag d = {0};
    struct ease_options o = {.lambda = lambda, .alpha = alpha, .side = side};
    assert_int_equal(ease_fit(&m, g, &o, &d), 0);
    return m;
}

/* (G + I) = 4 2, 2 3: its inverse is 3 -2, -2 4, over 8. */
static void two_courses_give_what_they_give_by_hand(void **state)
{
    (void)state;
    struct gram g = two_courses();
    struct ease m = fit(&g, 1, 0, NULL);
    assert_near(ease_weight(&m, 0, 1), 2.0 / 4, 1e-15);
    assert_near(ease_weight(&m, 1, 0), 2.0 / 3, 1e-15);
    assert_near(ease_weight(&m, 0, 0), 0, 0);
    assert_near(ease_weight(&m, 1, 1), 0, 0);
    ease_free(&m);
    gram_close(&g);
}

/* With S = 1 1, 1 1 and alpha 2: 8 6, 6 7; inverse 7 -6, -6 8, over 20. */
static void side_information_counts_with_alpha_squared(void **state)
{
    (void)state;
    size_t at[] = {0, 2};
    uint32_t item[] = {0, 1};
    const struct ease_side side = {1, at, item};
    struct gram g = two_courses();
    struct ease m = fit(&g, 1, 2, &side);
    assert_near(ease_weight(&m, 0, 1), 6.0 / 8, 1e-15);
    assert_near(ease_weight(&m, 1, 0), 6.0 / 7, 1e-15);
    ease_free(&m);
    m = fit(&g, 1, 0, &side);
    assert_near(ease_weight(&m, 0, 1), 2.0 / 4, 1e-15);
    ease_free(&m);
    gram_close(&g);
}

/* Twelve items, eight of them taken, two topics over both kinds. */
static void few_topics_give_the_same_weights_as_the_whole_inverse(void **state)
{
    (void)state;
    static const uint32_t lists[][3] = {
        {0, 1, 3}, {1, 2, 3}, {0, 2, 7}, {4, 5, 6}, {3, 4, 7}};
    size_t at[] = {0, 4, 9};
    uint32_t item[] = {0, 3, 8, 9, 1, 5, 7, 9, 11};
    const struct ease_side side = {2, at, item};
    struct gram g;
    struct diag d = {0};
    assert_int_equal(gram_open(&g, 12, &d), 0);
    for (size_t i = 0; i < COUNT_OF(lists); i++)
        assert_int_equal(gram_add(&g, lists[i], 3, &d), 0);
    struct ease whole = fit(&g, 0.7, 1.5, &side), m = {0};
    struct ease plain = fit(&g, 0.7, 0, NULL);
    struct ease_base base = {0};
    assert_int_equal(ease_base_fit(&base, &g, 0.7, &d), 0);
    assert_int_equal(base.taken, 8);
    assert_int_equal(ease_extend(&m, &base, &side, 1.5, &d), 0);
    for (size_t i = 0; i < (size_t)12 * 12; i++)
        assert_near(m.weights[i], whole.weights[i], 1e-14);
    assert_true(ease_weight(&m, 3, 8) > 0); /* nobody took 8 */
    assert_int_equal(ease_extend(&m, &base, &side, 0, &d), 0); /* used again */
    assert_memory_equal(m.weights, plain.weights, sizeof(double[12 * 12]));
    ease_base_free(&base);
    ease_free(&m);
    ease_free(&whole);
    ease_free(&plain);
    gram_close(&g);
}

static void a_score_is_the_sum_of_the_weights_of_what_was_taken(void **state)
{
    (void)state;
    static const uint32_t lists[][3] = {{0, 1, 3}, {1, 2, 3}, {0, 2, 3}};
    static const uint32_t taken[] = {0, 3};
    struct gram g;
    struct diag d = {0};
    double scores[4];
    assert_int_equal(gram_open(&g, 4, &d), 0);
    for (size_t i = 0; i < COUNT_OF(lists); i++)
        assert_int_equal(gram_add(&g, lists[i], 3, &d), 0);
    struct ease m = fit(&g, 0.5, 0, NULL);
    ease_score(&m, taken, 2, scores);
    for (size_t j = 0; j < 4; j++)
        assert_near(scores[j], ease_weight(&m, 0, j) + ease_weight(&m, 3, j),
                    1e-15);
    ease_score(&m, NULL, 0, scores);
    for (size_t j = 0; j < 4; j++)
        assert_near(scores[j], 0, 0);
    ease_free(&m);
    gram_close(&g);
}

static void gsl_gives_the_same_weights_as_lapack(void **state)
{
    (void)state;
    struct gram g = two_courses();
    struct ease m, other;
    struct diag d = {0};
    struct ease_options o = {.lambda = 0.3, .by_gsl = 1};
    assert_int_equal(ease_fit(&other, &g, &o, &d), 0);
    m = fit(&g, 0.3, 0, NULL);
    for (size_t i = 0; i < 4; i++)
        assert_near(other.weights[i], m.weights[i], 1e-14);
    ease_free(&m);
    ease_free(&other);
    gram_close(&g);
}

static void courses_never_taken_have_no_weights(void **state)
{
    (void)state;
    static const uint32_t list[] = {0, 1};
    struct gram g;
    struct diag d = {0};
    assert_int_equal(gram_open(&g, 3, &d), 0);
    assert_int_equal(gram_add(&g, list, 2, &d), 0);
    struct ease m = fit(&g, 10, 0, NULL);
    for (size_t i = 0; i < 3; i++) {
        assert_near(ease_weight(&m, i, 2), 0, 0);
        assert_near(ease_weight(&m, 2, i), 0, 0);
    }
    ease_free(&m);
    gram_close(&g);
}

static void a_lambda_that_is_not_above_0_is_refused(void **state)
{
    (void)state;
    static const double bad[] = {0, -1, NAN, INFINITY};
    struct gram g = two_courses();
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct ease m;
        struct diag d = {0};
        struct ease_options o = {.lambda = bad[i]};
        assert_int_equal(ease_fit(&m, &g, &o, &d), -1);
        assert_true(d.text[0] != '\0');
        ease_free(&m);
    }
    gram_close(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_courses_give_what_they_give_by_hand),
        cmocka_unit_test(side_information_counts_with_alpha_squared),
        cmocka_unit_test(few_topics_give_the_same_weights_as_the_whole_inverse),
        cmocka_unit_test(a_score_is_the_sum_of_the_weights_of_what_was_taken),
        cmocka_unit_test(gsl_gives_the_same_weights_as_lapack),
        cmocka_unit_test(courses_never_taken_have_no_weights),
        cmocka_unit_test(a_lambda_that_is_not_above_0_is_refused),
    };
    return cmocka_run_group_tests_name("math_ease", tests, NULL, NULL);
}
