/*
 * test_ingest_answer.c - ingest/survey/codebook.h and ingest/survey/answer.h,
 * on a codebook written here.
 */
#include "ingest/survey/answer.h"

#include "tests/unit/bookcase.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char book_text[] =
    "{\"survey\": \"s1\", \"questions\": [\n"
    "{\"id\": \"likert\", \"kind\": \"likert\", \"column\": \"A\", \"low\": 1,"
    " \"high\": 5, \"missing\": [\"-3\"], \"not_shown\": [\"-2\"],"
    " \"not_substantive\": [\"9\"], \"codes\": {\"非常重要\": 5}},\n"
    "{\"id\": \"single\", \"kind\": \"single\", \"column\": \"B\","
    " \"codes\": {\"A\": 1, \"B\": 2}},\n"
    "{\"id\": \"number\", \"kind\": \"number\", \"column\": \"C\"},\n"
    "{\"id\": \"own\", \"kind\": \"multiple\", \"not_shown\": [\"-2\"],"
    " \"options\": [{\"id\": \"a\", \"column\": \"D1\"},"
    " {\"id\": \"b\", \"column\": \"D2\", \"selected\": [\"b\"],"
    " \"not_selected\": [\"0\"]}]},\n"
    "{\"id\": \"cell\", \"kind\": \"multiple\", \"coding\": \"cell\","
    " \"column\": \"E\", \"separator\": \"┋\", \"missing\": \"-3\","
    " \"not_shown\": \"-2\","
    " \"options\": [{\"id\": \"x\", \"match\": \"水稻\"},"
    " {\"id\": \"y\", \"match\": \"果树\"}, {\"id\": \"z\", \"other\": "
    "true}]},\n"
    "{\"id\": \"row\", \"kind\": \"multiple\", \"coding\": \"cell\","
    " \"columns\": [\"F1\", \"F2\"], \"options\": [{\"id\": \"p\"},"
    " {\"id\": \"q\"}]},\n"
    /* The code of the option, blank or 0 where it is not chosen. */
    "{\"id\": \"code\", \"kind\": \"multiple\", \"options\": ["
    "{\"id\": \"a\", \"column\": \"G1\", \"match\": \"11\"},"
    "{\"id\": \"b\", \"column\": \"G2\", \"match\": \"12\"}]},\n"
    "{\"id\": \"order\", \"kind\": \"multiple\", \"coding\": \"cell\","
    " \"ranked\": true, \"columns\": [\"H1\", \"H2\"], \"options\": ["
    "{\"id\": \"p\"}, {\"id\": \"q\"}]},\n"
    "{\"id\": \"rank\", \"kind\": \"multiple\", \"coding\": \"ranks\","
    " \"missing\": \"-2\", \"not_shown\": \"-3\", \"options\": ["
    "{\"id\": \"p\", \"column\": \"I1\"},"
    " {\"id\": \"q\", \"column\": \"I2\"}]},\n"
    "{\"id\": \"both\", \"kind\": \"multiple\", \"coding\": \"both\","
    " \"column\": \"J\", \"separator\": \" \", \"options\": ["
    "{\"id\": \"p\", \"column\": \"J/p\"},"
    " {\"id\": \"q\", \"column\": \"J/q\"}]},\n"
    "{\"id\": \"comma\", \"kind\": \"multiple\", \"coding\": \"cell\","
    " \"column\": \"K\", \"separator\": \",\", \"options\": ["
    "{\"id\": \"p\", \"match\": \"Law\"},"
    " {\"id\": \"q\", \"match\": \"Law, order\"}]},\n"
    "{\"id\": \"keep\", \"kind\": \"multiple\", \"empty\": \"not_shown\","
    " \"options\": [{\"id\": \"p\", \"column\": \"L1\"},"
    " {\"id\": \"q\", \"column\": \"L2\"}]},\n"
    "{\"id\": \"tick\", \"kind\": \"multiple\","
    " \"empty\": \"not_selected\", \"options\": ["
    "{\"id\": \"p\", \"column\": \"M1\"},"
    " {\"id\": \"q\", \"column\": \"M2\"}]},\n"
    "{\"id\": \"open\", \"kind\": \"single\", \"column\": \"N\","
    " \"codes\": {\"A\": 1}, \"other\": 9, \"empty\": \"not_shown\"},\n"
    "{\"id\": \"grid\", \"kind\": \"likert\", \"low\": 1, \"high\": 5,"
    " \"facet\": \"interest\", \"rows\": ["
    "{\"id\": \"p\", \"column\": \"O1\", \"reversed\": true},"
    " {\"id\": \"q\", \"column\": [\"O2\", 17],"
    " \"optional\": true}]}]}";

static void every_option_is_an_item(void **state)
{
    struct bookcase bookcase, *f = &bookcase;
    bookcase_open(f, state, book_text);
    static const char *const ids[] = {"likert", "single", "number", "own_a",
                                      "own_b",  "cell_x", "cell_y", "cell_z",
                                      "row_p",  "row_q"};
    assert_true(f->book.count > COUNT_OF(ids));
    for (size_t i = 0; i < COUNT_OF(ids); i++)
        assert_string_equal(f->book.items[i].id, ids[i]);
    assert_string_equal(
        json_string_value(codebook_column(bookcase_item(f, "row_q"), 1)), "F2");
    assert_null(codebook_column(bookcase_item(f, "row_q"), 2));
    assert_string_equal(
        json_string_value(codebook_column(bookcase_item(f, "own_b"), 0)), "D2");
    bookcase_close(f);
}

static void a_rank_follows_the_options(void **state)
{
    struct bookcase bookcase, *f = &bookcase;
    bookcase_open(f, state, book_text);
    const struct codebook_item *rank = bookcase_item(f, "order_q_rank");
    assert_true(rank->rank);
    assert_int_equal(rank->kind, CODEBOOK_NUMBER);
    assert_int_equal(rank->high, 2);
    assert_string_equal((rank - 2)->id, "order_q");
    bookcase_close(f);
}

static void rows_of_a_matrix_share_what_the_question_says(void **state)
{
    struct bookcase bookcase, *f = &bookcase;
    bookcase_open(f, state, book_text);
    assert_int_equal(bookcase_item(f, "grid_p")->high, 5);
    assert_string_equal(bookcase_item(f, "grid_p")->facet, "interest");
    assert_true(bookcase_item(f, "grid_p")->reversed);
    assert_false(bookcase_item(f, "grid_q")->reversed);
    assert_true(bookcase_item(f, "grid_q")->optional);
    bookcase_close(f);
}

static void answers_have_codes_and_four_states(void **state)
{
    struct bookcase bookcase, *f = &bookcase;
    bookcase_open(f, state, book_text);
    static const struct {
        const char *id, *text;
        bool known;
        int64_t code;
    } cases[] = {
        {"likert", "4", true, 4},   {"likert", "非常重要", true, 5},
        {"likert", "", false, 0},   {"likert", "-3", false, 0},
        {"likert", "-2", true, -1}, {"likert", "9", true, -2},
        {"single", "B", true, 2},   {"single", "2", true, 2},
        {"single", "", false, 0},   {"number", "16", true, 16},
        {"number", "0", true, 0},   {"likert", "4.0", true, 4},
        {"open", "B", true, 9},     {"open", "", true, -1},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct answer answer;
        struct fault fault = {0};
        if (!answer_read(&f->book, bookcase_item(f, cases[i].id),
                         bookcase_cell(cases[i].text), &answer, &fault))
            fail_msg("%s '%s': %s", cases[i].id, cases[i].text, fault.reason);
        assert_int_equal(answer.known, cases[i].known);
        if (answer.known)
            assert_int_equal(answer.code, cases[i].code);
    }
    bookcase_close(f);
}

static void answers_that_cannot_be_are_rejected(void **state)
{
    struct bookcase bookcase, *f = &bookcase;
    bookcase_open(f, state, book_text);
    static const struct {
        const char *id, *text, *code;
    } cases[] = {
        {"likert", "7", "out-of-range"},   {"likert", "0", "out-of-range"},
        {"likert", "4.5", "unknown-word"}, {"likert", "very", "unknown-word"},
        {"single", "C", "unknown-word"},   {"single", "3", "unknown-word"},
        {"number", "-1", "out-of-range"},  {"number", "two", "bad-number"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct answer answer;
        struct fault fault = {0};
        assert_false(answer_read(&f->book, bookcase_item(f, cases[i].id),
                                 bookcase_cell(cases[i].text), &answer,
                                 &fault));
        assert_string_equal(fault.code, cases[i].code);
    }
    bookcase_close(f);
}

static void faults_of_a_codebook_name_their_line(void **state)
{
    static const struct {
        const char *text, *says;
        long line;
    } cases[] = {
        {"{\"survey\": \"S 1\", \"questions\": []}", "small letters", 1},
        {"{\"survey\": \"rate\", \"questions\": []}", "rate", 1},
        {"{\"survey\": \"s\", \"about\": \"me\", \"questions\": []}", "demand",
         1},
        {"{\"survey\": \"s\", \"questions\": [\n{\"id\": \"a\", \"kind\": "
         "\"number\", \"column\": \"A\"},\n{\"id\": \"a\", \"kind\": "
         "\"number\", \"column\": \"B\"}]}",
         "twice", 3},
        {"{\"survey\": \"s\", \"questions\": [\n{\"id\": \"a\", \"kind\": "
         "\"likert\", \"column\": \"A\"}]}",
         "low", 2},
        {"{\"survey\": \"s\", \"questions\": [\n{\"id\": \"a\", \"kind\": "
         "\"single\", \"column\": \"A\",\n\"codes\": {\"x\": -1}}]}",
         "whole numbers", 3},
        {"{\"survey\": \"s\", \"questions\": [\n{\"id\": \"a\", \"kind\": "
         "\"multiple\", \"options\": [{\"id\": \"x\"}]}]}",
         "header of the option", 2},
        {"{\"survey\": \"s\", \"questions\": [\n{\"id\": \"a\", \"kind\": "
         "\"scale\", \"column\": \"A\"}]}",
         "likert, single", 2},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct codebook book;
        struct diag d = {0};
        char *path = scratch_write(state, "bad.json", cases[i].text,
                                   strlen(cases[i].text));
        assert_int_equal(codebook_read(&book, path, &d), -1);
        if (strstr(d.text, cases[i].says) == NULL)
            fail_msg("case %zu: %s", i, d.text);
        assert_int_equal(d.line, cases[i].line);
        codebook_free(&book);
        free(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_option_is_an_item),
        cmocka_unit_test(a_rank_follows_the_options),
        cmocka_unit_test(rows_of_a_matrix_share_what_the_question_says),
        cmocka_unit_test(answers_have_codes_and_four_states),
        cmocka_unit_test(answers_that_cannot_be_are_rejected),
        cmocka_unit_test(faults_of_a_codebook_name_their_line),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
