/* test_analyze_said.c - what is said of members, in the order of facts.h. */
#include "analyze/base/said.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/attr.h"
#include "lib/mem.h"

extern const char warehouse_schema[];

/* Members b and a, who are read in this order, and nobody's attribute. */
static const char *const loads[] = {
    "INSERT INTO batch (batch, input, kind, file, sha256, declaration, bytes,"
    " rows, accepted, rejected, started, finished, version)"
    " VALUES (1, 'm', 'members', 'm', '', '', 0, 0, 0, 0, '', '', '');"
    "INSERT INTO member (member, member_id) VALUES (5, 'b'), (7, 'a');"
    "INSERT INTO organization (org, org_id, name) VALUES (1, 'y', ''),"
    " (2, 'x', '')",
    "INSERT INTO member_attribute VALUES (7, 'size', 'large', 9, NULL, 1, 1),"
    " (5, 'size', 'small', NULL, NULL, 1, 2), (7, 'job', 'z', 9, NULL, 1, 3),"
    " (7, 'size', 'large', 9, 12, 1, 4), (7, 'size', 'huge', NULL, 8, 1, 5),"
    " (5, 'job', 'y', NULL, NULL, 1, 6), (7, 'size', 'big', 9, NULL, 1, 7)",
    "INSERT INTO membership VALUES (5, 1, 'full', 3, NULL, 1, 1),"
    " (7, 2, 'new', NULL, 9, 1, 2), (5, 2, 'full', 3, NULL, 1, 3),"
    " (5, 1, 'early', 3, NULL, 1, 4), (7, 1, NULL, NULL, 5, 1, 5)",
};

/* By member, beginning, name, value, end: those without an end go first. */
static const char wanted_attributes[] =
    "a size=huge -8; a job=z 9-; a size=big 9-; a size=large 9-;"
    " a size=large 9-12; b job=y -; b size=small -; ";

/* By member, beginning, organisation, end, status. */
static const char wanted_memberships[] =
    "a x new -9; a y  -5; b x full 3-; b y early 3-; b y full 3-; ";

static void show_span(char *to, size_t size, int32_t begin, int32_t end)
{
    char from[16] = "", until[16] = "";
    if (begin != FACT_BEGINNING)
        snprintf(from, sizeof from, "%d", (int)begin);
    if (end != FACT_OPEN)
        snprintf(until, sizeof until, "%d", (int)end);
    snprintf(to, size, "%s-%s; ", from, until);
}

static void show(const struct facts *f, char attributes[400],
                 char memberships[400])
{
    char span[40];
    attributes[0] = memberships[0] = '\0';
    for (size_t m = 0; m < f->n_members; m++)
        for (size_t i = 0; i < facts_attributes(f, m); i++) {
            const struct attribute *a = facts_attribute(f, m, i);
            show_span(span, sizeof span, a->begin_on, a->end_on);
            char *one = mem_format("%s %s=%s %s", f->member[m].id,
                                   f->word[a->name], f->word[a->value], span);
            strncat(attributes, one, 399 - strlen(attributes));
            free(one);
        }
    for (size_t i = 0; i < f->membership_at[f->n_members]; i++) {
        const struct membership *m = &f->membership[i];
        show_span(span, sizeof span, m->begin_on, m->end_on);
        char *one = mem_format(
            "%s %s %s %s", f->member[m->member].id, f->org[m->org].id,
            m->status != FACT_NONE ? f->word[m->status] : "", span);
        strncat(memberships, one, 399 - strlen(memberships));
        free(one);
    }
}

static void the_order_is_that_of_the_facts(void **state)
{
    (void)state;
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, warehouse_schema, NULL, NULL, NULL),
                     SQLITE_OK);
    for (size_t i = 0; i < COUNT_OF(loads); i++)
        if (sqlite3_exec(db, loads[i], NULL, NULL, NULL) != SQLITE_OK)
            fail_msg("%s", sqlite3_errmsg(db));
    struct facts f;
    struct diag d = {0};
    char attributes[400], memberships[400];
    if (facts_read(&f, db, &d) != 0)
        fail_msg("%s", d.text);
    show(&f, attributes, memberships);
    assert_string_equal(attributes, wanted_attributes);
    assert_string_equal(memberships, wanted_memberships);
    assert_int_equal(facts_attributes(&f, 0), 5);
    assert_int_equal(f.membership_at[1], 2);
    /* Words are numbered as they come in that order, and found. */
    assert_string_equal(f.word[0], "new");
    assert_string_equal(f.word[1], "full");
    assert_string_equal(f.word[2], "early");
    assert_string_equal(f.word[3], "size");
    for (size_t i = 0; i < f.n_words; i++)
        assert_int_equal(facts_word(&f, f.word[i]), i);
    facts_free(&f);
    sqlite3_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_is_that_of_the_facts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
