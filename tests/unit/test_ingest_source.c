/*
 * test_ingest_source.c - the table of ingest/source.h against its own rules
 * and against the schema.
 */
#include "ingest/source.h"

#include "lib/bulk.h"
#include "lib/mem.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

extern const char warehouse_schema[];

static void kinds_stand_after_those_they_refer_to(void **state)
{
    (void)state;
    for (const struct source *s = source_table; s->kind != NULL; s++)
        for (const struct source *other = s + 1; other->kind != NULL; other++)
            if (source_refers(s, other))
                fail_msg("%s stands before %s", s->kind, other->kind);
}

static void entities_begin_with_their_id(void **state)
{
    (void)state;
    for (const struct source *s = source_table; s->kind != NULL; s++) {
        if (s->entity == ENTITY_NONE)
            continue;
        assert_true(s->fields[0].required);
        assert_int_equal(s->fields[0].type, CELL_ID);
        assert_int_equal(s->fields[0].refers, ENTITY_NONE);
    }
}

static void named_fields_are_there(void **state)
{
    (void)state;
    for (const struct source *s = source_table; s->kind != NULL; s++) {
        for (size_t i = 0; s->unique[i] != NULL; i++)
            assert_true(source_field(s, s->unique[i]) >= 0);
        for (size_t i = 0; i < source_fields(s); i++)
            if (s->fields[i].not_before != NULL)
                assert_true(source_field(s, s->fields[i].not_before) >= 0);
        assert_true(source_fields(s) < SOURCE_FIELDS);
    }
}

/* How many columns c0, c1, ... a statement takes. */
static int columns_of(const char *insert)
{
    int most = -1;
    for (const char *c = strchr(insert, 'c'); c != NULL; c = strchr(c + 1, 'c'))
        if (c[1] >= '0' && c[1] <= '9' && atoi(c + 1) > most)
            most = atoi(c + 1);
    return most + 1;
}

static void check_insert(sqlite3 *db, const char *insert, int columns)
{
    sqlite3_stmt *s = NULL;
    if (insert == NULL)
        return;
    assert_int_equal(columns_of(insert), columns);
    if (sqlite3_prepare_v2(db, insert, -1, &s, NULL) != SQLITE_OK)
        fail_msg("%s: %s", insert, sqlite3_errmsg(db));
    sqlite3_finalize(s);
}

static int main_columns(const struct source *s)
{
    int columns = s->entity != ENTITY_NONE ? 3 : 2;
    for (size_t i = 0; i < source_fields(s); i++)
        columns += !s->fields[i].apart && s->fields[i].link == NULL;
    return columns;
}

/* All columns of the table, which has no index. */
static void check_table(sqlite3 *db, const char *table,
                        const char *const *columns)
{
    struct diag d = {0};
    if (table == NULL)
        return;
    struct bulk *b = bulk_open_table(db, table, columns, &d);
    assert_non_null(b);
    bulk_free(b);
    char *sql = mem_format("SELECT 1 FROM pragma_index_list('%s')", table);
    sqlite3_stmt *indexes = NULL;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &indexes, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(indexes), SQLITE_DONE);
    sqlite3_finalize(indexes);
    free(sql);
}

static void inserts_fit_the_schema_and_the_fields(void **state)
{
    (void)state;
    sqlite3 *db;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, warehouse_schema, NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db,
                     "CREATE TABLE bulk (c0, c1, c2, c3, c4, c5, c6, c7, c8,"
                     " c9, c10, c11, c12, c13, c14, c15, c16, c17, c18)",
                     NULL, NULL, NULL),
        SQLITE_OK);
    for (const struct source *s = source_table; s->kind != NULL; s++) {
        check_insert(db, s->insert, main_columns(s));
        for (size_t i = 0; i < SOURCE_ALSO; i++)
            check_insert(db, s->also_insert[i], (int)s->also_columns[i]);
        for (size_t i = 0; i < SOURCE_ALSO; i++)
            check_table(db, s->also_table[i], s->also_names[i]);
        for (size_t i = 0; i < source_fields(s); i++)
            check_insert(db, s->fields[i].link, 4);
        sqlite3_stmt *select = NULL;
        if (s->unique_select != NULL)
            assert_int_equal(
                sqlite3_prepare_v2(db, s->unique_select, -1, &select, NULL),
                SQLITE_OK);
        sqlite3_finalize(select);
    }
    sqlite3_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_stand_after_those_they_refer_to),
        cmocka_unit_test(entities_begin_with_their_id),
        cmocka_unit_test(named_fields_are_there),
        cmocka_unit_test(inserts_fit_the_schema_and_the_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
