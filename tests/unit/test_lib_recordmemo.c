/* test_lib_recordmemo.c - a word is found with what it brought along, and rows
   made of that are like others. */
#include "lib/recordmemo.h"

#include "lib/tablefill.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/attr.h"
#include "lib/mem.h"
#include "tests/unit/asked.h"

/* What the part of a word should be: its text and its length. */
static void expect_part(const struct tablerecord *part, const char *word,
                        size_t length)
{
    struct tablerecord wanted = {0};
    tablerecord_text(&wanted, word, length);
    tablerecord_integer(&wanted, (int64_t)length);
    assert_int_equal(part->count, 2);
    assert_int_equal(part->n_types, wanted.n_types);
    assert_int_equal(part->n_values, wanted.n_values);
    assert_memory_equal(part->types, wanted.types, wanted.n_types);
    if (wanted.n_values > 0)
        assert_memory_equal(part->values, wanted.values, wanted.n_values);
    tablerecord_free(&wanted);
}

static bool find(struct recordmemo *m, const char *word, size_t length)
{
    bool fresh;
    struct tablerecord *part = recordmemo_find(m, word, length, &fresh);
    if (fresh) {
        assert_int_equal(part->count, 0);
        tablerecord_text(part, word, length);
        tablerecord_integer(part, (int64_t)length);
    }
    expect_part(part, word, length);
    return fresh;
}

static void a_word_is_fresh_once(void **state)
{
    static const char *const words[] = {
        "", "a", "rural", "18-35", "farming", "\xe5\x86\x9c\xe6\x9d\x91"};
    struct recordmemo m = {0};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        assert_true(find(&m, words[i], strlen(words[i])));
        assert_false(find(&m, words[i], strlen(words[i])));
    }
    recordmemo_free(&m);
}

/* Far more words than slots, alike at both ends, of every length. */
static void words_do_not_take_each_other_s_part(void **state)
{
    struct recordmemo m = {0};
    char word[RECORDMEMO_WORD + 1];
    (void)state;
    for (int round = 0; round < 3; round++)
        for (int i = 0; i < 2000; i++) {
            int length = i % (RECORDMEMO_WORD + 1);
            memset(word, 'x', sizeof word);
            if (length > 0)
                word[length / 2] = (char)('a' + i / RECORDMEMO_WORD % 26);
            find(&m, word, (size_t)length);
        }
    recordmemo_free(&m);
}

/* A text of any length and a number of any size. */
static void put_middle(struct tablerecord *r, const char *text, int64_t i)
{
    tablerecord_text(r, text, (size_t)(i * 37 % 20000));
    tablerecord_integer(r, INT64_C(1) << i % 63);
}

/* The same rows, added in one way and in the other; the longest are longer than
   a leaf. */
static void rows_around_a_middle_are_like_others(void **state)
{
    static const char *const four[] = {"a", "b", "c", "d", NULL};
    struct diag d = {0};
    sqlite3 *db = NULL;
    (void)state;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    asked_run(db, "CREATE TABLE t (a, b, c, d); CREATE TABLE u (a, b, c, d);"
                  "BEGIN IMMEDIATE");
    char *text = mem_alloc(20000);
    memset(text, 'x', 20000);
    struct tablefill *t = tablefill_open(db, "t", four, &d);
    struct tablefill *u = tablefill_open(db, "u", four, &d);
    struct tablerecord middle = {0};
    for (int64_t i = 0; i < 2000; i++) {
        int64_t first = i * i * i - 1000;
        tablerecord_begin(&middle);
        put_middle(&middle, text, i);
        assert_int_equal(tablefill_add_around(t, first, &middle, i, &d), 0);
        tablerecord_integer(&u->record, first);
        put_middle(&u->record, text, i);
        tablerecord_integer(&u->record, i);
        assert_int_equal(tablefill_end_row(u, &d), 0);
    }
    assert_int_equal(tablefill_flush(t, &d), 0);
    assert_int_equal(tablefill_flush(u, &d), 0);
    tablefill_free(t);
    tablefill_free(u);
    tablerecord_free(&middle);
    free(text);
    asked_is(db,
             "SELECT count(*) || ' ' || sum(a = d * d * d - 1000) || ' ' ||"
             " sum(length(b) = d * 37 % 20000 AND c = 1 << d % 63) FROM t",
             "2000 2000 2000");
    asked_is(db,
             "SELECT count(*) FROM (SELECT rowid, * FROM t EXCEPT"
             " SELECT rowid, * FROM u)",
             "0");
    asked_run(db, "COMMIT");
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_is_fresh_once),
        cmocka_unit_test(words_do_not_take_each_other_s_part),
        cmocka_unit_test(rows_around_a_middle_are_like_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
