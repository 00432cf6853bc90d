/* test_math_mixhash.c - the hash against published SplitMix64 numbers. */
#include "analyze/math/mixhash.h"
#include "lib/attr.h"

#include "tests/unit/math_near.h"

static void is_splitmix64_on_stream_0(void **state)
{
    (void)state;
    /* The first outputs of SplitMix64 for state 1234567, as published. */
    static const uint64_t want[] = {
        UINT64_C(6457827717110365317),  UINT64_C(3203168211198807973),
        UINT64_C(9817491932198370423),  UINT64_C(4593380528125082431),
        UINT64_C(16408922859458223821),
    };
    for (uint64_t i = 0; i < COUNT_OF(want); i++)
        assert_true(mixhash(0, 1234567, i) == want[i]);
}

static void uniform_numbers_fill_the_unit_interval_evenly(void **state)
{
    (void)state;
    /* 10 classes of 10,000 expected each: sd 95, bound 5 sd. */
    int counts[10] = {0};
    for (uint64_t i = 0; i < 100000; i++) {
        double u = mixhash_uniform(i % 7, i, 3);
        assert_true(u >= 0 && u < 1);
        counts[(int)(u * 10)]++;
    }
    for (int i = 0; i < 10; i++)
        assert_in_range(counts[i], 9525, 10475);
}

static void whole_numbers_stay_below_their_limit(void **state)
{
    (void)state;
    int counts[7] = {0};
    for (uint64_t i = 0; i < 70000; i++) {
        uint64_t x = mixhash_below(7, 1, i, 9);
        assert_true(x < 7);
        counts[x]++;
    }
    /* 10,000 expected each: sd 93, bound 5 sd. */
    for (int i = 0; i < 7; i++)
        assert_in_range(counts[i], 9535, 10465);
    assert_true(mixhash_below(1, 1, 2, 3) == 0);
}

static void a_large_limit_takes_the_upper_half_of_the_product(void **state)
{
    (void)state;
    /* h * 2^63 / 2^64 = h / 2; h * (2^64 - 1) / 2^64 = h - 1 for h > 0. */
    for (uint64_t i = 0; i < 100; i++) {
        uint64_t h = mixhash(4, i, 5);
        assert_true(mixhash_below(UINT64_C(1) << 63, 4, i, 5) == h / 2);
        assert_true(mixhash_below(UINT64_MAX, 4, i, 5) == h - 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_splitmix64_on_stream_0),
        cmocka_unit_test(uniform_numbers_fill_the_unit_interval_evenly),
        cmocka_unit_test(whole_numbers_stay_below_their_limit),
        cmocka_unit_test(a_large_limit_takes_the_upper_half_of_the_product),
    };
    return cmocka_run_group_tests_name("math_mixhash", tests, NULL, NULL);
}
