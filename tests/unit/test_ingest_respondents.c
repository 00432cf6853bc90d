/* test_ingest_respondents.c - ingest/survey/respondents.h. */
#include "ingest/survey/respondents.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct respondent id(const struct respondents *r, const char *text)
{
    return respondent_of_id(r, 0, text, strlen(text));
}

static void who_has_answered_is_told_where(void **state)
{
    (void)state;
    struct respondents r;
    respondents_open(&r);
    struct unique_place place = {1, 2};
    assert_true(respondents_claim(&r, id(&r, "a"), &place));
    assert_true(respondents_claim(&r, id(&r, "a"), &place)); /* the same row */
    place = (struct unique_place){2, 7};
    assert_false(respondents_claim(&r, id(&r, "a"), &place));
    assert_int_equal(place.batch, 1);
    assert_int_equal(place.line, 2);
    respondents_free(&r);
}

static void ids_members_and_batches_are_kept_apart(void **state)
{
    (void)state;
    struct respondents r;
    respondents_open(&r);
    const struct respondent who[] = {id(&r, "1"),
                                     respondent_of_id(&r, 1, "1", 1),
                                     respondent_of_id(&r, 2, "1", 1),
                                     respondent_of_member(&r, 1, 0),
                                     respondent_of_member(&r, 1, 1),
                                     respondent_of_member(&r, 0, 1)};
    for (size_t i = 0; i < sizeof who / sizeof who[0]; i++) {
        struct unique_place place = {1, (int64_t)i + 1};
        assert_true(respondents_claim(&r, who[i], &place));
    }
    respondents_free(&r);
}

/* By id, by member, and by member and rater. */
static size_t name(const struct respondents *r, int64_t i,
                   struct respondent who[3])
{
    char text[24];
    snprintf(text, sizeof text, "R%d", (int)i);
    who[0] = id(r, text);
    who[1] = respondent_of_member(r, i, 0);
    who[2] = respondent_of_member(r, i, 7);
    return 3;
}

static void a_hundred_thousand_are_found_again(void **state)
{
    (void)state;
    struct respondents r;
    struct respondent who[3];
    respondents_open(&r);
    for (int64_t i = 1; i <= 100000; i++)
        for (size_t k = name(&r, i, who); k-- > 0;) {
            struct unique_place place = {1, 3 * i + (int64_t)k};
            respondents_prefetch(&r, who[k]);
            assert_true(respondents_claim(&r, who[k], &place));
        }
    for (int64_t i = 1; i <= 100000; i++)
        for (size_t k = name(&r, i, who); k-- > 0;) {
            struct unique_place place = {2, i};
            assert_false(respondents_claim(&r, who[k], &place));
            assert_int_equal(place.batch, 1);
            assert_int_equal(place.line, 3 * i + (int64_t)k);
        }
    respondents_free(&r);
}

static void members_of_any_key_are_told_apart(void **state)
{
    (void)state;
    static const int64_t keys[] = {
        1,        511, 512, 513, 1000000, 3, INT32_MAX, (int64_t)INT32_MAX + 1,
        INT64_MAX};
    struct respondents r;
    respondents_open(&r);
    for (int64_t line = 1; line <= 2; line++)
        for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
            struct unique_place place = {line, (int64_t)i + 1};
            struct respondent who = respondent_of_member(&r, keys[i], 0);
            respondents_prefetch(&r, who);
            assert_int_equal(respondents_claim(&r, who, &place), line == 1);
            assert_int_equal(place.line, i + 1);
        }
    respondents_free(&r);
}

/* Ids in the order of a file, and the line that has each already; 0: none. */
static void ids_in_order_and_out_of_it_are_claimed_once(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        int64_t line;
    } files[][7] = {
        {{"8", 0},
         {"9", 0},
         {"10", 0},
         {"11", 0},
         {"9", 2},
         {"7", 0},
         {"7", 6}},
        {{"R01", 0},
         {"R02", 0},
         {"R02", 2},
         {"R1", 0},
         {"R1", 4},
         {"R04", 0},
         {"R03", 0}},
        {{"b", 0}, {"a", 0}, {"c", 0}, {"b", 1}, {"a", 2}, {"d", 0}, {"c", 3}},
        {{"a", 0}, {"b", 0}, {"c", 0}, {"d", 0}, {"e", 0}, {"a", 1}, {"e", 5}},
    };
    for (size_t f = 0; f < sizeof files / sizeof files[0]; f++) {
        struct respondents r;
        respondents_open(&r);
        for (size_t i = 0; i < sizeof files[f] / sizeof files[f][0]; i++) {
            const char *text = files[f][i].id;
            struct unique_place place = {3, (int64_t)i + 1};
            struct respondent who = id(&r, text);
            respondents_prefetch(&r, who);
            bool new =
                respondents_claim_id(&r, who, text, strlen(text), &place);
            if (new != (files[f][i].line == 0))
                fail_msg("file %zu, line %zu", f, i + 1);
            assert_int_equal(place.line,
                             new ? (int64_t)i + 1 : files[f][i].line);
        }
        respondents_free(&r);
    }
}

static void a_chain_of_ids_is_known_to_who_asks_otherwise(void **state)
{
    (void)state;
    struct respondents r;
    respondents_open(&r);
    char text[24];
    for (int i = 0; i < 5000; i++) {
        struct unique_place place = {1, i + 1};
        snprintf(text, sizeof text, "R%05d", i);
        assert_true(
            respondents_claim_id(&r, id(&r, text), text, strlen(text), &place));
    }
    for (int i = 0; i < 5000; i++) {
        struct unique_place place = {2, 1};
        snprintf(text, sizeof text, "R%05d", i);
        assert_false(respondents_claim(&r, id(&r, text), &place));
        assert_int_equal(place.batch, 1);
        assert_int_equal(place.line, i + 1);
    }
    respondents_free(&r);
}

/* Line, id, member (0: none), when, answered. */
static const struct row {
    int64_t line;
    const char *id;
    int64_t member, when, answered;
} rows[] = {
    {1, "a", 1, 10, 5}, {2, "b", 1, 30, 1}, {3, "c", 2, INT64_MIN, 9},
    {4, "d", 2, 5, 9},  {5, "a", 0, 20, 2}, {6, "e", 3, 7, 3},
    {7, "e", 3, 7, 3},  {8, NULL, 0, 1, 1},
};

/* Worked out by hand: best first, each unless its id or member is taken. */
static const struct {
    enum codebook_duplicates policy;
    const char *kept;
} elections[] = {
    /* 1 takes a and member 1, 3 takes c and 2; b and d share members. */
    {CODEBOOK_FIRST, "1 3 6 8"},
    /* By time: 2 (30), 5 (20, id a), 1 is out by member 1 and a, then 7 before
       6 as it stands later, 4 (5), 3 has no time, 8. */
    {CODEBOOK_LATEST, "2 4 5 7 8"},
    /* 4 and 3 have nine, 4 has a time; 1 has five; then 7 before 6. */
    {CODEBOOK_MOST_COMPLETE, "1 4 7 8"},
};

static void offer_all(struct respondents *r)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct offer offer = {.place = {1, rows[i].line},
                              .when = rows[i].when,
                              .answered = rows[i].answered};
        if (rows[i].id != NULL)
            offer.who[0] = id(r, rows[i].id);
        if (rows[i].member > 0)
            offer.who[1] = respondent_of_member(r, rows[i].member, 0);
        respondents_offer(r, &offer);
    }
}

static bool is_kept(struct respondents *r, const struct row *row)
{
    struct unique_place at = {1, row->line}, place = at;
    bool kept = row->id == NULL || respondents_claim(r, id(r, row->id), &place);
    place = at;
    return kept && (row->member == 0 ||
                    respondents_claim(
                        r, respondent_of_member(r, row->member, 0), &place));
}

static void the_best_answers_stay(void **state)
{
    (void)state;
    for (size_t e = 0; e < sizeof elections / sizeof elections[0]; e++) {
        struct respondents r;
        respondents_open(&r);
        char kept[40] = "";
        offer_all(&r);
        respondents_elect(&r, elections[e].policy);
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
            if (is_kept(&r, &rows[i]))
                snprintf(kept + strlen(kept), sizeof kept - strlen(kept),
                         "%s%d", kept[0] != '\0' ? " " : "", (int)rows[i].line);
        assert_string_equal(kept, elections[e].kept);
        respondents_free(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_has_answered_is_told_where),
        cmocka_unit_test(ids_members_and_batches_are_kept_apart),
        cmocka_unit_test(a_hundred_thousand_are_found_again),
        cmocka_unit_test(members_of_any_key_are_told_apart),
        cmocka_unit_test(ids_in_order_and_out_of_it_are_claimed_once),
        cmocka_unit_test(a_chain_of_ids_is_known_to_who_asks_otherwise),
        cmocka_unit_test(the_best_answers_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
