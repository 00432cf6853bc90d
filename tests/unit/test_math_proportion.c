/* test_math_proportion.c - shares against closed forms and full sums. */
#include "analyze/math/proportion.h"
#include "lib/attr.h"

#include "tests/unit/math_near.h"

static const double z2 = 3.841458820694124; /* 1.96 squared, to all digits */

static void intervals_of_none_and_all_have_closed_forms(void **state)
{
    (void)state;
    struct interval w = proportion_wilson(0, 10, 0.95);
    struct interval e = proportion_exact(0, 10, 0.95);
    assert_near(w.low, 0, 0);
    assert_near(w.high, z2 / (10 + z2), 1e-12);
    assert_near(e.low, 0, 0);
    assert_near(e.high, 1 - pow(0.025, 0.1), 1e-12);
    w = proportion_wilson(10, 10, 0.95);
    e = proportion_exact(10, 10, 0.95);
    assert_near(w.high, 1, 0);
    assert_near(w.low, 10 / (10 + z2), 1e-12);
    assert_near(e.high, 1, 0);
    assert_near(e.low, pow(0.025, 0.1), 1e-12);
}

/* Mendelian inheritance, in the help of R's binom.test(): p-value 0.3825. */
static void the_exact_test_gives_what_r_prints(void **state)
{
    (void)state;
    assert_near(proportion_test(682, 925, 0.75), 0.3825, 5e-5);
    struct interval e = proportion_exact(682, 925, 0.95);
    assert_near(e.low, 0.7076683, 5e-8);
    assert_near(e.high, 0.7654066, 5e-8);
}

static double chance_of(int x, int n, double p)
{
    double chance = pow(1 - p, n);
    for (int i = 0; i < x; i++)
        chance *= (double)(n - i) / (i + 1) * p / (1 - p);
    return chance;
}

/* The definition: all results no likelier than the one seen. */
static void the_exact_test_sums_what_is_no_likelier(void **state)
{
    (void)state;
    static const double chances[] = {0.05, 0.3, 0.5, 0.62, 0.9};
    for (size_t c = 0; c < COUNT_OF(chances); c++) {
        for (int n = 1; n < 30; n += 4) {
            for (int x = 0; x <= n; x++) {
                double sum = 0, own = chance_of(x, n, chances[c]);
                for (int y = 0; y <= n; y++) {
                    double other = chance_of(y, n, chances[c]);
                    sum += other <= own * (1 + 1e-7) ? other : 0;
                }
                assert_near(proportion_test(x, n, chances[c]), sum, 1e-12);
            }
        }
    }
}

static void a_certain_chance_is_right_or_wrong(void **state)
{
    (void)state;
    assert_near(proportion_test(0, 5, 0), 1, 0);
    assert_near(proportion_test(1, 5, 0), 0, 0);
    assert_near(proportion_test(5, 5, 1), 1, 0);
    assert_near(proportion_test(4, 5, 1), 0, 0);
}

static void what_makes_no_sense_has_no_numbers(void **state)
{
    (void)state;
    static const int64_t bad[][2] = {{1, 0}, {-1, 5}, {6, 5}};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        assert_true(isnan(proportion_wilson(bad[i][0], bad[i][1], 0.95).low));
        assert_true(isnan(proportion_exact(bad[i][0], bad[i][1], 0.95).high));
        assert_true(isnan(proportion_test(bad[i][0], bad[i][1], 0.5)));
    }
    assert_true(isnan(proportion_test(1, 5, -0.1)));
}

static void margins_shrink_with_the_population(void **state)
{
    (void)state;
    assert_near(proportion_margin(0.5, 100, 0, 0.95), sqrt(z2) / 20, 1e-12);
    assert_near(proportion_margin(0.5, 100, 100, 0.95), 0, 1e-12);
    /* 1067.07 answers for 3 points, the number that every primer prints. */
    assert_near(proportion_size(0.5, 0.03, 0, 0.95), 1068, 0);
    assert_near(proportion_size(0.5, 0.03, 10, 0.95), 10, 0);
    /* Krejcie and Morgan 1970; and 8 z^2 / 4 over 7 * 0.3^2 + z^2 / 4. */
    assert_near(proportion_size(0.5, 0.05, 1000, 0.95), 278, 0);
    assert_near(proportion_size(0.5, 0.3, 8, 0.95), 5, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_of_none_and_all_have_closed_forms),
        cmocka_unit_test(the_exact_test_gives_what_r_prints),
        cmocka_unit_test(the_exact_test_sums_what_is_no_likelier),
        cmocka_unit_test(a_certain_chance_is_right_or_wrong),
        cmocka_unit_test(what_makes_no_sense_has_no_numbers),
        cmocka_unit_test(margins_shrink_with_the_population),
    };
    return cmocka_run_group_tests_name("math_proportion", tests, NULL, NULL);
}
