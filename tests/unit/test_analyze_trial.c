/*
 * test_analyze_trial.c - the past cut in two, and settings chosen.
 *
 * Member 3 took courses 2, 0, 1 on days 10, 20, 30; member 5 course 1 on day
 * 25; member 7 courses 0 and 1 on day 5, at seconds 9 and 4.
 */
#include "analyze/recommend/trial.h"
#include "analyze/recommend/tune.h"

#include "tests/unit/math_near.h"

#include <string.h>

static struct visits three_members(void)
{
    static const struct visit three[] = {{1, 30, 0}, {2, 10, 0}, {0, 20, 0}};
    static const struct visit seven[] = {{0, 5, 9}, {1, 5, 4}};
    struct visits v;
    visits_open(&v, 8, 100);
    visits_add(&v, 3, three, 3);
    visits_add(&v, 5, &(struct visit){1, 25, -1}, 1);
    visits_add(&v, 7, seven, 2);
    return v;
}

static void a_window_knows_only_what_came_before(void **state)
{
    (void)state;
    struct visits v = three_members();
    struct trial t;
    struct trial_member m;
    struct diag d = {0};
    assert_int_equal(v.first_day, 5);
    assert_int_equal(trial_window(&t, &v, 3, 20, 30, &d), 0);
    trial_member_open(&m, 3);
    assert_int_equal(t.n_judged, 2); /* member 7 took nothing then */
    assert_int_equal(gram_at(&t.gram, 0, 1), 1);
    assert_int_equal(gram_at(&t.gram, 2, 2), 1);
    assert_int_equal(t.taken[1], 1);
    trial_member_set(&m, &t, t.judged[0]);
    assert_int_equal(m.n_known, 1);
    assert_int_equal(m.course[0], 2);
    assert_int_equal(m.age[0], 10);
    assert_int_equal(m.n_wanted, 1); /* that of day 30 is too late */
    assert_int_equal(m.wanted[0], 0);
    assert_true(m.open[0] && m.open[1] && !m.open[2]);
    trial_member_set(&m, &t, t.judged[1]);
    assert_int_equal(m.n_known, 0);
    trial_member_close(&m);
    trial_close(&t);
    visits_close(&v);
}

static void the_last_of_three_or_more_is_held_out(void **state)
{
    (void)state;
    struct visits v = three_members();
    struct trial t;
    struct diag d = {0};
    assert_int_equal(trial_last(&t, &v, 3, 40, &d), 0);
    assert_int_equal(t.n_judged, 1);
    assert_int_equal(t.judged[0], 0);
    assert_int_equal(t.known[0], 2);
    assert_int_equal(t.taken[1], 2); /* of members 5 and 7 */
    trial_close(&t);
    visits_close(&v);
}

/* Of five warm members at most two stay, spread over them; cold ones all. */
static void many_judged_are_thinned_evenly(void **state)
{
    (void)state;
    uint32_t known[] = {1, 1, 0, 1, 1, 1}, judged[] = {0, 1, 2, 3, 4, 5};
    struct trial t = {.known = known, .judged = judged, .n_judged = 6};
    trial_thin(&t, 2);
    assert_int_equal(t.n_judged, 3);
    size_t warm = 0;
    for (size_t i = 0; i < 3; i++)
        warm += known[t.judged[i]];
    assert_int_equal(warm, 2);
}

/*
 * Beta of .5 or 1, all else given: the window a year back favours .5 by 3, the
 * last favours 1 by 2: 3 / 2 < 2, so 1 is chosen. Without the last, .5 is.
 */
static void a_window_weighs_half_for_each_year(void **state)
{
    (void)state;
    struct settings s = {.value = {50, 0, 0, .55, 9, 60, 15}};
    struct tune_grid g = {.mixes = 2};
    double one[] = {3, 0}, two[] = {0, 2};
    struct tune_tally y[] = {{.mix = one, .warm = 1}, {.mix = two, .warm = 1}};
    for (enum setting i = 0; i < SETTINGS; i++) {
        g.count[i] = 1;
        g.value[i][0] = s.value[i];
    }
    g.count[SETTING_BETA] = 2;
    g.value[SETTING_BETA][0] = .5;
    g.value[SETTING_BETA][1] = 1;
    tune_choose(&s, &g, y, (const int32_t[]){366, 0}, 2);
    assert_near(s.value[SETTING_BETA], 1, 0);
    assert_near(s.value[SETTING_KAPPA], .55, 0);
    tune_choose(&s, &g, y, (const int32_t[]){0}, 1);
    assert_near(s.value[SETTING_BETA], .5, 0);
    y[0].warm = 0;
    s.value[SETTING_BETA] = 9;
    tune_choose(&s, &g, y, (const int32_t[]){0}, 1);
    assert_near(s.value[SETTING_BETA], 9, 0); /* nothing was judged */
}

/*
 * Beta of .5 or 1: .5 comes to 3. Each part alone is told of by its own sum: a
 * part is chosen where it is more than 3, the larger of the two, and history at
 * a tie; not where the study gives what the part takes.
 */
static void a_part_alone_is_chosen_where_it_does_better(void **state)
{
    (void)state;
    static const struct {
        double history, prior, beta, kappa;
        bool given; /* beta */
    } cases[] = {
        {2.9, 2.9, .5, .55, false},
        {3, 3, .5, .55, false},
        {3.1, 2, SETTING_BETA_ALONE, .55, false},
        {3.1, 3.1, SETTING_BETA_ALONE, .55, false},
        {3.1, 3.2, .5, SETTING_KAPPA_ALONE, false},
        {3.3, 3.2, .5, SETTING_KAPPA_ALONE, true},
        {3.3, 2.9, .5, .55, true},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct settings s = {.value = {50, 0, 0, .55, 9, 60, 15}};
        double mix[] = {3, 0}, history = cases[i].history;
        double prior = cases[i].prior;
        struct tune_tally y = {
            .mix = mix, .alone = {&history, &prior}, .warm = 1};
        struct tune_grid g = {.mixes = 2, .may = {!cases[i].given, true}};
        for (enum setting k = 0; k < SETTINGS; k++) {
            g.count[k] = 1;
            g.value[k][0] = s.value[k];
        }
        g.count[SETTING_BETA] = 2;
        g.value[SETTING_BETA][0] = .5;
        g.value[SETTING_BETA][1] = 1;
        tune_choose(&s, &g, &y, (const int32_t[]){0}, 1);
        assert_near(s.value[SETTING_BETA], cases[i].beta, 0);
        assert_near(s.value[SETTING_KAPPA], cases[i].kappa, 0);
    }
}

/* History alone is nothing to newcomers; what a study gives holds for all. */
static void newcomers_keep_a_beta_where_history_stands_alone(void **state)
{
    (void)state;
    struct settings s = {.value = {[SETTING_BETA] = 2}};
    assert_near(settings_newcomer_beta(&s), 2, 0);
    s.value[SETTING_BETA] = SETTING_BETA_ALONE;
    assert_near(settings_newcomer_beta(&s), 1, 0);
    s.given[SETTING_BETA] = true;
    assert_near(settings_newcomer_beta(&s), SETTING_BETA_ALONE, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_window_knows_only_what_came_before),
        cmocka_unit_test(the_last_of_three_or_more_is_held_out),
        cmocka_unit_test(many_judged_are_thinned_evenly),
        cmocka_unit_test(a_window_weighs_half_for_each_year),
        cmocka_unit_test(a_part_alone_is_chosen_where_it_does_better),
        cmocka_unit_test(newcomers_keep_a_beta_where_history_stands_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
