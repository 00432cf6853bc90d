/*
 * test_analyze_margins.c - margins of the population in the members' words, and
 * in others.
 */
#include "analyze/survey/margins.h"

#include "tests/unit/math_near.h"
#include "tests/unit/world.h"

#include <stdlib.h>
#include <string.h>

enum { RESPONDENTS = 10 };

/* Ten respondents, of whom 4 live on the hill; an eleventh member did not. */
struct survey {
    struct world *w;
    struct answers answers;
    struct screening screening;
    struct groups groups;
    struct weights weights;
};

/* POPULATION: rows of SQL. */
static void weigh(struct survey *s, const char *population)
{
    struct diag d = {0};
    *s = (struct survey){.w = world_open()};
    world_set_analysis(s->w, "{\"survey\": {\"weight_least\": 1}}");
    for (int i = 1; i <= RESPONDENTS + 1; i++) {
        world_run(s->w,
                  "INSERT INTO member (member, member_id) VALUES (%d,"
                  " 'm%02d')",
                  i, i);
        world_run(s->w,
                  "INSERT INTO member_attribute VALUES (%d, 'home', '%s',"
                  " NULL, NULL, 1, 1)",
                  i, i <= 4 ? "hill" : "valley");
    }
    world_run(s->w, "INSERT INTO population VALUES %s", population);
    world_read(s->w, 64);
    s->answers.n = RESPONDENTS;
    s->answers.member = calloc(RESPONDENTS, sizeof *s->answers.member);
    s->screening.flags = calloc(RESPONDENTS, 1);
    for (int i = 0; i < RESPONDENTS; i++)
        s->answers.member[i] = i;
    groups_make(&s->groups, &s->w->run);
    assert_int_equal(weights_make(&s->weights, &s->w->run, &s->groups,
                                  &s->answers, &s->screening, &d),
                     0);
}

static void survey_close(struct survey *s)
{
    free(s->answers.member);
    free(s->screening.flags);
    weights_free(&s->weights);
    groups_free(&s->groups);
    world_close(s->w);
}

static double weight_of(const struct survey *s, size_t respondent)
{
    return s->weights.weight[s->weights.cell[respondent]];
}

/* "hill raked, valley raked" */
static void assert_states(const struct survey *s, const char *wanted)
{
    static const char *const words[] = {"one", "raked", "unknown", "surplus"};
    char text[256] = "";
    for (size_t i = 0; i < s->weights.n_values; i++) {
        const struct weights_value *v = &s->weights.value[i];
        if (i > 0)
            strcat(text, ", ");
        strcat(strcat(strcat(text, v->value), " "), words[v->state]);
    }
    assert_string_equal(text, wanted);
}

/* 60 of the hill by 4, 40 of the valley by 6: 15 beside 20 / 3. */
static void an_attribute_that_nobody_has_is_no_margin(void **state)
{
    (void)state;
    struct survey s;
    weigh(&s, "('home', 'hill', 60, 1, 1), ('home', 'valley', 40, 1, 2),"
              " ('sex', 'f', 50, 1, 3), ('sex', 'm', 50, 1, 4)");
    assert_states(&s, "hill raked, valley raked, f unknown, m unknown");
    assert_int_equal(s.weights.rake.margins, 1);
    assert_near(weight_of(&s, 0) / weight_of(&s, 9), 15 / (20 / 3.0), 1e-12);
    survey_close(&s);
}

/* Three live in caves, none of the members: with the smallest, the hill. */
static void an_empty_value_is_joined_with_another(void **state)
{
    (void)state;
    struct survey s;
    weigh(&s, "('home', 'hill', 57, 1, 1), ('home', 'cave', 3, 1, 2),"
              " ('home', 'valley', 40, 1, 3)");
    assert_states(&s, "cave raked, hill raked, valley raked");
    assert_int_equal(s.weights.value[1].joined, 0);
    assert_int_equal(s.weights.value[2].joined, 2);
    assert_near(weight_of(&s, 0) / weight_of(&s, 9), 15 / (20 / 3.0), 1e-12);
    survey_close(&s);
}

/* "Hill" is no value that is empty: nobody of the table lives on the hill. */
static void a_value_in_another_word_is_no_margin(void **state)
{
    (void)state;
    struct survey s;
    weigh(&s, "('home', 'Hill', 60, 1, 1), ('home', 'cave', 3, 1, 2),"
              " ('home', 'valley', 40, 1, 3)");
    assert_states(&s, "Hill unknown, cave unknown, valley unknown");
    assert_int_equal(s.weights.rake.margins, 0);
    assert_near(weight_of(&s, 0), 1, 0);
    assert_near(weight_of(&s, 9), 1, 0);
    survey_close(&s);
}

/* Members of a value that the table lacks weigh 1; all it has are there. */
static void a_value_that_the_table_lacks_takes_no_part(void **state)
{
    (void)state;
    struct survey s;
    weigh(&s, "('home', 'valley', 40, 1, 3)");
    assert_states(&s, "valley one");
    assert_near(weight_of(&s, 0), 1, 0);
    survey_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_attribute_that_nobody_has_is_no_margin),
        cmocka_unit_test(an_empty_value_is_joined_with_another),
        cmocka_unit_test(a_value_in_another_word_is_no_margin),
        cmocka_unit_test(a_value_that_the_table_lacks_takes_no_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
