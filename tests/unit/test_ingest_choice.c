/*
 * test_ingest_choice.c - ingest/survey/choice.h, on a codebook written here.
 * The codings are those that exporters of questionnaires use.
 */
#include "ingest/survey/choice.h"

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

/* A cell that its file does not have. */
static const char absent[] = "absent";

static struct answer_cell cell_or_none(const char *text)
{
    struct answer_cell c = bookcase_cell(text);
    c.absent = text == absent;
    return c;
}

/* Reads the options of a question of COUNT cells, A, B and C, and writes them
   as "1 0 . -1", their ranks behind a bar. */
static const char *choices_of(struct bookcase *f, const char *first,
                              size_t count, const char *a, const char *b,
                              const char *c)
{
    static char text[60];
    struct answer answers[6] = {{false, 0}};
    struct fault fault = {0};
    struct answer_cell cells[3] = {cell_or_none(a), cell_or_none(b),
                                   cell_or_none(c)};
    const struct codebook_item *items = bookcase_item(f, first);
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

static const char *choices(struct bookcase *f, const char *first, const char *a,
                           const char *b)
{
    return choices_of(f, first, b != NULL ? 2 : 1, a, b != NULL ? b : "", "");
}

static void options_in_columns_of_their_own(void **state)
{
    struct bookcase bookcase, *f = &bookcase;
    bookcase_open(f, state, book_text);
    assert_string_equal(choices(f, "own_a", "1", "0"), "1 0");
    assert_string_equal(choices(f, "own_a", "0", "b"), "0 1");
    assert_string_equal(choices(f, "own_a", "Y", ""), "1 0"); /* not ticked */
    assert_string_equal(choices(f, "own_a", "", ""), ". .");  /* not answered */
    assert_string_equal(choices(f, "own_a", "-2", "-2"), "-1 -1");
    assert_string_equal(choices(f, "own_a", "-2", "b"), "-1 1");
    assert_string_equal(choices(f, "own_a", "maybe", "0"), "unknown-word");
    assert_string_equal(choices(f, "own_a", "0", "1"), "unknown-word");
    bookcase_close(f);
}

static void options_in_one_cell(void **state)
{
    struct bookcase bookcase, *f = &bookcase;
    bookcase_open(f, state, book_text);
    assert_string_equal(choices(f, "cell_x", "水稻", NULL), "1 0 0");
    assert_string_equal(choices(f, "cell_x", "果树┋水稻", NULL), "1 1 0");
    assert_string_equal(choices(f, "cell_x", "养蜂", NULL),
                        "0 0 1"); /* other */
    assert_string_equal(choices(f, "cell_x", "", NULL), ". . .");
    assert_string_equal(choices(f, "cell_x", "-3", NULL), ". . .");
    assert_string_equal(choices(f, "cell_x", "-2", NULL), "-1 -1 -1");
    bookcase_close(f);
}

static void options_in_several_cells_in_a_row(void **state)
{
    struct bookcase bookcase, *f = &bookcase;
    bookcase_open(f, state, book_text);
    assert_string_equal(choices(f, "row_p", "q", "p"), "1 1");
    assert_string_equal(choices(f, "row_p", "q", ""), "0 1");
    assert_string_equal(choices(f, "row_p", "", ""), ". .");
    assert_string_equal(choices(f, "row_p", "r", ""), "unknown-word");
    bookcase_close(f);
}

static void options_that_hold_their_code(void **state)
{
    struct bookcase bookcase, *f = &bookcase;
    bookcase_open(f, state, book_text);
    assert_string_equal(choices(f, "code_a", "11", "0"), "1 0");
    assert_string_equal(choices(f, "code_a", "", "12"), "0 1");
    assert_string_equal(choices(f, "code_a", "", ""), ". .");
    assert_string_equal(choices(f, "code_a", "12", ""), "unknown-word");
    bookcase_close(f);
}

static void the_order_of_choices_is_their_rank(void **state)
{
    struct bookcase bookcase, *f = &bookcase;
    bookcase_open(f, state, book_text);
    assert_string_equal(choices(f, "order_p", "q", "p"), "1 1 | 2 1");
    assert_string_equal(choices(f, "order_p", "q", ""), "0 1 | -1 1");
    assert_string_equal(choices(f, "order_p", "q", "q"), "0 1 | -1 1");
    assert_string_equal(choices(f, "order_p", "", ""), ". . | -1 -1");
    bookcase_close(f);
}

static void ranks_stand_in_the_columns_of_the_options(void **state)
{
    struct bookcase bookcase, *f = &bookcase;
    bookcase_open(f, state, book_text);
    assert_string_equal(choices(f, "rank_p", "2", "1"), "1 1 | 2 1");
    assert_string_equal(choices(f, "rank_p", "1", "-2"), "1 0 | 1 -1");
    assert_string_equal(choices(f, "rank_p", "-2", "-2"), ". . | -1 -1");
    assert_string_equal(choices(f, "rank_p", "-3", "-3"), "-1 -1 | -1 -1");
    assert_string_equal(choices(f, "rank_p", "3", "1"), "out-of-range");
    assert_string_equal(choices(f, "rank_p", "first", "1"), "bad-number");
    bookcase_close(f);
}

static void columns_and_the_cell_of_all_agree(void **state)
{
    struct bookcase bookcase, *f = &bookcase;
    bookcase_open(f, state, book_text);
    assert_string_equal(choices_of(f, "both_p", 3, "1", "0", "p"), "1 0");
    assert_string_equal(choices_of(f, "both_p", 3, "1", "1", "q p"), "1 1");
    assert_string_equal(choices_of(f, "both_p", 3, "", "", ""), ". .");
    assert_string_equal(choices_of(f, "both_p", 3, "0", "1", ""), "0 1");
    assert_string_equal(choices_of(f, "both_p", 3, "", "", "q"), "0 1");
    assert_string_equal(choices_of(f, "both_p", 3, absent, absent, "q"), "0 1");
    assert_string_equal(choices_of(f, "both_p", 3, absent, absent, ""), ". .");
    assert_string_equal(choices_of(f, "both_p", 3, "0", "1", absent), "0 1");
    assert_string_equal(choices_of(f, "both_p", 3, "", "", absent), ". .");
    assert_string_equal(choices_of(f, "both_p", 3, "1", absent, "p"), "1 -1");
    assert_string_equal(choices_of(f, "both_p", 3, "1", "0", "q"), "conflict");
    assert_string_equal(choices_of(f, "both_p", 3, "1", "0", "p q"),
                        "conflict");
    assert_string_equal(choices_of(f, "both_p", 3, "1", "0", "x"),
                        "unknown-word");
    bookcase_close(f);
}

static void the_text_of_an_option_may_hold_the_separator(void **state)
{
    struct bookcase bookcase, *f = &bookcase;
    bookcase_open(f, state, book_text);
    assert_string_equal(choices(f, "comma_p", "Law", NULL), "1 0");
    assert_string_equal(choices(f, "comma_p", "Law, order", NULL), "0 1");
    assert_string_equal(choices(f, "comma_p", "Law,Law, order", NULL), "1 1");
    assert_string_equal(choices(f, "comma_p", "Law, disorder", NULL),
                        "unknown-word");
    bookcase_close(f);
}

static void a_question_says_what_its_empty_cells_mean(void **state)
{
    struct bookcase bookcase, *f = &bookcase;
    bookcase_open(f, state, book_text);
    assert_string_equal(choices(f, "keep_p", "", ""), "-1 -1");
    assert_string_equal(choices(f, "keep_p", "0", "0"), "0 0");
    assert_string_equal(choices(f, "keep_p", "1", ""), "1 -1");
    assert_string_equal(choices(f, "tick_p", "", ""), "0 0");
    assert_string_equal(choices(f, "tick_p", "Y", ""), "1 0");
    bookcase_close(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_in_columns_of_their_own),
        cmocka_unit_test(options_in_one_cell),
        cmocka_unit_test(options_in_several_cells_in_a_row),
        cmocka_unit_test(options_that_hold_their_code),
        cmocka_unit_test(the_order_of_choices_is_their_rank),
        cmocka_unit_test(ranks_stand_in_the_columns_of_the_options),
        cmocka_unit_test(columns_and_the_cell_of_all_agree),
        cmocka_unit_test(the_text_of_an_option_may_hold_the_separator),
        cmocka_unit_test(a_question_says_what_its_empty_cells_mean),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
