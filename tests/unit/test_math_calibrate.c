/* test_math_calibrate.c - lists mixed as wanted, by hand. */
#include "analyze/math/calibrate.h"

#include "tests/unit/math_near.h"

/* Courses 0 and 1 are of area 0, course 2 of area 1, course 3 of none. */
static const int32_t area[] = {0, 0, 1, -1};
static const double scores[] = {.9, .8, .1, .05};
static const double wanted[] = {.5, .5};

static void expect(double share, size_t k, const uint32_t *want)
{
    struct calibrate c = {area, 2, wanted, share};
    uint32_t list[] = {0, 1, 2, 3};
    calibrate_order(&c, scores, list, 4, k);
    assert_memory_equal(list, want, sizeof list);
}

static void a_share_of_0_leaves_the_order_of_the_scores(void **state)
{
    (void)state;
    expect(0, 3, (const uint32_t[]){0, 1, 2, 3});
}

/*
 * First: all of area 0 have KL = .5 ln(.5 / .995) + .5 ln(.5 / .005) = 1.958,
 * as has course 2, so the score decides: 0. Then course 2 makes the mix even,
 * KL 0: .05 against .4 - .979 for course 1.
 */
static void the_second_place_goes_to_the_area_that_is_missing(void **state)
{
    (void)state;
    expect(.5, 2, (const uint32_t[]){0, 2, 1, 3});
}

/* At a share of .1 the same step is worth .09 against .72 - .196. */
static void a_small_share_does_not_outweigh_the_score(void **state)
{
    (void)state;
    expect(.1, 2, (const uint32_t[]){0, 1, 2, 3});
}

static void without_wishes_the_scores_decide(void **state)
{
    (void)state;
    static const double none[] = {0, 0};
    struct calibrate c = {area, 2, none, .9};
    uint32_t list[] = {0, 1, 2, 3};
    calibrate_order(&c, scores, list, 4, 4);
    assert_memory_equal(list, ((const uint32_t[]){0, 1, 2, 3}), sizeof list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_share_of_0_leaves_the_order_of_the_scores),
        cmocka_unit_test(the_second_place_goes_to_the_area_that_is_missing),
        cmocka_unit_test(a_small_share_does_not_outweigh_the_score),
        cmocka_unit_test(without_wishes_the_scores_decide),
    };
    return cmocka_run_group_tests_name("math_calibrate", tests, NULL, NULL);
}
