/* test_ingest_membersearch.c - a member is found whatever the order. */
#include "ingest/survey/membersearch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

extern const char warehouse_schema[]; /* lib/schema.sql */

enum { MEMBERS = 3000, BLOCK = 7 };

/* Ids short and long, which a ledger keeps in different ways. */
static size_t id_of(size_t i, char text[40])
{
    const char *format = i % 5 == 0 ? "member-with-a-long-id-%05zu" : "M%05zu";
    return (size_t)snprintf(text, 40, format, i);
}

/* The ledger of an empty warehouse, all ids claimed by batch 1. */
static struct ledger *make_ledger(void)
{
    struct batches none = {0};
    struct diag d = {0};
    char text[40];
    size_t index;
    sqlite3 *db;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, warehouse_schema, NULL, NULL, NULL),
                     SQLITE_OK);
    struct ledger *ledger = ledger_read(db, ENTITY_MEMBER, &none, &d);
    sqlite3_close(db);
    assert_non_null(ledger);
    for (size_t i = 0; i < MEMBERS; i++)
        assert_true(ledger_claim(ledger, text, id_of(i, text), 1,
                                 (int64_t)i + 2, &index));
    return ledger;
}

/* Searches for ORDER(0), ORDER(1) ... in blocks, as a file is read. */
static void expect_found(const struct ledger *ledger, size_t (*order)(size_t),
                         size_t count)
{
    struct membersearch m = {0};
    char texts[BLOCK][40];
    struct cell cells[BLOCK];
    struct membersearch_one ones[BLOCK];
    for (size_t at = 0; at + BLOCK <= count; at += BLOCK) {
        for (size_t i = 0; i < BLOCK; i++) {
            size_t length = id_of(order(at + i), texts[i]);
            cells[i] = (struct cell){
                .known = true, .bytes = texts[i], .length = length};
            membersearch_ask(&m, ledger, &cells[i], &ones[i]);
        }
        for (size_t i = 0; i < BLOCK; i++)
            membersearch_approach(ledger, &ones[i]);
        for (size_t i = 0; i < BLOCK; i++) {
            size_t member = order(at + i);
            int64_t key = membersearch_end(&m, ledger, &cells[i], &ones[i]);
            assert_int_equal(key, member < MEMBERS
                                      ? ledger_resolve(ledger, cells[i].bytes,
                                                       cells[i].length)
                                      : 0);
            assert_true(member >= MEMBERS || key > 0);
        }
    }
}

static size_t all(size_t i)
{
    return i;
}

static size_t some(size_t i)
{
    return i * 3 + i / 10 * 40;
}

static size_t backwards(size_t i)
{
    return MEMBERS - 1 - i;
}

static size_t mixed(size_t i)
{
    return i * 1009 % MEMBERS;
}

/* Every second is nobody. */
static size_t strangers(size_t i)
{
    return i % 2 == 0 ? i : MEMBERS + i;
}

static void members_are_found_in_any_order(void **state)
{
    (void)state;
    (void)state;
    struct ledger *ledger = make_ledger();
    expect_found(ledger, all, MEMBERS + 40);
    expect_found(ledger, some, MEMBERS / 7);
    expect_found(ledger, backwards, MEMBERS);
    expect_found(ledger, mixed, MEMBERS);
    expect_found(ledger, strangers, MEMBERS);
    ledger_free(ledger);
}

static void who_is_no_longer_there_is_not_found(void **state)
{
    (void)state;
    struct ledger *ledger = make_ledger();
    char text[40];
    struct cell cell = {.known = true, .bytes = text};
    struct membersearch m = {0};
    struct membersearch_one one;
    for (size_t i = 0; i < 3; i++) {
        if (i == 2)
            ledger_reject(ledger_entry(ledger, 2));
        cell.length = id_of(i, text);
        membersearch_ask(&m, ledger, &cell, &one);
        assert_int_equal(membersearch_end(&m, ledger, &cell, &one) > 0, i < 2);
    }
    ledger_free(ledger);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_found_in_any_order),
        cmocka_unit_test(who_is_no_longer_there_is_not_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
