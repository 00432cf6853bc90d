/*
 * test_ingest_answer.c - ingest/survey/codebook.h, answer.h and choice.h, on a
 * codebook written here. The codings are those that exporters of
 * questionnaires use.
 */
#include "ingest/survey/choice.h"

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

struct fixture {
    struct codebook book;
    struct list list;
};

static void begin(struct fixture *f, void **state)
{
    struct diag d = {0};
    char *path =
        scratch_write(state, "codebook.json", book_text, strlen(book_text));
    *f = (struct fixture){0};
    if (codebook_read(&f->book, path, &d) != 0)
        fail_msg("%s:%ld: %s: %s", d.file, d.line, d.column, d.text);
    free(path);
}

static void end(struct fixture *f)
{
    codebook_free(&f->book);
    list_free(&f->list);
}

static const struct codebook_item *item(struct fixture *f, const char *id)
{
    for (size_t i = 0; i < f->book.count; i++)
        if (strcmp(f->book.items[i].id, id) == 0)
            return &f->book.items[i];
    fail_msg("no item %s", id);
    return NULL;
}

static struct answer_cell cell(const char *text)
{
    return (struct answer_cell){text, strlen(text), false};
}

static void every_option_is_an_item(void **state)
{
    struct fixture fixture, *f = &fixture;
    begin(f, state);
    static const char *const ids[] = {"likert", "single", "number", "own_a",
                                      "own_b",  "cell_x", "cell_y", "cell_z",
                                      "row_p",  "row_q"};
    assert_true(f->book.count > COUNT_OF(ids));
    for (size_t i = 0; i < COUNT_OF(ids); i++)
        assert_string_equal(f->book.items[i].id, ids[i]);
    assert_string_equal(json_string_value(codebook_column(item(f, "row_q"), 1)),
                        "F2");
    assert_null(codebook_column(item(f, "row_q"), 2));
    assert_string_equal(json_string_value(codebook_column(item(f, "own_b"), 0)),
                        "D2");
    end(f);
}

static void a_rank_follows_the_options(void **state)
{
    struct fixture fixture, *f = &fixture;
    begin(f, state);
    const struct codebook_item *rank = item(f, "order_q_rank");
    assert_true(rank->rank);
    assert_int_equal(rank->kind, CODEBOOK_NUMBER);
    assert_int_equal(rank->high, 2);
    assert_string_equal((rank - 2)->id, "order_q");
    end(f);
}

static void rows_of_a_matrix_share_what_the_question_says(void **state)
{
    struct fixture fixture, *f = &fixture;
    begin(f, state);
    assert_int_equal(item(f, "grid_p")->high, 5);
    assert_string_equal(item(f, "grid_p")->facet, "interest");
    assert_true(item(f, "grid_p")->reversed);
    assert_false(item(f, "grid_q")->reversed);
    assert_true(item(f, "grid_q")->optional);
    end(f);
}

static void answers_have_codes_and_four_states(void **state)
{
    struct fixture fixture, *f = &fixture;
    begin(f, state);
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
        if (!answer_read(&f->book, item(f, cases[i].id), cell(cases[i].text),
                         &answer, &fault))
            fail_msg("%s '%s': %s", cases[i].id, cases[i].text, fault.reason);
        assert_int_equal(answer.known, cases[i].known);
        if (answer.known)
            assert_int_equal(answer.code, cases[i].code);
    }
    end(f);
}

static void answers_that_cannot_be_are_rejected(void **state)
{
    struct fixture fixture, *f = &fixture;
    begin(f, state);
    static const struct {
        const char *id, *text, *code;
    } cases[] = {
        {"likert", "7", "out-of-range"},  {"likert", "0", "out-of-range"},
        {"likert", "4.5", "bad-number"},  {"likert", "very", "bad-number"},
        {"single", "C", "unknown-word"},  {"single", "3", "unknown-word"},
        {"number", "-1", "out-of-range"}, {"number", "two", "bad-number"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct answer answer;
        struct fault fault = {0};
        assert_false(answer_read(&f->book, item(f, cases[i].id),
                                 cell(cases[i].text), &answer, &fault));
        assert_string_equal(fault.code, cases[i].code);
    }
    end(f);
}

/* A cell that its file does not have. */
static const char absent[] = "absent";

static struct answer_cell cell_or_none(const char *text)
{
    struct answer_cell c = cell(text);
    c.absent = text == absent;
    return c;
}

/* Reads the options of a question of COUNT cells, A, B and C, and writes them
   as "1 0 . -1", their ranks behind a bar. */
static const char *choices_of(struct fixture *f, const char *first,
                              size_t count, const char *a, const char *b,
                              const char *c)
{
    static char text[60];
    struct answer answers[6] = {{false, 0}};
    struct fault fault = {0};
    struct answer_cell cells[3] = {cell_or_none(a), cell_or_none(b),
                                   cell_or_none(c)};
    const struct codebook_item *items = item(f, first);
    struct choice choice = {.book = &f->book,
                            .items = items,
                            .count = items->count,
                            .cells = cells,
                            .n_cells = count,
                            .list = &f->list,
                            .answers = answers};
    if (!choice_read(&choice, &fault))
        return fault.code;
    text[0] = '\0';
    size_t shown = items->count * (choice_ranked(items) ? 2 : 1);
    for (size_t i = 0; i < shown; i++) {
        char one[16] = ".";
        if (answers[i].known)
            snprintf(one, sizeof one, "%d", (int)answers[i].code);
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s",
                 i == 0              ? ""
                 : i == items->count ? " | "
                                     : " ",
                 one);
    }
    return text;
}

static const char *choices(struct fixture *f, const char *first, const char *a,
                           const char *b)
{
    return choices_of(f, first, b != NULL ? 2 : 1, a, b != NULL ? b : "", "");
}

static void options_in_columns_of_their_own(void **state)
{
    struct fixture fixture, *f = &fixture;
    begin(f, state);
    assert_string_equal(choices(f, "own_a", "1", "0"), "1 0");
    assert_string_equal(choices(f, "own_a", "0", "b"), "0 1");
    assert_string_equal(choices(f, "own_a", "Y", ""), "1 0"); /* not ticked */
    assert_string_equal(choices(f, "own_a", "", ""), ". .");  /* not answered */
    assert_string_equal(choices(f, "own_a", "-2", "-2"), "-1 -1");
    assert_string_equal(choices(f, "own_a", "-2", "b"), "-1 1");
    assert_string_equal(choices(f, "own_a", "maybe", "0"), "unknown-word");
    assert_string_equal(choices(f, "own_a", "0", "1"), "unknown-word");
    end(f);
}

static void options_in_one_cell(void **state)
{
    struct fixture fixture, *f = &fixture;
    begin(f, state);
    assert_string_equal(choices(f, "cell_x", "水稻", NULL), "1 0 0");
    assert_string_equal(choices(f, "cell_x", "果树┋水稻", NULL), "1 1 0");
    assert_string_equal(choices(f, "cell_x", "养蜂", NULL),
                        "0 0 1"); /* other */
    assert_string_equal(choices(f, "cell_x", "", NULL), ". . .");
    assert_string_equal(choices(f, "cell_x", "-3", NULL), ". . .");
    assert_string_equal(choices(f, "cell_x", "-2", NULL), "-1 -1 -1");
    end(f);
}

static void options_in_several_cells_in_a_row(void **state)
{
    struct fixture fixture, *f = &fixture;
    begin(f, state);
    assert_string_equal(choices(f, "row_p", "q", "p"), "1 1");
    assert_string_equal(choices(f, "row_p", "q", ""), "0 1");
    assert_string_equal(choices(f, "row_p", "", ""), ". .");
    assert_string_equal(choices(f, "row_p", "r", ""), "unknown-word");
    end(f);
}

static void options_that_hold_their_code(void **state)
{
    struct fixture fixture, *f = &fixture;
    begin(f, state);
    assert_string_equal(choices(f, "code_a", "11", "0"), "1 0");
    assert_string_equal(choices(f, "code_a", "", "12"), "0 1");
    assert_string_equal(choices(f, "code_a", "", ""), ". .");
    assert_string_equal(choices(f, "code_a", "12", ""), "unknown-word");
    end(f);
}

static void the_order_of_choices_is_their_rank(void **state)
{
    struct fixture fixture, *f = &fixture;
    begin(f, state);
    assert_string_equal(choices(f, "order_p", "q", "p"), "1 1 | 2 1");
    assert_string_equal(choices(f, "order_p", "q", ""), "0 1 | -1 1");
    assert_string_equal(choices(f, "order_p", "q", "q"), "0 1 | -1 1");
    assert_string_equal(choices(f, "order_p", "", ""), ". . | -1 -1");
    end(f);
}

static void ranks_stand_in_the_columns_of_the_options(void **state)
{
    struct fixture fixture, *f = &fixture;
    begin(f, state);
    assert_string_equal(choices(f, "rank_p", "2", "1"), "1 1 | 2 1");
    assert_string_equal(choices(f, "rank_p", "1", "-2"), "1 0 | 1 -1");
    assert_string_equal(choices(f, "rank_p", "-2", "-2"), ". . | -1 -1");
    assert_string_equal(choices(f, "rank_p", "-3", "-3"), "-1 -1 | -1 -1");
    assert_string_equal(choices(f, "rank_p", "3", "1"), "out-of-range");
    assert_string_equal(choices(f, "rank_p", "first", "1"), "bad-number");
    end(f);
}

static void columns_and_the_cell_of_all_agree(void **state)
{
    struct fixture fixture, *f = &fixture;
    begin(f, state);
    assert_string_equal(choices_of(f, "both_p", 3, "1", "0", "p"), "1 0");
    assert_string_equal(choices_of(f, "both_p", 3, "1", "1", "q p"), "1 1");
    assert_string_equal(choices_of(f, "both_p", 3, "", "", ""), ". .");
    assert_string_equal(choices_of(f, "both_p", 3, "0", "1", ""), "0 1");
    assert_string_equal(choices_of(f, "both_p", 3, "", "", "q"), "0 1");
    assert_string_equal(choices_of(f, "both_p", 3, absent, absent, "q"), "0 1");
    assert_string_equal(choices_of(f, "both_p", 3, absent, absent, ""), ". .");
    assert_string_equal(choices_of(f, "both_p", 3, "0", "1", absent), "0 1");
    assert_string_equal(choices_of(f, "both_p", 3, "1", absent, "p"), "1 -1");
    assert_string_equal(choices_of(f, "both_p", 3, "1", "0", "q"), "conflict");
    assert_string_equal(choices_of(f, "both_p", 3, "1", "0", "p q"),
                        "conflict");
    assert_string_equal(choices_of(f, "both_p", 3, "1", "0", "x"),
                        "unknown-word");
    end(f);
}

static void the_text_of_an_option_may_hold_the_separator(void **state)
{
    struct fixture fixture, *f = &fixture;
    begin(f, state);
    assert_string_equal(choices(f, "comma_p", "Law", NULL), "1 0");
    assert_string_equal(choices(f, "comma_p", "Law, order", NULL), "0 1");
    assert_string_equal(choices(f, "comma_p", "Law,Law, order", NULL), "1 1");
    assert_string_equal(choices(f, "comma_p", "Law, disorder", NULL),
                        "unknown-word");
    end(f);
}

static void a_question_says_what_its_empty_cells_mean(void **state)
{
    struct fixture fixture, *f = &fixture;
    begin(f, state);
    assert_string_equal(choices(f, "keep_p", "", ""), "-1 -1");
    assert_string_equal(choices(f, "keep_p", "0", "0"), "0 0");
    assert_string_equal(choices(f, "keep_p", "1", ""), "1 -1");
    assert_string_equal(choices(f, "tick_p", "", ""), "0 0");
    assert_string_equal(choices(f, "tick_p", "Y", ""), "1 0");
    end(f);
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
        cmocka_unit_test(answers_have_codes_and_four_states),
        cmocka_unit_test(answers_that_cannot_be_are_rejected),
        cmocka_unit_test(options_in_columns_of_their_own),
        cmocka_unit_test(options_in_one_cell),
        cmocka_unit_test(options_in_several_cells_in_a_row),
        cmocka_unit_test(a_rank_follows_the_options),
        cmocka_unit_test(rows_of_a_matrix_share_what_the_question_says),
        cmocka_unit_test(options_that_hold_their_code),
        cmocka_unit_test(the_order_of_choices_is_their_rank),
        cmocka_unit_test(ranks_stand_in_the_columns_of_the_options),
        cmocka_unit_test(columns_and_the_cell_of_all_agree),
        cmocka_unit_test(the_text_of_an_option_may_hold_the_separator),
        cmocka_unit_test(a_question_says_what_its_empty_cells_mean),
        cmocka_unit_test(faults_of_a_codebook_name_their_line),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
