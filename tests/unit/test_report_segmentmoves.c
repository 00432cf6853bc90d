/* test_report_segmentmoves.c - which segments split, and which merged. */
#include "report/segmentmoves.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

/* CHANGES with MOVES, [[from, to, members], ...], as it is with their names. */
static void check(const char *moves, const char *splits, const char *merges)
{
    json_t *rows = json_loads(moves, 0, NULL), *row, *list = json_array();
    size_t i;
    json_array_foreach(rows, i, row) {
        json_array_append_new(list, json_pack("{s:O, s:O, s:O}", "from",
                                              json_array_get(row, 0), "to",
                                              json_array_get(row, 1), "members",
                                              json_array_get(row, 2)));
    }
    json_t *changes = json_pack("{s:o}", "moves", list);
    segmentmoves_name(changes);
    char *text = json_dumps(json_object_get(changes, "splits"), JSON_COMPACT);
    assert_string_equal(text, splits);
    free(text);
    text = json_dumps(json_object_get(changes, "merges"), JSON_COMPACT);
    assert_string_equal(text, merges);
    free(text);
    json_decref(changes);
    json_decref(rows);
}

static void who_stays_neither_splits_nor_merges(void **state)
{
    (void)state;
    check("[]", "[]", "[]");
    check("[[1,1,50],[2,2,40]]", "[]", "[]");
    check("[[1,2,50],[2,1,40]]", "[]", "[]");
}

/* 25 of 100 are a quarter, 24 of 100 are less. */
static void a_quarter_is_enough(void **state)
{
    (void)state;
    check("[[1,1,75],[1,2,25]]", "[{\"from\":1,\"to\":[1,2]}]", "[]");
    check("[[1,1,76],[1,2,24]]", "[]", "[]");
    check("[[1,3,30],[2,3,90]]", "[]", "[{\"to\":3,\"from\":[1,2]}]");
    check("[[1,3,29],[2,3,91]]", "[]", "[]");
}

/* Of 1 go 40 and 40 and 20 (a fifth); 4 has 20 of 1 and 60 of 2: a quarter. */
static void one_may_split_while_others_merge(void **state)
{
    (void)state;
    check("[[1,2,40],[1,3,40],[1,4,20],[2,4,60]]",
          "[{\"from\":1,\"to\":[2,3]}]", "[{\"to\":4,\"from\":[1,2]}]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_stays_neither_splits_nor_merges),
        cmocka_unit_test(a_quarter_is_enough),
        cmocka_unit_test(one_may_split_while_others_merge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
