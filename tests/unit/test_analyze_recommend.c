/*
 * test_analyze_recommend.c - four members, six courses, all by hand.
 *
 * A, B, C, D, F are self-paced; E was held in a session that is over. D builds
 * on B; F is for secretaries. C is on topic T. Taken on the as-of day: A by m1,
 * m2, m3; B by m1, m2. m3 ordered C; m4 ticked T in the questionnaire.
 *
 * EASE without topics, lambda 1: of A and B, G + I = [4 2; 2 3], its inverse
 * [3 -2; -2 4] / 8, so B_AB = (2 / 8) / (4 / 8) = 1 / 2 and B_BA = 2 / 3; all
 * others are 0. Recent takers: 3, 2, 0 ... so ln 4, ln 3, 0 over ln 4.
 *
 *   m1, m2  nothing speaks for C and D.
 *   m3      w = 1 / 1.55 = .645161. B: .645161 + .5; C: ordered, .354839.
 *   m4      w = 0. C: 1; A: .5; B: .5 * ln 3 / ln 4 = .396241.
 */
#include "analyze/math/rowsum.h"
#include "analyze/recommend/blend.h"
#include "analyze/recommend/eligible.h"
#include "analyze/recommend/recommend.h"

#include "tests/unit/world.h"

#include "tests/unit/math_near.h"

#include <stdlib.h>
#include <string.h>

static const char settings[] =
    "{\"recommend\": {\"lambda\": 1, \"topics\": 0, \"beta\": 0.5}}";

static void put_course(struct world *w, int key, const char *id, int made)
{
    world_run(w,
              "INSERT INTO course (course, course_id, title) VALUES"
              " (%d, '%s', '%s');"
              "INSERT INTO offering (offering, offering_id, course, made)"
              " VALUES (%d, 'o%s', %d, %d);"
              "INSERT INTO session (session, session_id, offering, made)"
              " VALUES (%d, 's%s', %d, %d)",
              key, id, id, key, id, key, made, key, id, key, made);
}

static void put_survey(struct world *w)
{
    world_run(w, "INSERT INTO survey (survey, survey_id, about) VALUES"
                 " (1, 'd', 'demand');"
                 "INSERT INTO item (survey, item_id, position, kind, facet,"
                 " topic) VALUES (1, 'q', 1, 'option', 'interest', 1);"
                 "CREATE TABLE response_d (respondent INTEGER PRIMARY KEY,"
                 " respondent_id TEXT, member INTEGER, rater INTEGER,"
                 " answered_on INTEGER, seconds INTEGER, batch INTEGER, line"
                 " INTEGER, i_q INTEGER);"
                 "INSERT INTO response_d VALUES (1, 'r', 4, NULL, NULL, NULL,"
                 " 1, 1, 1), (2, 's', 1, NULL, NULL, NULL, 1, 1, 0)");
}

static void attend(struct world *w, int member, int course, const char *day)
{
    world_run(w,
              "INSERT INTO attendance (member, session, day, status, batch,"
              " line) VALUES (%d, %d, %d, 1, 1, 1)",
              member, course, world_day(day));
}

static struct world *open_school(void)
{
    struct world *w = world_open();
    world_run(w,
              "INSERT INTO member (member, member_id) VALUES (1, 'm1'),"
              " (2, 'm2'), (3, 'm3'), (4, 'm4');"
              "INSERT INTO topic (topic, topic_id, name) VALUES (1, 'T', 't')");
    for (int c = 0; c < 6; c++)
        put_course(w, c + 1, (const char *[]){"A", "B", "C", "D", "E", "F"}[c],
                   c != 4);
    world_run(w, "UPDATE session SET begins = %ld WHERE session_id = 'sE'",
              (long)world_minute("2025-12-31T09:00"));
    world_run(w, "INSERT INTO course_prerequisite VALUES (4, 2, 1, 1);"
                 "INSERT INTO course_topic VALUES (3, 1, 100, 1, 1);"
                 "UPDATE course SET audience = 'secretary' WHERE course = 6;"
                 "INSERT INTO course_choice VALUES (3, 3, 1, NULL, 1, 1)");
    put_survey(w);
    for (int m = 1; m <= 3; m++)
        attend(w, m, 1, "2025-12-31");
    attend(w, 1, 2, "2025-12-31");
    attend(w, 2, 2, "2025-12-31");
    attend(w, 1, 2, "2025-12-31"); /* again: it counts once */
    attend(w, 4, 2, "2026-01-01"); /* not known yet */
    world_set_analysis(w, settings);
    return w;
}

static void run_tasks(struct world *w, size_t block)
{
    world_read(w, block);
    world_task(w, &history_task);
    world_task(w, &recommend_task);
}

static void expect(struct world *w, const char *select, const char *expected)
{
    char *rows = world_rows(w, select);
    assert_string_equal(rows, expected);
    free(rows);
}

static void members_get_what_speaks_most_with_the_reason(void **state)
{
    (void)state;
    static const size_t blocks[] = {1, 2, 64};
    for (size_t i = 0; i < 3; i++) {
        struct world *w = open_school();
        run_tasks(w, blocks[i]);
        expect(w,
               "SELECT m.member_id, r.rank, c.course_id,"
               " printf('%.6g', r.score), printf('%.6g', r.history),"
               " printf('%.6g', r.demand), printf('%.6g', r.prior),"
               " r.reason, b.course_id, t.topic_id FROM recommendation r"
               " JOIN member m USING (member) JOIN course c USING (course)"
               " LEFT JOIN course b ON b.course = r.because"
               " LEFT JOIN topic t ON t.topic = r.topic ORDER BY 1, 2",
               "m3|1|B|1.14516|0.645161|0|0.5|history|A|-\n"
               "m3|2|C|0.354839|0|0.354839|0|ordered|-|-\n"
               "m4|1|C|1|0|1|0|demand|-|T\n"
               "m4|2|A|0.5|0|0|0.5|popular|-|-\n"
               "m4|3|B|0.396241|0|0|0.396241|popular|-|-");
        world_close(w);
    }
}

/*
 * Taken: A by three, B by two. D lacks its prerequisite for m3 and m4. E and F
 * are closed to all four.
 */
static void each_exclusion_is_counted_once(void **state)
{
    (void)state;
    struct world *w = open_school();
    run_tasks(w, 64);
    expect(w, "SELECT code, courses FROM exclusion ORDER BY code",
           "audience|4\ndistance|0\nelsewhere|0\nlanguage|0\nleft|0\nlevel|0\n"
           "no-session|4\nprerequisite|2\nstatus|0\ntaken|5");
    expect(w, "SELECT name, value FROM run_figure ORDER BY analysis, name",
           "active_members|3.0\nmember_course_pairs|5.0\nmembers|2.0");
    world_close(w);
}

static void parts_add_up_to_the_score_as_stored(void **state)
{
    (void)state;
    struct world *w = open_school();
    run_tasks(w, 64);
    expect(
        w,
        "SELECT count(*), sum(history + demand + grouped + prior = score) FROM"
        " recommendation",
        "5|5");
    world_close(w);
}

static void a_session_to_come_opens_a_course_and_is_named(void **state)
{
    (void)state;
    struct world *w = open_school();
    world_run(w,
              "INSERT INTO session (session_id, offering, begins) VALUES"
              " ('late', 5, %ld), ('soon', 5, %ld)",
              (long)world_minute("2026-03-01T09:00"),
              (long)world_minute("2026-02-01T09:00"));
    world_run(w, "INSERT INTO course_choice VALUES (1, 5, 1, NULL, 1, 1)");
    run_tasks(w, 64);
    expect(w,
           "SELECT m.member_id, c.course_id, s.session_id, r.reason FROM"
           " recommendation r JOIN member m USING (member) JOIN course c"
           " USING (course) JOIN session s USING (session)",
           "m1|E|soon|ordered");
    world_close(w);
}

static void who_left_gets_nothing(void **state)
{
    (void)state;
    struct world *w = open_school();
    world_run(w,
              "INSERT INTO organization (org, org_id, name) VALUES"
              " (1, 'O', 'o');"
              "INSERT INTO membership VALUES (4, 1, 'full', NULL, %d, 1, 1)",
              world_day("2025-12-30"));
    run_tasks(w, 64);
    expect(w, "SELECT DISTINCT member FROM recommendation", "3");
    world_close(w);
}

/* Taken a year ago or longer, B may be taken again; on the as-of day not. */
static void what_is_due_again_is_open(void **state)
{
    (void)state;
    static const struct {
        const char *day;
        enum eligible_code code;
    } cases[] = {{"2024-12-31", ELIGIBLE_YES},
                 {"2025-01-01", ELIGIBLE_TAKEN},
                 {"2025-12-31", ELIGIBLE_TAKEN}};
    struct world *w = open_school();
    world_set_analysis(w, "{\"recommend\": {\"retake_days\": 365}}");
    world_read(w, 64);
    struct eligible e;
    eligible_open(&e, &w->run);
    for (size_t i = 0; i < 3; i++) {
        int32_t when[6], next[6];
        unsigned char code[6];
        for (int c = 0; c < 6; c++)
            when[c] = FACT_UNKNOWN;
        when[1] = world_day(cases[i].day);
        eligible_codes(&e, &w->run, 0, when, 0, code, next);
        assert_int_equal(code[1], cases[i].code);
        assert_int_equal(code[3], ELIGIBLE_YES);
    }
    eligible_close(&e);
    world_close(w);
}

/* F is for secretaries: by role, status or attribute, on the day. */
static void an_audience_is_a_role_a_status_or_an_attribute(void **state)
{
    (void)state;
    static const char *const ways[] = {
        "INSERT INTO role VALUES (1, NULL, 'secretary', NULL, NULL, 1, 1)",
        "INSERT INTO organization (org, org_id, name) VALUES (1, 'O', 'o');"
        "INSERT INTO membership VALUES (1, 1, 'secretary', NULL, NULL, 1, 1)",
        "INSERT INTO member_attribute VALUES (1, 'post', 'secretary', NULL,"
        " NULL, 1, 1)",
        "INSERT INTO role VALUES (1, NULL, 'secretary', NULL, 20000, 1, 1)",
    };
    for (size_t i = 0; i < 4; i++) {
        struct world *w = open_school();
        int32_t when[6], next[6];
        unsigned char code[6];
        struct eligible e;
        world_run(w, "%s", ways[i]);
        world_read(w, 64);
        eligible_open(&e, &w->run);
        for (int c = 0; c < 6; c++)
            when[c] = FACT_UNKNOWN;
        eligible_codes(&e, &w->run, 0, when, 0, code, next);
        assert_int_equal(code[5], i < 3 ? ELIGIBLE_YES : ELIGIBLE_AUDIENCE);
        eligible_codes(&e, &w->run, 1, when, 0, code, next);
        assert_int_equal(code[5], ELIGIBLE_AUDIENCE);
        eligible_close(&e);
        world_close(w);
    }
}

/* B is in French: not for m3, who told another language; m4 told none. */
static void a_course_in_another_language_is_left_out(void **state)
{
    (void)state;
    struct world *w = open_school();
    world_run(w, "UPDATE course SET language = 'fr' WHERE course_id = 'B';"
                 "INSERT INTO member_attribute VALUES (3, 'language', 'en',"
                 " NULL, NULL, 1, 1)");
    run_tasks(w, 64);
    expect(w, "SELECT courses FROM exclusion WHERE code = 'language'", "1");
    expect(w,
           "SELECT m.member_id FROM recommendation JOIN member m USING"
           " (member) JOIN course c USING (course) WHERE c.course_id = 'B'",
           "m4");
    world_close(w);
}

/* Of 30 days ago, at tau 60: exp(-.5) = .606531 each; at tau 0 none. */
static void what_is_taken_lately_decays(void **state)
{
    (void)state;
    for (int tau = 0; tau <= 60; tau += 60) {
        struct world *w = open_school();
        world_run(w, "UPDATE attendance SET day = %d WHERE session = 2",
                  world_day("2025-12-01"));
        world_read(w, 2);
        world_task(w, &history_task);
        const struct history *h = w->run.history;
        double recent[6];
        recency_decay(&h->recent, RECENCY_FADING, tau, recent);
        assert_near(recent[0], 3, 0);
        /* m1, m2, and m4 on the moved day */
        assert_near(recent[1], tau == 0 ? 0 : 3 * 0.6065306597, 1e-9);
        recency_decay(&h->recent, RECENCY_LONG, 60, recent);
        assert_near(recent[1], 3 / 1.5, 1e-12);
        assert_int_equal(gram_at(&h->gram, 0, 1), 2);
        assert_int_equal(gram_at(&h->gram, 1, 1), 3);
        world_close(w);
    }
}

/* A gap of 3 on a scale of 1 to 5 is 3 / 4; a tick is 1; abilities above
   importance are no demand. */
static void demand_is_a_tick_or_the_share_of_a_gap(void **state)
{
    (void)state;
    struct world *w = open_school();
    world_run(w, "ALTER TABLE response_d ADD COLUMN i_imp INTEGER;"
                 "ALTER TABLE response_d ADD COLUMN i_abi INTEGER;"
                 "INSERT INTO item (survey, item_id, position, kind, facet,"
                 " topic, low, high) VALUES (1, 'imp', 2, 'likert',"
                 " 'importance', 1, 1, 5), (1, 'abi', 3, 'likert', 'ability',"
                 " 1, 1, 5);"
                 "INSERT INTO response_d (respondent, member, i_imp, i_abi,"
                 " batch, line) VALUES (3, 2, 5, 2, 1, 1), (4, 3, 2, 5, 1, 1)");
    world_read(w, 64);
    struct demand m;
    struct diag d = {0};
    assert_int_equal(demand_read(&m, &w->run, &d), 0);
    assert_near(demand_of(&m, 0, 0), 0, 0);
    assert_near(demand_of(&m, 1, 0), 0.75, 0);
    assert_near(demand_of(&m, 2, 0), 0, 0);
    assert_near(demand_of(&m, 3, 0), 1, 0);
    assert_true(demand_ordered(&m, 2, 2) && !demand_ordered(&m, 2, 1));
    demand_free(&m);
    world_close(w);
}

/* Scores the member M, everything being open. */
static void score_first(const struct world *w, const struct blend *b,
                        struct blend_member *m, struct blend_scores *s)
{
    static const bool open[] = {true, true, true, true, true, true};
    rowsum(b->ease.weights, 6, m->course, m->weight, m->count, s->history);
    blend_score(b, w->run.facts, m, open, s);
}

/* B_AB = 1 / 2, B_BA = 2 / 3: A is scaled by 1 / (2 / 3), w = 2 / 2.55. */
static void the_largest_part_says_because(void **state)
{
    (void)state;
    static const uint32_t both[] = {0, 1};
    static const double whole[] = {1, 1};
    struct world *w = open_school();
    struct blend b;
    struct blend_scores s;
    struct blend_part best[2];
    struct blend_member m = {0, both, whole, 2};
    struct diag d = {0};
    world_read(w, 64);
    world_task(w, &history_task);
    assert_int_equal(blend_open(&b, &w->run, &d), 0);
    assert_near(ease_weight(&b.ease, 0, 1), 0.5, 1e-14);
    assert_near(ease_weight(&b.ease, 1, 0), 2 / 3.0, 1e-14);
    blend_scores_open(&s, 6);
    score_first(w, &b, &m, &s);
    assert_int_equal(blend_because(&b, &s, &m, 1, best, 2), 1);
    assert_int_equal(best[0].index, 0);
    assert_near(best[0].part, 2 / 2.55 * 0.75, 1e-12);
    assert_int_equal(blend_because(&b, &s, &m, 0, best, 2), 1);
    assert_int_equal(best[0].index, 1);
    assert_near(best[0].part, 2 / 2.55, 1e-12);
    assert_int_equal(blend_because(&b, &s, &m, 2, best, 2), 0);
    blend_scores_close(&s);
    blend_close(&b);
    world_close(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_get_what_speaks_most_with_the_reason),
        cmocka_unit_test(each_exclusion_is_counted_once),
        cmocka_unit_test(parts_add_up_to_the_score_as_stored),
        cmocka_unit_test(a_session_to_come_opens_a_course_and_is_named),
        cmocka_unit_test(who_left_gets_nothing),
        cmocka_unit_test(what_is_due_again_is_open),
        cmocka_unit_test(an_audience_is_a_role_a_status_or_an_attribute),
        cmocka_unit_test(a_course_in_another_language_is_left_out),
        cmocka_unit_test(what_is_taken_lately_decays),
        cmocka_unit_test(demand_is_a_tick_or_the_share_of_a_gap),
        cmocka_unit_test(the_largest_part_says_because),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
