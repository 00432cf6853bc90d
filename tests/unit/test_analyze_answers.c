/*
 * test_analyze_answers.c - a questionnaire read, screened and made comparable.
 *
 * Survey d: items a, b (reversed), c on 1..5, o an option, t a text that is
 * never read, n a number.
 */
#include "analyze/survey/answers.h"
#include "analyze/survey/screen.h"

#include "tests/unit/world.h"

#include "tests/unit/math_near.h"

#include <stdlib.h>
#include <string.h>

static struct world *open_survey(void)
{
    struct world *w = world_open();
    world_run(w, "INSERT INTO member (member, member_id) VALUES (8, 'm1'),"
                 " (3, 'm2'), (5, 'm3')");
    world_run(w,
              "INSERT INTO topic (topic, topic_id, name) VALUES (4, 'T', 't')");
    world_run(w, "INSERT INTO survey (survey, survey_id, about) VALUES"
                 " (7, 'd', 'demand'), (9, 'a', 'demand'), (8, 'z', 'course')");
    world_run(w,
              "INSERT INTO item (item, survey, item_id, position, kind, facet,"
              " topic, low, high, reversed) VALUES"
              " (6, 7, 'a', 1, 'likert', 'importance', 4, 1, 5, 0),"
              " (2, 7, 'b', 2, 'likert', 'ability', 4, 1, 5, 1),"
              " (5, 7, 't', 3, 'text', NULL, NULL, NULL, NULL, 0),"
              " (3, 7, 'c', 4, 'likert', NULL, NULL, 1, 5, 0),"
              " (4, 7, 'o', 5, 'option', 'interest', 4, NULL, NULL, 0),"
              " (1, 7, 'n', 6, 'number', NULL, NULL, NULL, NULL, 0)");
    world_run(w,
              "CREATE TABLE response_d (respondent INTEGER PRIMARY KEY,"
              " respondent_id TEXT, member INTEGER, rater INTEGER, answered_on"
              " INTEGER, seconds INTEGER, batch INTEGER NOT NULL, line INTEGER"
              " NOT NULL, i_a INTEGER, i_b INTEGER, i_t TEXT, i_c INTEGER, i_o"
              " INTEGER, i_n INTEGER)");
    return w;
}

/* REST: "respondent_id, member, i_a, i_b, i_t, i_c, i_o, i_n". */
static void answer(struct world *w, const char *rest)
{
    world_run(w,
              "INSERT INTO response_d (respondent_id, member, i_a, i_b, i_t,"
              " i_c, i_o, i_n, batch, line) VALUES (%s, 1, 1)",
              rest);
}

static void read_answers(struct world *w, struct answers *a)
{
    struct diag d = {0};
    int64_t key;
    world_read(w, 64);
    assert_int_equal(answers_find(&key, w->db, &w->study, "survey", &d), 0);
    assert_int_equal(answers_read(a, w->db, &w->facts, key, w->study.as_of, &d),
                     0);
}

/* The members in order and their codes, "m1:1 2 3 4 5;". */
static char *tell_answers(const struct world *w, const struct answers *a)
{
    static char text[1000];
    text[0] = '\0';
    for (size_t i = 0; i < a->n; i++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "%s:",
                 a->member[i] < 0 ? "-" : w->facts.member[a->member[i]].id);
        for (size_t k = 0; k < a->n_items; k++) {
            used = strlen(text);
            snprintf(text + used, sizeof text - used, "%s%d", k > 0 ? " " : "",
                     answers_code(a, i, k));
        }
        strcat(text, ";");
    }
    return text;
}

/* b is reversed: 2 counts as 4, and -1, -2 and nothing stay what they are. */
static void respondents_stand_by_member_then_by_id_and_answers(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "'9', NULL, 1, 1, 'x', 1, 0, 0",   "'7', 5, 3, 2, 'y', 4, 1, 12",
        "'8', 8, NULL, -1, NULL, 5, 0, 1", "'6', 8, 5, -2, 'z', 5, -1, NULL",
        "'6', 8, 4, NULL, 'w', 5, 1, 40",
    };
    for (int turn = 0; turn < 2; turn++) {
        struct world *w = open_survey();
        struct answers a;
        for (int r = 0; r < 5; r++)
            answer(w, rows[turn ? 4 - r : r]);
        read_answers(w, &a);
        assert_string_equal(a.id, "d");
        assert_int_equal(a.n_items, 5);
        assert_string_equal(tell_answers(w, &a),
                            "m1:4 -32768 5 1 40;m1:5 -2 5 -1 -32768;"
                            "m1:-32768 -1 5 0 1;m3:3 4 4 1 12;-:1 5 1 0 0;");
        assert_int_equal(answers_code_asked(&a, 3, 1), 2);
        assert_int_equal(answers_code_asked(&a, 2, 1), -1);
        answers_free(&a);
        world_close(w);
    }
}

/* As of 2025-12-31: m1 on the day, m2 the day after, m3 on no day. */
static void answers_after_the_day_are_left_out_and_counted(void **state)
{
    (void)state;
    struct world *w = open_survey();
    struct answers a;
    answer(w, "'1', 8, 1, 2, 'x', 3, 0, 4");
    answer(w, "'2', 3, 900, 2, 'x', 3, 0, 4");
    answer(w, "'3', 5, 2, 2, 'x', 3, 0, 4");
    world_run(w,
              "UPDATE response_d SET answered_on = %d + (respondent_id = '2')"
              " WHERE respondent_id < '3'",
              (int)world_day("2025-12-31"));
    read_answers(w, &a);
    assert_string_equal(tell_answers(w, &a), "m1:1 4 3 0 4;m3:2 4 3 0 4;");
    assert_int_equal(a.later, 1);
    answers_free(&a);
    world_close(w);
}

/* Respondents who are nobody, in another order than that of their ids: scales
   with codes off them, nothing and states; a number of 900 codes and large ones
   that come late; texts of any length between the items. */
static const char many[] =
    "WITH RECURSIVE k(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM k WHERE"
    " i < 1299) INSERT INTO response_d (respondent_id, i_a, i_b, i_t, i_c, i_o,"
    " i_n, batch, line) SELECT printf('%%05d', i * 7 %% 1300), i %% 9 - 2,"
    " nullif(i %% 6, 0), printf('%%.*c', i %% 200, 'x'), i %% 5 + 1, i %% 3 - "
    "1,"
    " CASE WHEN i < 70 THEN i %% 100 WHEN i %% 301 = 0 THEN i * 10 ELSE"
    " i * 11 %% 900 END, 1, i FROM k";

static void many_rows_are_what_select_reads(void **state)
{
    (void)state;
    struct world *w = open_survey();
    struct answers a;
    sqlite3_stmt *q;
    world_run(w, many);
    read_answers(w, &a);
    assert_int_equal(a.n, 1300);
    assert_int_equal(sqlite3_prepare_v2(w->db,
                                        "SELECT respondent, i_a, i_b, i_c, i_o,"
                                        " i_n FROM response_d ORDER BY"
                                        " respondent_id",
                                        -1, &q, NULL),
                     SQLITE_OK);
    for (size_t i = 0; i < a.n; i++) {
        assert_int_equal(sqlite3_step(q), SQLITE_ROW);
        assert_int_equal(a.row[i], sqlite3_column_int(q, 0));
        for (int k = 0; k < 5; k++) {
            bool none = sqlite3_column_type(q, k + 1) == SQLITE_NULL;
            assert_int_equal(answers_code_asked(&a, i, (size_t)k),
                             none ? ANSWER_NONE : sqlite3_column_int(q, k + 1));
        }
    }
    sqlite3_finalize(q);
    answers_free(&a);
    world_close(w);
}

static void items_are_found_by_facet_and_topic(void **state)
{
    (void)state;
    struct world *w = open_survey();
    struct answers a;
    answer(w, "'7', 5, 3, 2, 'y', 4, 1, 12");
    read_answers(w, &a);
    assert_int_equal(answers_item(&a, "importance", 0), 0);
    assert_int_equal(answers_item(&a, "ability", 0), 1);
    assert_int_equal(answers_item(&a, "ability", 1), -1);
    assert_int_equal(answers_option(&a, 0), 3);
    answers_free(&a);
    world_close(w);
}

static void a_survey_named_and_missing_is_a_failure(void **state)
{
    (void)state;
    struct world *w = open_survey();
    struct diag d = {0};
    int64_t key;
    world_set_analysis(w, "{\"survey\": {\"survey\": \"nobody\"}}");
    world_read(w, 64);
    assert_int_equal(answers_find(&key, w->db, &w->study, "survey", &d), -1);
    assert_non_null(strstr(d.text, "nobody"));
    world_close(w);
}

/* A survey made by hand: 12 likert items 1..5, of which REVERSED are asked the
 * other way round. */
static struct answers make_answers(const int *codes, size_t n_items, size_t n,
                                   unsigned reversed)
{
    struct answers a = {.n_items = n_items, .n = n};
    a.item = calloc(n_items, sizeof *a.item);
    a.member = calloc(n, sizeof *a.member);
    for (size_t i = 0; i < n_items; i++)
        a.item[i] = (struct answer_item){.id = "i",
                                         .kind = ANSWER_LIKERT,
                                         .topic = FACT_NONE,
                                         .low = 1,
                                         .high = 5,
                                         .reversed = reversed >> i & 1};
    answers_open(&a);
    for (size_t i = 0; i < n * n_items; i++)
        answers_put(&a, i / n_items, i % n_items, codes[i]);
    return a;
}

/*
 * Codes as they count. With items 2 and 4 reversed, 4 2 4 2 ... was ticked as
 * 4 4 4 4: straight. Runs and spread are of what was ticked.
 */
static void straight_lines_are_seen_as_they_were_ticked(void **state)
{
    (void)state;
    static const struct {
        int codes[12];
        unsigned reversed;
        int answered, longstring;
        double irv;
        unsigned flags;
    } cases[] = {
        {{4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4}, 0, 12, 12, 0, SCREEN_STRAIGHT},
        {{4, 2, 4, 2, 4, 4, 4, 4, 4, 4, 4, 4}, 10, 12, 12, 0, SCREEN_STRAIGHT},
        /* One 4 too many as ticked 2: 1 2 3 4 | 2 | rest; sd = sqrt(4 * 11 / 12
           / 11) = .577350 */
        {{4, 4, 4, 4, 2, 4, 4, 4, 4, 4, 4, 4}, 0, 12, 7, 0.5773502692, 0},
        {{4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4}, 16, 12, 7, 0.5773502692, 0},
        /* Ten answers alike are enough, nine are not. */
        {{3, -2, 3, 3, 3, 3, -1, 3, 3, 3, 3, 3}, 0, 10, 10, 0, SCREEN_STRAIGHT},
        {{3, -2, 3, 3, 3, 3, -1, 3, 3, 3, 3, INT16_MIN}, 0, 9, 9, 0, 0},
        /* 5 of 12 is below half, 6 is not. 1 2 3 4 5: sd sqrt 2.5. */
        {{1, 2, 3, 4, 5, -2, -2, -2, -2, -2, -2, -2},
         0,
         5,
         1,
         1.5811388301,
         SCREEN_FEW},
        {{1, 2, 3, 4, 5, 3, -2, -2, -2, -2, -2, -2}, 0, 6, 1, 1.4142135624, 0},
        /* 5 of the 9 that were shown, as in another version, is enough. */
        {{1, 2, 3, 4, 5, -1, -1, -1, -2, -2, -2, -2}, 0, 5, 1, 1.5811388301, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct answers a =
            make_answers(cases[i].codes, 12, 1, cases[i].reversed);
        struct screen s = screen_respondent(&a, 0, 0.5);
        assert_int_equal(s.answered, cases[i].answered);
        assert_int_equal(s.longstring, cases[i].longstring);
        assert_near(s.irv, cases[i].irv, 1e-9);
        assert_int_equal(s.flags, cases[i].flags);
        answers_free(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(respondents_stand_by_member_then_by_id_and_answers),
        cmocka_unit_test(answers_after_the_day_are_left_out_and_counted),
        cmocka_unit_test(many_rows_are_what_select_reads),
        cmocka_unit_test(items_are_found_by_facet_and_topic),
        cmocka_unit_test(a_survey_named_and_missing_is_a_failure),
        cmocka_unit_test(straight_lines_are_seen_as_they_were_ticked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
