/* test_analyze_stay.c - time counted once, and divided without loss. */
#include "analyze/record/stay.h"
#include "lib/attr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 12, DAY = 1440 };

static const uint32_t all[MOST] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

/* BEGINS and ENDS are minutes of day 0; session = place. */
struct time {
    int64_t begins, ends;
    int32_t minutes;
};

static int64_t unite(const struct time *time, size_t count, int64_t *kept)
{
    struct stay stay[MOST] = {0};
    for (size_t i = 0; i < count; i++)
        stay[i] = (struct stay){.session = (uint32_t)i,
                                .minutes = time[i].minutes,
                                .begins = time[i].begins,
                                .ends = time[i].ends};
    const struct stays s = {.stay = stay, .count = count};
    stays_union(&s, all, count, kept);
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += kept[i];
    return sum;
}

static void counts_the_union_of_time(void **state)
{
    (void)state;
    static const struct {
        size_t count;
        struct time time[4];
        int64_t kept[4];
    } cases[] = {
        /* apart, and one after the other */
        {2, {{540, 600, 60}, {660, 720, 60}}, {60, 60}},
        {2, {{540, 600, 60}, {600, 660, 60}}, {60, 60}},
        /* 9-12 and 11-13: the first one keeps the hour */
        {2, {{540, 720, 180}, {660, 780, 120}}, {180, 60}},
        {2, {{660, 780, 120}, {540, 720, 180}}, {60, 180}},
        /* the same time twice, and one inside of the other */
        {2, {{540, 720, 180}, {540, 720, 180}}, {180, 0}},
        {2, {{540, 720, 180}, {600, 660, 60}}, {180, 0}},
        /* 9-17 with two hours credited, 10-11 with all of it: the latter is
         * denser and stays whole; 7 of 8 hours of the former: 105 */
        {2, {{540, 1020, 120}, {600, 660, 60}}, {105, 60}},
        /* a chain: 9-11, 10-12, 11-13 are 4 hours */
        {3, {{540, 660, 120}, {600, 720, 120}, {660, 780, 120}}, {120, 60, 60}},
        /* no time known, or no minutes: nothing is shared */
        {3,
         {{STAY_NO_TIME, STAY_NO_TIME, 50}, {540, 720, 180}, {540, 720, -1}},
         {50, 180, 0}},
        /* 3 hours with 100 credited, the last of them shared with a denser
         * hour: 66.67 and 60 are 126 together */
        {2, {{540, 720, 100}, {660, 720, 60}}, {66, 60}},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        int64_t kept[MOST];
        unite(cases[i].time, cases[i].count, kept);
        for (size_t k = 0; k < cases[i].count; k++)
            if (kept[k] != cases[i].kept[k])
                fail_msg("case %zu, stay %zu: %lld, by hand %lld", i, k,
                         (long long)kept[k], (long long)cases[i].kept[k]);
    }
}

/* A sequence that looks random and is the same everywhere. */
static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

static void one_stay_more_never_makes_the_sum_less(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 20000; round++) {
        struct time time[MOST];
        int64_t kept[MOST], sum = 0;
        for (size_t n = 0; n < MOST; n++) {
            int64_t begins = next(&seed) % 600, length = 1 + next(&seed) % 200;
            time[n] = (struct time){begins, begins + length,
                                    (int32_t)(next(&seed) % (uint32_t)length)};
            int64_t more = unite(time, n + 1, kept);
            assert_true(more >= sum);
            for (size_t i = 0; i <= n; i++)
                assert_true(kept[i] >= 0);
            sum = more;
        }
    }
}

static void parts_of_a_stay_add_up_to_it(void **state)
{
    (void)state;
    uint32_t seed = 11;
    for (int round = 0; round < 20000; round++) {
        int64_t begins = next(&seed) % (5 * DAY);
        struct stay s = {.begins = begins,
                         .ends = begins + 1 + next(&seed) % (4 * DAY)};
        int64_t amount = next(&seed) % 3000, sum = 0;
        for (int32_t day = 0; day < 10; day++) {
            int64_t part = stay_part(&s, amount, day, day);
            assert_true(part >= 0);
            sum += part;
        }
        assert_int_equal(sum, amount);
        assert_int_equal(stay_part(&s, amount, INT32_MIN, INT32_MAX), amount);
    }
}

static void minutes_without_a_time_belong_to_their_day(void **state)
{
    (void)state;
    const struct stay s = {
        .day = 5, .begins = STAY_NO_TIME, .ends = STAY_NO_TIME};
    assert_int_equal(stay_part(&s, 30, 0, 4), 0);
    assert_int_equal(stay_part(&s, 30, 5, 5), 30);
    assert_int_equal(stay_part(&s, 30, 6, 4), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_the_union_of_time),
        cmocka_unit_test(one_stay_more_never_makes_the_sum_less),
        cmocka_unit_test(parts_of_a_stay_add_up_to_it),
        cmocka_unit_test(minutes_without_a_time_belong_to_their_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
