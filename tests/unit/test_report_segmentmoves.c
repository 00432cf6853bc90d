/* test_report_segmentmoves.c - which segments split, and which merged. */
#include "report/segmentmoves.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
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

/* What is told of CELLS, [[from, to, members], ...], with segments 1 to 3. */
static void check_told(const char *cells, const char *told)
{
    json_t *rows = json_loads(cells, 0, NULL), *row, *list = json_array();
    json_t *shown = json_pack("[{s:i}, {s:i}, {s:i}]", "segment", 1, "segment",
                              2, "segment", 3);
    size_t i;
    json_array_foreach(rows, i, row) {
        json_array_append_new(list, json_pack("{s:O, s:O, s:O}", "from",
                                              json_array_get(row, 0), "to",
                                              json_array_get(row, 1), "members",
                                              json_array_get(row, 2)));
    }
    json_t *changes = segmentmoves_told(list, shown, 10);
    json_object_del(changes, "splits");
    json_object_del(changes, "merges");
    char *text = json_dumps(changes, JSON_COMPACT | JSON_ENCODE_ANY |
                                         JSON_REAL_PRECISION(6));
    assert_string_equal(text, told);
    free(text);
    json_decref(changes);
    json_decref(shown);
    json_decref(list);
    json_decref(rows);
}

static void large_moves_are_told(void **state)
{
    (void)state;
    check_told("[[1,1,40],[1,2,20],[2,2,40]]",
               "{\"members\":100,\"stayed\":0.8,\"moves\":["
               "{\"from\":1,\"to\":1,\"members\":40},"
               "{\"from\":1,\"to\":2,\"members\":20},"
               "{\"from\":2,\"to\":2,\"members\":40}],"
               "\"moves_suppressed\":0}");
    check_told("[[0,1,40],[1,0,30]]", "null");
    check_told("[]", "null");
}

/*
 * 3 went from 1 to 2. They are segment 1 of before, 43, less the 40 who stayed,
 * segment 2 of now, 43, less 40, and 3 of all 83 did not stay: nothing of it
 * may be told.
 */
static void a_small_move_takes_what_would_uncover_it_along(void **state)
{
    (void)state;
    check_told("[[1,1,40],[1,2,3],[2,2,40]]",
               "{\"members\":83,\"stayed\":null,\"moves\":[],"
               "\"moves_suppressed\":3}");
}

/*
 * The same with 20 who answered before alone and 20 who answer now alone in
 * each segment: the sizes, 63, leave 23 and more. Still 83 - 40 - 40 is 3, so
 * one of the two who stayed goes, and who stayed in all: 80 of 83.
 */
static void who_answered_once_hides_a_small_move(void **state)
{
    (void)state;
    check_told(
        "[[0,1,20],[0,2,20],[1,0,20],[1,1,40],[1,2,3],[2,0,20],[2,2,40]]",
        "{\"members\":83,\"stayed\":null,\"moves\":["
        "{\"from\":1,\"to\":1,\"members\":40}],"
        "\"moves_suppressed\":2}");
}

/* Segment 1 of now has 45, 5 of them new: all 95 less 90 would tell it too. */
static void a_few_new_respondents_stay_hidden(void **state)
{
    (void)state;
    check_told("[[0,1,5],[1,1,40],[2,2,50]]",
               "{\"members\":null,\"stayed\":null,\"moves\":["
               "{\"from\":2,\"to\":2,\"members\":50}],"
               "\"moves_suppressed\":1}");
}

/*
 * All 300 answered both times, 270 stayed: less 100 and 70 that is 100 of the
 * 101 of segment 1, so 1 would have left it.
 */
static void who_stayed_in_all_does_not_tell_who_left_one(void **state)
{
    (void)state;
    check_told("[[1,1,100],[1,2,1],[2,2,100],[3,2,29],[3,3,70]]",
               "{\"members\":300,\"stayed\":null,\"moves\":["
               "{\"from\":2,\"to\":2,\"members\":100},"
               "{\"from\":3,\"to\":3,\"members\":70}],"
               "\"moves_suppressed\":3}");
}

/*
 * Every seventh table of 2 x 2 moves with those of one time, of counts that are
 * none, small, at the threshold and large: no sum that is known less moves that
 * are told leaves 1 to 9. A size that is small itself is known to nobody.
 */
enum { SIDES = 3, CELLS = SIDES * SIDES };

static void check_left(long long sum, long long told)
{
    assert_true(told == 0 || sum == told || sum - told >= 10);
}

/* The size of the segments FROM before and TO now (0: the other way alone),
 * or, both 0, of all who answered both times. */
static void check_sum(const int *count, const json_t *told, int from, int to)
{
    long long sum = 0, moved = 0;
    for (int f = 0; f < SIDES; f++)
        for (int t = 0; t < SIDES; t++)
            if (from > 0 ? f == from : to > 0 ? t == to : f > 0 && t > 0)
                sum += count[f * SIDES + t];
    size_t i;
    json_t *move;
    json_array_foreach(json_object_get(told, "moves"), i, move) {
        json_int_t f = json_integer_value(json_object_get(move, "from"));
        json_int_t t = json_integer_value(json_object_get(move, "to"));
        if (from > 0 ? f == from : to > 0 ? t == to : true)
            moved += json_integer_value(json_object_get(move, "members"));
    }
    bool known =
        from + to > 0 || json_is_integer(json_object_get(told, "members"));
    if (known)
        check_left(sum, moved);
}

/* Who stayed, where the share is told; and who moved. */
static void check_stayed(const int *count, const json_t *told)
{
    int stayed = count[4] + count[8], moved = count[5] + count[7];
    if (!json_is_number(json_object_get(told, "stayed")))
        return;
    assert_true(stayed == 0 || stayed >= 10);
    assert_true(moved == 0 || moved >= 10);
}

static void no_subtraction_leaves_a_few(void **state)
{
    (void)state;
    static const int sizes[] = {0, 3, 10, 25};
    for (int code = 0; code < 1 << (2 * (CELLS - 1)); code += 7) {
        int count[CELLS] = {0};
        json_t *cells = json_array();
        for (int i = 1; i < CELLS; i++) {
            count[i] = sizes[(code >> (2 * (i - 1))) & 3];
            if (count[i] > 0)
                json_array_append_new(
                    cells, json_pack("{s:i, s:i, s:i}", "from", i / SIDES, "to",
                                     i % SIDES, "members", count[i]));
        }
        json_t *shown = json_pack("[{s:i}, {s:i}]", "segment", 1, "segment", 2);
        json_t *told = segmentmoves_told(cells, shown, 10);
        check_sum(count, told, 0, 0);
        for (int side = 1; side < SIDES; side++) {
            check_sum(count, told, side, 0);
            check_sum(count, told, 0, side);
        }
        check_stayed(count, told);
        json_decref(told);
        json_decref(shown);
        json_decref(cells);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_stays_neither_splits_nor_merges),
        cmocka_unit_test(a_quarter_is_enough),
        cmocka_unit_test(one_may_split_while_others_merge),
        cmocka_unit_test(large_moves_are_told),
        cmocka_unit_test(a_small_move_takes_what_would_uncover_it_along),
        cmocka_unit_test(who_answered_once_hides_a_small_move),
        cmocka_unit_test(who_stayed_in_all_does_not_tell_who_left_one),
        cmocka_unit_test(a_few_new_respondents_stay_hidden),
        cmocka_unit_test(no_subtraction_leaves_a_few),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
