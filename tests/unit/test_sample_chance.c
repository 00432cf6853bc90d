/*
 * test_sample_chance.c - sample-data/chance.h. The numbers of SplitMix64 for
 * the state 1234567 are those of the reference code by Sebastiano Vigna
 * (prng.di.unimi.it/splitmix64.c), as Rosetta Code prints them.
 */
#include "lib/attr.h"
#include "sample-data/chance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void the_bits_are_those_of_splitmix64(void **state)
{
    (void)state;
    static const uint64_t known[] = {
        UINT64_C(6457827717110365317), UINT64_C(3203168211198807973),
        UINT64_C(9817491932198370423), UINT64_C(4593380528125082431),
        UINT64_C(16408922859458223821)};
    struct chance c = {1234567};
    for (size_t i = 0; i < COUNT_OF(known); i++)
        assert_true(chance_bits(&c) == known[i]);
}

static void a_stream_depends_on_seed_use_and_whom(void **state)
{
    (void)state;
    struct chance streams[] = {
        chance_of(1, CHANCE_PERSON, 1), chance_of(2, CHANCE_PERSON, 1),
        chance_of(1, CHANCE_ANSWER, 1), chance_of(1, CHANCE_PERSON, 2)};
    struct chance again = chance_of(1, CHANCE_PERSON, 1);
    uint64_t first[COUNT_OF(streams)];
    for (size_t i = 0; i < COUNT_OF(streams); i++) {
        first[i] = chance_bits(&streams[i]);
        for (size_t j = 0; j < i; j++)
            assert_true(first[i] != first[j]);
    }
    assert_true(chance_bits(&again) == first[0]);
}

/* 60,000 throws: 10,000 each, standard deviation 91; five of them. */
static void a_die_falls_on_every_side(void **state)
{
    (void)state;
    int counts[6] = {0};
    struct chance c = chance_of(7, CHANCE_PERSON, 0);
    for (int i = 0; i < 60000; i++) {
        int32_t side = chance_below(&c, 6);
        assert_in_range(side, 0, 5);
        counts[side]++;
    }
    for (int i = 0; i < 6; i++)
        assert_in_range(counts[i], 10000 - 455, 10000 + 455);
}

static void ends_are_included(void **state)
{
    (void)state;
    bool seen[7] = {false};
    struct chance c = chance_of(7, CHANCE_PERSON, 1);
    for (int i = 0; i < 1000; i++) {
        int32_t at = chance_between(&c, -3, 3);
        assert_true(at >= -3 && at <= 3);
        seen[at + 3] = true;
    }
    for (int i = 0; i < 7; i++)
        assert_true(seen[i]);
}

/* Weights 1, 0, 3: 10,000 and 30,000 of 40,000, standard deviation 87. */
static void places_are_picked_by_weight(void **state)
{
    (void)state;
    static const uint8_t weights[] = {1, 0, 3};
    int counts[3] = {0};
    struct chance c = chance_of(7, CHANCE_PERSON, 2);
    for (int i = 0; i < 40000; i++)
        counts[chance_pick(&c, weights, 3)]++;
    assert_int_equal(counts[1], 0);
    assert_in_range(counts[0], 10000 - 435, 10000 + 435);
}

/* 10,000 of 40,000 as above. */
static void a_share_is_hit(void **state)
{
    (void)state;
    int hits = 0;
    struct chance c = chance_of(7, CHANCE_PERSON, 3);
    for (int i = 0; i < 40000; i++)
        hits += chance_hit(&c, 2500);
    assert_in_range(hits, 10000 - 435, 10000 + 435);
    assert_false(chance_hit(&c, 0));
    assert_true(chance_hit(&c, 10000));
}

/* Each of the 6 orders of three things: 10,000 of 60,000. */
static void every_order_comes_out_of_a_shuffle(void **state)
{
    (void)state;
    int counts[27] = {0};
    struct chance c = chance_of(7, CHANCE_ROSTER, 4);
    for (int i = 0; i < 60000; i++) {
        int32_t list[] = {0, 1, 2};
        chance_shuffle(&c, list, 3);
        counts[list[0] * 9 + list[1] * 3 + list[2]]++;
    }
    int orders = 0;
    for (int i = 0; i < 27; i++) {
        orders += counts[i] > 0;
        if (counts[i] > 0)
            assert_in_range(counts[i], 10000 - 455, 10000 + 455);
    }
    assert_int_equal(orders, 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bits_are_those_of_splitmix64),
        cmocka_unit_test(a_stream_depends_on_seed_use_and_whom),
        cmocka_unit_test(a_die_falls_on_every_side),
        cmocka_unit_test(ends_are_included),
        cmocka_unit_test(places_are_picked_by_weight),
        cmocka_unit_test(a_share_is_hit),
        cmocka_unit_test(every_order_comes_out_of_a_shuffle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
