/* test_ingest_codebook.c - what ingest/survey/codebook.h refuses. */
#include "ingest/survey/codebook.h"

#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LIKERT(id, column, facet, topic, low, high)                           \
    "{\"id\": \"" id "\", \"kind\": \"likert\", \"column\": \"" column        \
    "\",\n\"facet\": \"" facet "\", \"topic\": \"" topic "\",\n\"low\": " low \
    ",\n\"high\": " high "}"

/* The line and key of the fault, and a part of its text; or none. */
static const struct book {
    const char *questions;
    long line;
    const char *key, *part;
} books[] = {
    {LIKERT("imp", "A", "importance", "T1", "1", "5") ",\n" LIKERT(
         "abi", "B", "ability", "T1", "1",
         "5") ",\n" LIKERT("two", "C", "ability", "T2", "0", "7"),
     0, NULL, NULL},
    {LIKERT("imp", "A", "importance", "T1", "1",
            "5") ",\n" LIKERT("abi", "B", "ability", "T1", "1", "7"),
     9, "abi.high", "1 to 7, but 'imp', the importance of the same topic"},
    {LIKERT("abi", "A", "ability", "T1", "1",
            "5") ",\n" LIKERT("imp", "B", "importance", "T1", "0", "5"),
     8, "imp.low", "0 to 5, but 'abi', the ability of the same topic"},
    {LIKERT("imp", "A", "importance", "T1", "1",
            "5") ",\n" LIKERT("abi", "A", "ability", "T2", "1", "5"),
     6, "abi.column", "the column 'A' is read for 'imp' already"},
    {LIKERT("imp", "A", "importence", "T1", "1", "5"), 3, "imp.facet",
     "'importence' is no facet (did you mean importance?); there are "
     "importance, ability, interest, willingness, preference, attention"},
    {"{\"id\": \"m\", \"kind\": \"multiple\", \"facet\": \"wishes\",\n"
     "\"options\": [{\"id\": \"a\", \"column\": \"A\"}]}",
     2, "m.facet", "'wishes' is no facet; there are importance, "},
    {"{\"id\": \"m\", \"kind\": \"multiple\", \"options\": [\n"
     "{\"id\": \"a\", \"column\": \"A\"},\n{\"id\": \"b\", \"column\": "
     "\"A\"}]}",
     4, "m_b.column", "the column 'A' is read for 'm_a' already"},
    {"{\"id\": \"m\", \"kind\": \"multiple\", \"coding\": \"cell\",\n"
     "\"column\": \"A\", \"options\": [{\"id\": \"a\"}, {\"id\": \"b\"}]},\n"
     "{\"id\": \"n\", \"kind\": \"multiple\", \"coding\": \"cell\",\n"
     "\"columns\": [\"B\", \"A\"], \"options\": [{\"id\": \"a\"}]}",
     5, "n.columns", "the column 'A' is read for 'm_a' already"},
    {"{\"id\": \"m\", \"kind\": \"multiple\", \"coding\": \"cell\",\n"
     "\"columns\": [\"B\", \"A\", \"B\"], \"options\": [{\"id\": \"a\"}]}",
     3, "m.columns", "the column 'B' is read for 'm_a' already"},
    {"{\"id\": \"m\", \"kind\": \"multiple\", \"coding\": \"cell\",\n"
     "\"columns\": [\"A\", \"B\"], \"options\": [{\"id\": \"a\"},\n"
     "{\"id\": \"b\"}]}",
     0, NULL, NULL},
};

static void check_book(void **state, const struct book *wanted)
{
    struct diag d = {0};
    struct codebook book;
    char text[2000];
    int length = snprintf(text, sizeof text,
                          "{\"survey\": \"s\", \"questions\": [\n%s]}",
                          wanted->questions);
    char *path = scratch_write(state, "book.json", text, (size_t)length);
    int result = codebook_read(&book, path, &d);
    if (wanted->part == NULL && result != 0)
        fail_msg("%s:%ld: %s: %s", d.file, d.line, d.column, d.text);
    if (wanted->part != NULL) {
        assert_int_equal(result, -1);
        assert_string_equal(d.file, path);
        if (strstr(d.text, wanted->part) == NULL)
            fail_msg("'%s' is not in '%s'", wanted->part, d.text);
        assert_int_equal(d.line, wanted->line);
        assert_string_equal(d.column, wanted->key);
    }
    codebook_free(&book);
    free(path);
}

static void questions_that_contradict_each_other_are_refused(void **state)
{
    for (size_t i = 0; i < COUNT_OF(books); i++)
        check_book(state, &books[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            questions_that_contradict_each_other_are_refused, scratch_make,
            scratch_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
