/* test_report_needcombine.c - three sources combined, by hand. */
#include "report/needcombine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { TOPICS = 3 };

/* T3 has no score: held back. Nobody ordered anything. */
static const char *const figures[TOPICS] = {
    "{\"importance\": 4, \"ability\": 2, \"mwds\": 8, \"themes\": 5,"
    " \"strength\": 2, \"orders\": 0}",
    "{\"importance\": 3, \"ability\": 1, \"mwds\": 4, \"themes\": 10,"
    " \"strength\": 4, \"orders\": null}",
    "{\"importance\": null, \"ability\": null, \"mwds\": null,"
    " \"themes\": null, \"strength\": null, \"orders\": null}"};

static char all[] = "all", nothing[] = "", topic[] = "T";

static void open_rows(struct need_rows *rows, struct need_row *row,
                      size_t count)
{
    memset(row, 0, TOPICS * sizeof *row);
    for (size_t i = 0; i < count; i++) {
        row[i].figures = json_loads(figures[i], 0, NULL);
        row[i].scope = all;
        row[i].value = nothing;
        row[i].topic = topic;
        row[i].parts[NEED_RATED][0] = 20;
    }
    *rows = (struct need_rows){.row = row, .count = count};
}

static void close_rows(struct need_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        json_decref(rows->row[i].figures);
}

static double value_of(const struct need_rows *rows, size_t i, const char *key)
{
    return json_number_value(json_object_get(rows->row[i].figures, key));
}

/*
 * Interviews: 5 x 2 = 10 and 10 x 4 = 40. Without orders, .5 and .25 are left:
 * (.5 x 1 + .25 x 10 / 40) / .75 = 75 %, (.5 x 4 / 8 + .25) / .75 = 2 / 3.
 * With the survey at 0: 25 % and 100 %.
 */
static void sources_are_combined_by_weight(void **state)
{
    struct need_rows rows;
    struct need_row row[TOPICS];
    json_t *weights = json_object();
    struct study study = {.analysis = weights};
    (void)state;
    open_rows(&rows, row, TOPICS);
    needcombine_set(&rows, &study);
    assert_float_equal(value_of(&rows, 0, "combined"), 75, 1e-12);
    assert_float_equal(value_of(&rows, 1, "combined"), 66.6667, 1e-12);
    assert_true(json_is_null(json_object_get(row[2].figures, "combined")));
    assert_int_equal((int)value_of(&rows, 0, "combined_place"), 1);
    assert_int_equal((int)value_of(&rows, 1, "combined_place"), 2);
    json_decref(weights);
    weights = json_loads("{\"need\": {\"sources\": {\"survey\": 0}}}", 0, NULL);
    study.analysis = weights;
    needcombine_set(&rows, &study);
    assert_float_equal(value_of(&rows, 0, "combined"), 25, 1e-12);
    assert_int_equal((int)value_of(&rows, 1, "combined_place"), 1);
    json_decref(weights);
    close_rows(&rows);
}

/* A mean of three with one held back would tell that one. */
static void a_cross_hair_tells_nothing_held_back(void **state)
{
    struct need_rows rows;
    struct need_row row[TOPICS];
    (void)state;
    open_rows(&rows, row, 2);
    json_t *cross = needcombine_cross_hair(&rows, "mean", 1, 5);
    assert_float_equal(json_number_value(json_object_get(cross, "importance")),
                       3.5, 0);
    assert_float_equal(json_number_value(json_object_get(cross, "ability")),
                       1.5, 0);
    json_decref(cross);
    close_rows(&rows);
    open_rows(&rows, row, TOPICS);
    cross = needcombine_cross_hair(&rows, "mean", 1, 5);
    assert_true(json_is_null(json_object_get(cross, "importance")));
    json_decref(cross);
    cross = needcombine_cross_hair(&rows, "midpoint", 1, 5);
    assert_float_equal(json_number_value(json_object_get(cross, "importance")),
                       3, 0);
    json_decref(cross);
    close_rows(&rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sources_are_combined_by_weight),
        cmocka_unit_test(a_cross_hair_tells_nothing_held_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
