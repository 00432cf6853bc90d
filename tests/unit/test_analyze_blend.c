/* test_analyze_blend.c - the parts of a score are exact. */
#include "analyze/math/mixhash.h"
#include "analyze/math/rowsum.h"
#include "analyze/recommend/blend.h"

#include "tests/unit/math_near.h"

#include <math.h>

/*
 * A history of hashed courses: the parts of what was taken sum to the history's
 * part, and with B, w and the scale as they are, leaving one out takes just its
 * part away.
 */
static void parts_are_exact_and_additive(void **state)
{
    (void)state;
    enum { N = 40, TAKEN = 12, MEMBERS = 200 };
    struct gram g;
    struct diag d = {0};
    struct blend b = {.n_courses = N, .settings.value[SETTING_KAPPA] = .55};
    uint32_t taken[N];
    double weight[N], one[N], raw[N];
    assert_int_equal(gram_open(&g, N, &d), 0);
    for (size_t m = 0; m < MEMBERS; m++) {
        size_t count = 0;
        for (uint32_t c = 0; c < N; c++)
            if (mixhash_below(4, m, c, 1) == 0)
                taken[count++] = c;
        assert_int_equal(gram_add(&g, taken, count, &d), 0);
    }
    struct ease_options o = {.lambda = 5};
    assert_int_equal(ease_fit(&b.ease, &g, &o, &d), 0);
    for (uint32_t i = 0; i < TAKEN; i++) {
        taken[i] = 3 * i;
        weight[i] = exp(-(double)i / 5);
    }
    rowsum(b.ease.weights, N, taken, weight, TAKEN, raw);
    struct blend_scores s = {.history_scale = .731};
    struct blend_member m = {0, taken, weight, TAKEN};
    for (size_t c = 0; c < N; c++) {
        double whole = s.history_scale * raw[c], sum = 0, size = 0;
        for (size_t i = 0; i < TAKEN; i++) {
            double part = blend_part_of(&b, &s, &m, i, c);
            sum += part;
            size += fabs(part);
            /* without the i-th */
            uint32_t others[N];
            double of_others[N];
            size_t kept = 0;
            for (size_t j = 0; j < TAKEN; j++)
                if (j != i) {
                    others[kept] = taken[j];
                    of_others[kept++] = weight[j];
                }
            rowsum(b.ease.weights, N, others, of_others, kept, one);
            assert_near(whole - s.history_scale * one[c], part,
                        1e-12 * (size + fabs(whole)));
        }
        assert_near(sum, whole, 1e-12 * size);
    }
    ease_free(&b.ease);
    gram_close(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_exact_and_additive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
