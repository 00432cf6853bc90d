/* test_lib_study_faults.c - each fault of a study is told with its place. */
#include "lib/attr.h"
#include "lib/study.h"
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

struct fault {
    const char *from, *to;
    long line;
    const char *column, *part;
};

static void expect_fault(const struct fault *f, int result, struct diag d)
{
    if (result == 0)
        fail_msg("%s passed", f->to);
    if (d.line != f->line || strcmp(d.column, f->column) != 0 ||
        strstr(d.text, f->part) == NULL)
        fail_msg("for %s: %ld: %s: %s", f->to, d.line, d.column, d.text);
    assert_string_equal(d.file + strlen(d.file) - 10, "study.json");
}

static void refuse(void **state, const struct fault *f)
{
    struct study s;
    struct diag d = {0};
    char *text = studytext_change(f->from, f->to);
    int result = studytext_read(state, text, &s, &d);
    study_free(&s);
    free(text);
    expect_fault(f, result, d);
}

/* The study can be read, but not its files. */
static void miss(void **state, const struct fault *f)
{
    struct study s;
    struct diag d = {0};
    char *text = studytext_change(f->from, f->to);
    studytext_read_well(state, text, &s);
    int result = study_find_files(&s, &d);
    study_free(&s);
    free(text);
    expect_fault(f, result, d);
}

static void faults_at_the_top_are_told(void **state)
{
    static const struct fault faults[] = {
        {"\"study\"", "\"studdy\"", 1, "studdy", "did you mean \"study\"?"},
        {"qinglan-2025", "a b", 1, "study", "letters a-z"},
        {"qinglan-2025", "", 1, "study", "letters a-z"},
        {"\"Training\"", "7", 2, "title", "a text in quotes, not a number"},
        {"\"Training\"", "\"\"", 2, "title", "must not be empty"},
        {"\"2025-12-31\",\n", "\"2025-13-01\",\n", 3, "as_of",
         "not \"2025-13-01\""},
        {"\"as_of\": \"2025-12-31\",", "", 1, "as_of", "is missing"},
        {"\"as_of\": \"2025", "\"as_of\": \"2024", 3, "as_of",
         "before the period"},
        {"[\"2025-01-01\", ", "[\"2026-01-01\", ", 4, "period",
         "ends before it begins"},
        {"[\"2025-01-01\", ", "[", 4, "period", "two dates"},
        {"\"seed\": 2025", "\"seed\": -1", 5, "seed", "must be from 0"},
        {"\"q.db\"", "\"\"", 6, "warehouse", "must not be empty"},
        {"\"\xE5\x86\x9C\"", "7", 25, "words_zh.rural", "a text in quotes"},
        {"\"\xE5\x86\x9C\"", "\"\"", 25, "words_zh.rural", "a text in quotes"},
        {"\"policy.json\"", "\"absent.json\"", 25, "policy",
         "no file \"absent.json\""},
        {"\"policy.json\"", "[]", 25, "policy", "the name of a file, or"},
        {"\"out\"", "\".\"", 39, "reports.folder", "would replace"},
        {"\"out\"", "\"/\"", 39, "reports.folder", "would replace"},
        {"\"out\"", "\"\"", 39, "reports.folder", "must not be empty"},
        {"\"q.db\"", "\"out/q.db\"", 6, "warehouse", "in the report folder"},
        {"\"q.db\"", "\"./out//deep/q.db\"", 6, "warehouse",
         "in the report folder"},
        {"\"q.db\"", "\"out\"", 6, "warehouse", "in the report folder"},
        {"\"key_file\": \"k\"", "\"key_file\": \"out/k\"", 39,
         "reports.key_file", "in the report folder"},
        {"\"threshold\": 12", "\"threshold\": 0", 40, "reports.threshold",
         "must be from 1"},
        {"\"identify\"", "\"identfy\"", 41, "reports.identfy",
         "did you mean \"identify\"?"},
    };
    for (size_t i = 0; i < COUNT_OF(faults); i++)
        refuse(state, &faults[i]);
}

/* "out" is the report folder; "out2" is another. */
static void a_folder_beside_the_reports_may_hold_all(void **state)
{
    struct study s;
    char *text = studytext_change("\"q.db\"", "\"out2/q.db\"");
    studytext_read_well(state, text, &s);
    study_free(&s);
    free(text);
    text = studytext_change("\"key_file\": \"k\"", "\"key_file\": \"out2/k\"");
    studytext_read_well(state, text, &s);
    study_free(&s);
    free(text);
}

static void faults_of_inputs_are_told(void **state)
{
    static const struct fault faults[] = {
        {"\"kind\": \"members\"", "\"kidn\": \"members\"", 8, "inputs[0].kidn",
         "did you mean \"kind\"?"},
        {"\"kind\": \"members\", ", "", 8, "inputs[0].kind", "is missing"},
        {"\"demand\"", "\"roster\"", 22, "inputs[1].name",
         "the name of the input of line 8 too"},
        {"members.csv", "", 9, "inputs[0].file", "must not be empty"},
        {"GB18030", "GB-NEVER", 10, "inputs[0].encoding",
         "\"GB-NEVER\" is no encoding"},
        {"GB18030", "GB18030//IGNORE", 10, "inputs[0].encoding",
         "\"GB18030//IGNORE\" is no encoding"},
        {"GB18030", "", 10, "inputs[0].encoding", "\"\" is no encoding"},
        {"\";\"", "\"ab\"", 10, "inputs[0].delimiter", "must be one sign"},
        {"\";\"", "\"\\\"\"", 10, "inputs[0].delimiter", "must be one sign"},
        {"\"skip_lines\": 2", "\"skip_lines\": -2", 11, "inputs[0].skip_lines",
         "must be from 0"},
        {"\"header_rows\": 3", "\"header_rows\": 1.5", 11,
         "inputs[0].header_rows", "a whole number, not one with a point"},
        {"codebook.json", "", 23, "inputs[1].codebook", "must not be empty"},
        {", \"codebook\": \"codebook.json\"", "", 22, "inputs[1].codebook",
         "is missing"},
        {"\"skip_lines\"", "\"codebook\": \"codebook.json\", \"skip_lines\"",
         11, "inputs[0].codebook", "for the kind responses only"},
    };
    for (size_t i = 0; i < COUNT_OF(faults); i++)
        refuse(state, &faults[i]);
}

static void files_that_cannot_be_read_are_told_to_who_looks(void **state)
{
    static const struct fault faults[] = {
        {"members.csv", "absent.csv", 9, "inputs[0].file",
         "cannot read \"absent.csv\": No such file"},
        {"answers.csv", "members.csv/x", 23, "inputs[1].file",
         "cannot read \"members.csv/x\": Not a directory"},
        {"members.csv", "..", 9, "inputs[0].file", "it is a folder"},
        {"codebook.json", "absent.json", 23, "inputs[1].codebook",
         "cannot read \"absent.json\""},
    };
    for (size_t i = 0; i < COUNT_OF(faults); i++)
        miss(state, &faults[i]);
}

static void faults_of_columns_are_told(void **state)
{
    static const struct fault faults[] = {
        {"\"No.\"", "0", 13, "inputs[0].columns.member_id",
         "must be a header in quotes, a position from 1"},
        {"\"No.\"", "\"\"", 13, "inputs[0].columns.member_id", "a header"},
        {"\"unit\"", "\"units\"", 17, "inputs[0].columns.minutes.units",
         "did you mean \"unit\"?"},
        {"\"seconds\"", "\"weeks\"", 17, "inputs[0].columns.minutes.unit",
         "seconds, minutes, hours or days"},
        {"\"header\": \"long\"", "\"header\": \"long\", \"position\": 2", 17,
         "inputs[0].columns.minutes.position", "stands beside \"header\""},
        {"\"A\": \"full\"", "\"A\": 1", 15, "inputs[0].columns.status.values.A",
         "our word for it"},
        {"\"N/A\"", "\"\"", 16, "inputs[0].columns.status.missing",
         "an empty text"},
        {"\"constant\": \"O1\"", "\"constant\": \"O1\", \"values\": {}", 18,
         "inputs[0].columns.org_id.values", "no use beside"},
        {"[\"Job\", \"Theme\"]", "[]", 19, "inputs[0].columns.topics.headers",
         "at least one"},
        {"\"list\": \"python\", ", "", 19, "inputs[0].columns.topics.headers",
         "split by \"list\""},
        {"\"python\"", "\"\"", 20, "inputs[0].columns.topics.list", "python"},
        {"\"unit\": \"seconds\"", "\"make\": true", 17,
         "inputs[0].columns.minutes.make", "the field topics only"},
    };
    for (size_t i = 0; i < COUNT_OF(faults); i++)
        refuse(state, &faults[i]);
}

static void faults_of_analyses_are_told(void **state)
{
    static const struct fault faults[] = {
        {"\"segment\"", "\"segments\"", 31, "analysis.segments",
         "did you mean \"segment\"?"},
        {"\"peers\"", "\"peer\"", 27, "analysis.record.peer",
         "did you mean \"peers\"?"},
        {"\"due_days\": 60", "\"due_days\": \"60\"", 28,
         "analysis.requirement.due_days", "a whole number, not a text"},
        {"\"k_max\": 8", "\"k_max\": 21", 31, "analysis.segment.k_max",
         "from 1 to 20, not 21"},
        {"\"stability\": 0.8", "\"stability\": 80", 32,
         "analysis.segment.stability", "from 0 to 1"},
        {"\"lambda\": 50", "\"lambda\": 0", 33, "analysis.recommend.lambda",
         "not 0"},
        {"\"per_member\": 5", "\"per_member\": 51", 35,
         "analysis.recommend.per_member", "from 1 to 50"},
        {"\"fdr\": 0.05", "\"fdr\": 5", 36, "analysis.effect.fdr",
         "from 0 to 1"},
        {"\"overlap\": 0.5", "\"overlap\": true", 37,
         "analysis.duplicate.overlap", "a number, not true or false"},
    };
    for (size_t i = 0; i < COUNT_OF(faults); i++)
        refuse(state, &faults[i]);
}

static void faults_of_the_policy_file_are_its_own(void **state)
{
    struct study s;
    struct diag d = {0};
    studytext_file(state, "policy.json", "{\n\"requirements\": [\n}");
    assert_int_equal(studytext_read(state, studytext, &s, &d), -1);
    study_free(&s);
    assert_string_equal(d.file + strlen(d.file) - 11, "policy.json");
    assert_int_equal(d.line, 3);
    studytext_file(state, "policy.json", "{\"requirements\": []}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_at_the_top_are_told),
        cmocka_unit_test(a_folder_beside_the_reports_may_hold_all),
        cmocka_unit_test(faults_of_inputs_are_told),
        cmocka_unit_test(files_that_cannot_be_read_are_told_to_who_looks),
        cmocka_unit_test(faults_of_columns_are_told),
        cmocka_unit_test(faults_of_analyses_are_told),
        cmocka_unit_test(faults_of_the_policy_file_are_its_own),
    };
    return cmocka_run_group_tests(tests, studytext_make, scratch_remove);
}
