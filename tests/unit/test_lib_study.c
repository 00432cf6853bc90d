/* test_lib_study.c - what a study says, and what its hashes cover. */
#include "lib/study.h"
#include "lib/date.h"
#include "lib/mem.h"
#include "tests/unit/scratch.h"
#include "tests/unit/studytext.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void expect_path(void **state, const char *path, const char *name)
{
    char *expected = scratch_path(state, name);
    assert_string_equal(path, expected);
    free(expected);
}

static void everything_that_is_said_is_known(void **state)
{
    struct study s;
    studytext_read_well(state, studytext, &s);
    assert_string_equal(s.id, "qinglan-2025");
    assert_string_equal(s.title_zh, "\xE5\x9F\xB9\xE8\xAE\xAD");
    assert_int_equal(s.as_of, date_day(2025, 12, 31));
    assert_int_equal(s.period_begin, date_day(2025, 1, 1));
    assert_int_equal(s.period_end, date_day(2025, 12, 31));
    assert_int_equal(s.seed, 2025);
    expect_path(state, s.warehouse, "q.db");
    expect_path(state, s.report_folder, "out");
    expect_path(state, s.key_file, "k");
    assert_int_equal(s.threshold, 12);
    assert_int_equal(s.cell_threshold, 6);
    assert_true(study_identifies(&s, "records"));
    assert_false(study_identifies(&s, "requirements"));
    assert_int_equal(study_integer(&s, "segment", "k_max", 3), 8);
    assert_int_equal(study_integer(&s, "plan", "seats", 3), 3);
    assert_true(study_number(&s, "effect", "fdr", 1) == .05);
    assert_string_equal(study_text(&s, "need", "cross_hair", "x"), "mean");
    assert_non_null(json_object_get(s.policy, "requirements"));
    expect_path(state, jsondoc_path(study_policy_doc(&s)), "policy.json");
    study_free(&s);
    study_free(&s);
}

/* What fails later must not be told as if it stood in the study. */
static void a_study_that_is_right_leaves_no_place_behind(void **state)
{
    struct study s;
    struct diag d = {0};
    assert_int_equal(studytext_read(state, studytext, &s, &d), 0);
    assert_string_equal(d.file, "");
    assert_int_equal(d.line, 0);
    assert_string_equal(d.column, "");
    study_free(&s);
}

static void inputs_say_how_they_are_read(void **state)
{
    struct study s;
    studytext_read_well(state, studytext, &s);
    assert_int_equal(s.n_inputs, 2);
    const struct study_input *in = &s.inputs[0];
    assert_string_equal(in->kind, "members");
    assert_string_equal(in->name, "roster");
    assert_string_equal(in->file, "members.csv");
    expect_path(state, in->path, "members.csv");
    assert_string_equal(in->dialect.encoding, "GB18030");
    assert_int_equal(in->dialect.delimiter, ';');
    assert_int_equal(in->dialect.skip_lines, 2);
    assert_int_equal(in->dialect.header_rows, 3);
    assert_true(in->max_rejects == 5);
    assert_int_equal(in->line, 8);
    assert_null(in->codebook);

    in = &s.inputs[1];
    assert_int_equal(in->dialect.delimiter, 0);
    assert_null(in->dialect.encoding);
    assert_int_equal(in->dialect.header_rows, 1);
    assert_true(in->max_rejects == .01);
    expect_path(state, in->codebook, "codebook.json");
    study_free(&s);
}

static void columns_have_all_their_forms(void **state)
{
    struct study s;
    studytext_read_well(state, studytext, &s);
    assert_int_equal(s.inputs[0].n_columns, 6);
    const struct study_column *c = s.inputs[0].columns;
    assert_string_equal(c[0].field, "member_id");
    assert_int_equal(c[0].n_headers, 1);
    assert_string_equal(c[0].headers[0], "No.");
    assert_int_equal(c[0].line, 13);
    assert_int_equal(c[1].position, 4);
    assert_int_equal(c[1].n_headers, 0);
    /* No source is named: the field's own name is the header. */
    assert_string_equal(c[2].headers[0], "status");
    assert_string_equal(jsondoc_text(c[2].values, "A", ""), "full");
    assert_int_equal(c[2].n_missing, 2);
    assert_string_equal(c[2].missing[1], "-");
    assert_int_equal(c[3].unit, STUDY_UNIT_SECONDS);
    assert_string_equal(c[4].constant, "O1");
    assert_int_equal(c[4].n_headers, 0);
    assert_string_equal(c[5].field, "topics");
    assert_int_equal(c[5].n_headers, 2);
    assert_string_equal(c[5].headers[1], "Theme");
    assert_string_equal(c[5].list, "python");
    assert_true(c[5].make);
    study_free(&s);
}

static void what_is_not_said_has_its_default(void **state)
{
    struct study s;
    studytext_read_well(
        state,
        "{\"study\": \"a\", \"title\": \"A\", \"as_of\": \"2025-06-30\","
        "\"period\": [\"2025-01-01\", \"2025-12-31\"],"
        "\"warehouse\": \"/tmp/a.db\", \"inputs\": [{\"kind\": \"x\","
        "\"name\": \"n\", \"file\": \"members.csv\"}]}",
        &s);
    assert_string_equal(s.warehouse, "/tmp/a.db");
    expect_path(state, s.report_folder, "report");
    expect_path(state, s.key_file, "dripline.key");
    assert_int_equal(s.threshold, 10);
    assert_int_equal(s.cell_threshold, 5);
    assert_int_equal(s.n_identify, 0);
    assert_int_equal(json_object_size(s.policy), 0);
    assert_int_equal(json_object_size(s.analysis), 0);
    assert_ptr_equal(study_policy_doc(&s), s.doc);
    study_free(&s);
}

static void find_files(struct study *study)
{
    struct diag d = {0};
    assert_string_equal(study->inputs[0].declaration, "");
    if (study_find_files(study, &d) != 0)
        fail_msg("line %ld: %s: %s", d.line, d.column, d.text);
}

/* The hashes of the study in which FROM is TO. */
static void hash(void **state, const char *from, const char *to,
                 char settings[DIGEST_TEXT], char declaration[DIGEST_TEXT])
{
    struct study s;
    char *text = studytext_change(from, to);
    studytext_read_well(state, text, &s);
    find_files(&s);
    memcpy(settings, s.settings, DIGEST_TEXT);
    memcpy(declaration, s.inputs[0].declaration, DIGEST_TEXT);
    assert_int_equal(strlen(settings), 64);
    assert_int_equal(strlen(declaration), 64);
    study_free(&s);
    free(text);
}

static void hashes_change_with_what_they_cover(void **state)
{
    static const struct {
        const char *from, *to;
        bool settings, declaration; /* which change */
    } cases[] = {
        {"qinglan", "other", true, false},
        {"\"Training\"", "\"Other\"", true, false},
        {"\"title_zh\": \"", "\"title_zh\": \"x", true, false},
        {"\"rural\": \"", "\"rural\": \"x", true, false},
        {"\"as_of\": \"2025-12-31\"", "\"as_of\": \"2025-12-30\"", true, false},
        {"[\"2025-01-01\"", "[\"2025-01-02\"", true, false},
        {"\"seed\": 2025", "\"seed\": 2026", true, false},
        {"\"threshold\": 12", "\"threshold\": 13", true, false},
        {"\"cell_threshold\": 6", "\"cell_threshold\": 7", true, false},
        {"\"k_max\": 8", "\"k_max\": 9", true, false},
        {"\"policy.json\"", "{\"requirements\": [], \"x\": 1}", true, false},
        {"\"policy.json\"", "{\"requirements\": []}", false, false},
        {"\"title\": \"Training\",", "\"title\" :\n\"Training\" ,", false,
         false},
        {"\"k\": 4, \"k_max\": 8", "\"k_max\": 8, \"k\": 4", false, false},
        {"q.db", "r.db", false, false},
        {"\"out\"", "\"elsewhere\"", false, false},
        {"\"roster\"", "\"people\"", false, false},
        {"members.csv", "answers.csv", false, false},
        {"\"No.\"", "\"Nr.\"", false, true},
        {"GB18030", "UTF-8", false, true},
        {"\";\"", "\",\"", false, true},
        {"\"skip_lines\": 2", "\"skip_lines\": 1", false, true},
        {"\"header_rows\": 3", "\"header_rows\": 2", false, true},
        {"\"max_rejects\": 5", "\"max_rejects\": 6", false, true},
        {"\"members\"", "\"topics\"", false, true},
    };
    char settings[DIGEST_TEXT], declaration[DIGEST_TEXT];
    char other_settings[DIGEST_TEXT], other_declaration[DIGEST_TEXT];
    hash(state, "{", "{", settings, declaration);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        hash(state, cases[i].from, cases[i].to, other_settings,
             other_declaration);
        if ((strcmp(settings, other_settings) != 0) != cases[i].settings ||
            (strcmp(declaration, other_declaration) != 0) !=
                cases[i].declaration)
            fail_msg("%s", cases[i].to);
    }
}

static void a_codebook_is_part_of_the_declaration(void **state)
{
    struct study before, after;
    studytext_read_well(state, studytext, &before);
    find_files(&before);
    studytext_file(state, "codebook.json", "{ }\n");
    studytext_read_well(state, studytext, &after);
    find_files(&after);
    studytext_file(state, "codebook.json", "{}\n");
    assert_string_equal(before.inputs[0].declaration,
                        after.inputs[0].declaration);
    assert_string_not_equal(before.inputs[1].declaration,
                            after.inputs[1].declaration);
    study_free(&before);
    study_free(&after);
}

static void what_is_written_can_go_elsewhere(void **state)
{
    struct study s;
    studytext_read_well(state, studytext, &s);
    study_redirect(&s, NULL);
    expect_path(state, s.warehouse, "q.db");
    study_redirect(&s, "/trial");
    assert_string_equal(s.warehouse, "/trial/warehouse.db");
    assert_string_equal(s.report_folder, "/trial/report");
    assert_string_equal(s.key_file, "/trial/dripline.key");
    expect_path(state, s.inputs[0].path, "members.csv");
    study_free(&s);

    studytext_file(state, "k", "any");
    studytext_read_well(state, studytext, &s);
    study_redirect(&s, "/trial");
    expect_path(state, s.key_file, "k");
    study_free(&s);
}

static void paths_are_relative_to_the_study(void **state)
{
    (void)state;
    static const struct {
        const char *folder, *path, *result;
    } cases[] = {
        {"a/b", "c.csv", "a/b/c.csv"},    {"a/b", "/c.csv", "/c.csv"},
        {".", "c.csv", "c.csv"},          {"/", "c.csv", "/c.csv"},
        {"a/", "../c.csv", "a/../c.csv"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char *path = study_path(cases[i].folder, cases[i].path);
        assert_string_equal(path, cases[i].result);
        free(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_that_is_said_is_known),
        cmocka_unit_test(a_study_that_is_right_leaves_no_place_behind),
        cmocka_unit_test(inputs_say_how_they_are_read),
        cmocka_unit_test(columns_have_all_their_forms),
        cmocka_unit_test(what_is_not_said_has_its_default),
        cmocka_unit_test(hashes_change_with_what_they_cover),
        cmocka_unit_test(a_codebook_is_part_of_the_declaration),
        cmocka_unit_test(what_is_written_can_go_elsewhere),
        cmocka_unit_test(paths_are_relative_to_the_study),
    };
    return cmocka_run_group_tests(tests, studytext_make, scratch_remove);
}
