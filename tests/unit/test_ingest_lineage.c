/*
 * test_ingest_lineage.c - ingest/lineage.h over a ledger in memory. Which rows
 * stand is plain from the drawings.
 */
#include "ingest/lineage.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

extern const char warehouse_schema[];

struct world {
    sqlite3 *db;
    struct ledger *ledger;
    struct lineage lineage;
};

static int open_world(void **state)
{
    static struct world w;
    struct diag d = {0};
    struct batches none = {0};
    w = (struct world){0};
    sqlite3_open(":memory:", &w.db);
    sqlite3_exec(w.db, warehouse_schema, NULL, NULL, NULL);
    sqlite3_exec(w.db,
                 "INSERT INTO organization (org, org_id, name, batch, line)"
                 " VALUES (5, 'kept', 'Kept', 1, 2)",
                 NULL, NULL, NULL);
    w.ledger = ledger_read(w.db, ENTITY_ORGANIZATION, &none, &d);
    *state = &w;
    return w.ledger != NULL ? 0 : -1;
}

static int close_world(void **state)
{
    struct world *w = *state;
    lineage_free(&w->lineage);
    ledger_free(w->ledger);
    sqlite3_close(w->db);
    return 0;
}

/* A row ID that names OTHERS, separated by blanks. */
static void row(struct world *w, const char *id, const char *others)
{
    size_t index;
    assert_true(ledger_claim(w->ledger, id, strlen(id), 1, 1, &index));
    while (*others != '\0') {
        size_t length = strcspn(others, " ");
        lineage_add(&w->lineage, index, others, length);
        others += length + (others[length] == ' ');
    }
}

static enum lineage_state state_of(struct world *w, const char *id)
{
    return lineage_state(&w->lineage, ledger_find(w->ledger, id, strlen(id)));
}

static void rows_stand_whatever_their_order(void **state)
{
    struct world *w = *state;
    row(w, "leaf", "branch"); /* leaf -> branch -> root */
    row(w, "branch", "root");
    row(w, "root", "");
    row(w, "other", "kept");
    lineage_settle(&w->lineage, w->ledger);
    assert_int_equal(state_of(w, "leaf"), LINEAGE_STANDS);
    assert_int_equal(state_of(w, "branch"), LINEAGE_STANDS);
    assert_int_equal(state_of(w, "root"), LINEAGE_STANDS);
    assert_int_equal(state_of(w, "other"), LINEAGE_STANDS);
    assert_int_equal(state_of(w, "nobody"), LINEAGE_ABSENT);
}

static void who_names_the_unknown_is_lost_and_all_below(void **state)
{
    struct world *w = *state;
    row(w, "leaf", "branch"); /* leaf -> branch -> ? */
    row(w, "branch", "nobody");
    row(w, "two", "kept branch");
    row(w, "root", "");
    lineage_settle(&w->lineage, w->ledger);
    assert_int_equal(state_of(w, "branch"), LINEAGE_LOST);
    assert_int_equal(state_of(w, "leaf"), LINEAGE_LOST);
    assert_int_equal(state_of(w, "two"), LINEAGE_LOST);
    assert_int_equal(state_of(w, "root"), LINEAGE_STANDS);
}

static void loops_do_not_stand(void **state)
{
    struct world *w = *state;
    row(w, "a", "b"); /* a -> b -> c -> a; d -> a; e -> e */
    row(w, "b", "c");
    row(w, "c", "a");
    row(w, "d", "a");
    row(w, "e", "e");
    row(w, "f", "");
    lineage_settle(&w->lineage, w->ledger);
    assert_int_equal(state_of(w, "a"), LINEAGE_LOOP);
    assert_int_equal(state_of(w, "c"), LINEAGE_LOOP);
    assert_int_equal(state_of(w, "d"), LINEAGE_LOOP);
    assert_int_equal(state_of(w, "e"), LINEAGE_LOOP);
    assert_int_equal(state_of(w, "f"), LINEAGE_STANDS);
}

static void one_name_said_twice_is_one_name(void **state)
{
    struct world *w = *state;
    row(w, "a", "b b kept");
    row(w, "b", "");
    lineage_settle(&w->lineage, w->ledger);
    assert_int_equal(state_of(w, "a"), LINEAGE_STANDS);
}

static void a_book_gives_keys_above_all_that_were_given(void **state)
{
    struct world *w = *state;
    size_t index;
    assert_true(ledger_claim(w->ledger, "new", 3, 1, 7, &index));
    assert_int_equal(ledger_entry(w->ledger, index)->key, 6);
    assert_false(ledger_claim(w->ledger, "new", 3, 1, 8, &index));
    assert_int_equal(ledger_entry(w->ledger, index)->line, 7);
    assert_int_equal(ledger_resolve(w->ledger, "new", 3), 6);
    assert_int_equal(ledger_resolve(w->ledger, "kept", 4), 5);
    assert_int_equal(ledger_resolve(w->ledger, "none", 4), 0);
    ledger_release(w->ledger);
    assert_int_equal(ledger_resolve(w->ledger, "new", 3), 0);
    assert_true(ledger_claim(w->ledger, "new", 3, 2, 9, &index));
    assert_int_equal(ledger_entry(w->ledger, index)->key, 6);
}

#define IN_WORLD(test) \
    cmocka_unit_test_setup_teardown(test, open_world, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(rows_stand_whatever_their_order),
        IN_WORLD(who_names_the_unknown_is_lost_and_all_below),
        IN_WORLD(loops_do_not_stand),
        IN_WORLD(one_name_said_twice_is_one_name),
        IN_WORLD(a_book_gives_keys_above_all_that_were_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
