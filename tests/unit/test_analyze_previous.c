/*
 * test_analyze_previous.c - which segments go on from an earlier run.
 *
 * Today's classes lie at (1, 0) and (-1, 0) in deviations of two items, so they
 * are sqrt(4 / 2) apart over both, and .7071 is half the way; over the first
 * item alone they are 2 apart, and 1 is half.
 */
#include "analyze/segment/previous.h"

#include "lib/mem.h"
#include "tests/unit/math_near.h"
#include "tests/unit/world.h"

#include <stdlib.h>
#include <string.h>

enum { ITEMS = 2, ROWS = 4, NOW = 9 };

struct fixture {
    struct world *w;
    struct grouping g;
    struct answers answers;
    struct answer_item items[ITEMS];
    size_t places[ITEMS];
};

/* Rows 1 1, 1 5, 5 1, 5 5 of two items: both have a mean of 3. */
static void fill_data(struct coded *c)
{
    static const uint16_t states[ITEMS] = {5, 5};
    struct diag d = {0};
    assert_int_equal(coded_open(c, ROWS, ITEMS, 0, 0, states, &d), 0);
    for (size_t row = 0; row < ROWS; row++)
        for (size_t j = 0; j < ITEMS; j++)
            c->code[row * c->width + j] = (row >> (1 - j)) & 1 ? 4 : 0;
    for (size_t j = 0; j < ITEMS; j++)
        for (uint32_t s = 0; s < 5; s++)
            c->value[c->first[j] + s] = 1.0 + s;
    assert_int_equal(coded_finish(c, &d), 0);
}

static struct fixture *open_fixture(void)
{
    struct fixture *x = mem_alloc(sizeof *x);
    x->w = world_open();
    x->items[0] = (struct answer_item){.id = "a", .low = 1, .high = 5};
    x->items[1] = (struct answer_item){.id = "b", .low = 1, .high = 5};
    x->places[1] = 1;
    x->answers = (struct answers){.item = x->items, .n_items = ITEMS};
    x->g.features = (struct features){
        .answers = &x->answers, .item = x->places, .scales = ITEMS};
    fill_data(&x->g.features.data);
    mixture_open(&x->g.found.model, &x->g.features.data, 2);
    x->g.found.model.share[0] = x->g.found.model.share[1] = 0.5;
    x->g.found.model.mean[0] = 1;
    x->g.found.model.mean[ITEMS] = -1;
    for (int m = 1; m <= 6; m++)
        world_run(x->w,
                  "INSERT INTO member (member, member_id) VALUES (%d, 'm%d')",
                  m, m);
    return x;
}

static void close_fixture(struct fixture *x)
{
    mixture_free(&x->g.found.model);
    coded_free(&x->g.features.data);
    free(x->g.member);
    world_close(x->w);
    free(x);
}

static void add_run(struct fixture *x, int run, const char *study,
                    const char *as_of, int segments)
{
    world_run(
        x->w,
        "INSERT INTO run (run, run_id, study, as_of, seed, facts, version,"
        " started) VALUES (%d, 'run%d', '%s', %d, 1, '', '', '')",
        run, run, study, world_day(as_of));
    for (int s = 1; s <= segments; s++)
        world_run(x->w,
                  "INSERT INTO segment (run, segment, label, name, name_zh,"
                  " members, share, uncertain, assigned) VALUES (%d, %d, 'S%d',"
                  " '', '', 30, 0.5, 0, 0)",
                  run, s, s);
}

/* What a typical member of SEGMENT answered to ITEM: 3 and Z deviations. */
static void add_profile(struct fixture *x, int segment, int item, double z)
{
    world_run(x->w,
              "INSERT INTO segment_profile VALUES (1, %d, 'item', '%s', %.17g,"
              " 0)",
              segment, x->items[item].id, 3 + z * x->g.features.data.sd[item]);
}

static int number(struct fixture *x)
{
    struct diag d = {0};
    if (x->w->events == NULL)
        world_read(x->w, 64);
    x->w->run.key = NOW;
    if (previous_find(&x->g, &x->w->run, &d) != 0)
        return -1;
    return previous_number(&x->g, &x->w->run, &d);
}

static void segments_keep_their_numbers_whatever_their_order(void **state)
{
    (void)state;
    struct fixture *x = open_fixture();
    add_run(x, 1, "test", "2024-12-31", 2);
    add_profile(x, 1, 0, -1);
    add_profile(x, 1, 1, 0);
    add_profile(x, 2, 0, 1);
    add_profile(x, 2, 1, 0.5); /* sqrt(.25 / 2) away */
    assert_int_equal(number(x), 0);
    assert_int_equal(x->g.previous, 1);
    assert_int_equal(x->g.previous_on, world_day("2024-12-31"));
    assert_int_equal(x->g.number[0], 2);
    assert_int_equal(x->g.number[1], 1);
    assert_near(x->g.distance[0], 0.353553, 1e-6);
    assert_near(x->g.distance[1], 0, 1e-7);
    close_fixture(x);
}

/* Segment 2 was at 2.2, sqrt(1.44 / 2) = .849 away: half the way is .707. */
static void what_is_too_far_off_gets_a_number_of_its_own(void **state)
{
    (void)state;
    struct fixture *x = open_fixture();
    add_run(x, 1, "test", "2024-12-31", 2);
    add_profile(x, 1, 0, -1);
    add_profile(x, 1, 1, 0);
    add_profile(x, 2, 0, 2.2);
    add_profile(x, 2, 1, 0);
    assert_int_equal(number(x), 0);
    assert_int_equal(x->g.number[0], 3);
    assert_int_equal(x->g.before[0], 0);
    assert_int_equal(x->g.number[1], 1);
    close_fixture(x);
}

/* Only the first item is of both: .8 away, and half the way is 1. */
static void runs_are_compared_by_what_both_asked(void **state)
{
    (void)state;
    struct fixture *x = open_fixture();
    add_run(x, 1, "test", "2024-12-31", 2);
    add_profile(x, 1, 0, -1);
    add_profile(x, 2, 0, 1.8);
    world_run(x->w, "INSERT INTO segment_profile VALUES"
                    " (1, 1, 'item', 'z', 1, 0), (1, 2, 'item', 'z', 5, 0)");
    assert_int_equal(number(x), 0);
    assert_int_equal(x->g.number[0], 2);
    assert_near(x->g.distance[0], 0.8, 1e-6);
    close_fixture(x);
}

static void runs_with_nothing_in_common_go_on_with_new_numbers(void **state)
{
    (void)state;
    struct fixture *x = open_fixture();
    add_run(x, 1, "test", "2024-12-31", 2);
    world_run(x->w, "INSERT INTO segment_profile VALUES"
                    " (1, 1, 'item', 'z', 1, 0), (1, 2, 'item', 'z', 5, 0)");
    assert_int_equal(number(x), 0);
    assert_int_equal(x->g.number[0], 3);
    assert_int_equal(x->g.number[1], 4);
    close_fixture(x);
}

/* 2 is of another study, 3 without segments, 4 of the day of the study. */
static void the_latest_earlier_run_with_segments_is_looked_at(void **state)
{
    (void)state;
    struct fixture *x = open_fixture();
    add_run(x, 1, "test", "2023-12-31", 2);
    add_run(x, 2, "other", "2024-12-31", 2);
    add_run(x, 3, "test", "2024-12-31", 0);
    add_run(x, 4, "test", "2025-12-31", 2);
    assert_int_equal(number(x), 0);
    assert_int_equal(x->g.previous, 1);
    add_run(x, 5, "test", "2024-06-30", 1);
    assert_int_equal(number(x), 0);
    assert_int_equal(x->g.previous, 5);
    close_fixture(x);
}

static void a_run_that_is_named_must_be_there(void **state)
{
    (void)state;
    struct fixture *x = open_fixture();
    struct diag d = {0};
    add_run(x, 1, "test", "2023-12-31", 2);
    add_run(x, 2, "test", "2024-12-31", 2);
    world_set_analysis(x->w, "{\"segment\": {\"previous\": \"run1\"}}");
    assert_int_equal(number(x), 0);
    assert_int_equal(x->g.previous, 1);
    x->w->run.previous = "run2";
    assert_int_equal(previous_find(&x->g, &x->w->run, &d), 0);
    assert_int_equal(x->g.previous, 2);
    x->g.previous = 0;
    x->w->run.previous = "run3";
    assert_int_equal(previous_find(&x->g, &x->w->run, &d), -1);
    assert_string_equal(d.text,
                        "--previous: the warehouse has no run 'run3' of "
                        "this study with segments; it has: run2 (2024-12-31), "
                        "run1 (2023-12-31)");
    close_fixture(x);
}

/*
 * Of 30 in each segment of before 1 and 2 were in 1, 3 and 4 in 2; now 1 and 3
 * are in 1 and 4 is in 2, of 20 and 10. So 29 of segment 1 and 28 of segment 2
 * answered then alone, 18 and 9 now alone. Member 5 was assigned, 6 is.
 */
static void moves_are_counted_of_those_who_answered_twice(void **state)
{
    (void)state;
    struct fixture *x = open_fixture();
    struct diag d = {0};
    add_run(x, 1, "test", "2024-12-31", 2);
    add_run(x, NOW, "test", "2025-12-31", 0);
    world_run(x->w, "INSERT INTO segment_member VALUES (1, 1, 1, 0.9, NULL, 0),"
                    " (1, 2, 1, 0.9, NULL, 0), (1, 3, 2, 0.9, NULL, 0),"
                    " (1, 4, 2, 0.9, NULL, 0), (1, 5, 1, 0.9, NULL, 1),"
                    " (1, 6, 1, 0.9, NULL, 0)");
    world_read(x->w, 64);
    x->w->run.key = NOW;
    x->g.previous = 1;
    x->g.number[0] = 1;
    x->g.number[1] = 2;
    x->g.size[0] = 20;
    x->g.size[1] = 10;
    x->g.member = mem_alloc(6 * sizeof *x->g.member);
    static const struct grouping_member members[6] = {
        {.segment = 1}, {0},
        {.segment = 1}, {.segment = 2},
        {.segment = 1}, {.segment = 1, .assigned = 1}};
    memcpy(x->g.member, members, sizeof members);
    assert_int_equal(previous_changes(&x->g, &x->w->run, &d), 0);
    char *rows = world_rows(x->w, "SELECT before, segment, members"
                                  " FROM segment_change ORDER BY 1, 2");
    assert_string_equal(rows, "0|1|18\n0|2|9\n1|0|29\n1|1|1\n2|0|28\n2|1|1\n"
                              "2|2|1");
    free(rows);
    close_fixture(x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(segments_keep_their_numbers_whatever_their_order),
        cmocka_unit_test(what_is_too_far_off_gets_a_number_of_its_own),
        cmocka_unit_test(runs_are_compared_by_what_both_asked),
        cmocka_unit_test(runs_with_nothing_in_common_go_on_with_new_numbers),
        cmocka_unit_test(the_latest_earlier_run_with_segments_is_looked_at),
        cmocka_unit_test(a_run_that_is_named_must_be_there),
        cmocka_unit_test(moves_are_counted_of_those_who_answered_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
