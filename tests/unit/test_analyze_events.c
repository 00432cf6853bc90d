/* test_analyze_events.c - attendance comes back the same in any blocks. */
#include "lib/mem.h"
#include "tests/unit/world.h"

#include "tests/unit/math_near.h"

#include <stdlib.h>
#include <string.h>

static struct world *open_school(void)
{
    struct world *w = world_open();
    world_run(w, "INSERT INTO member (member, member_id) VALUES (30, 'a'),"
                 " (10, 'b'), (20, 'c'), (5, 'd')");
    world_run(w, "INSERT INTO course (course, course_id, title) VALUES"
                 " (1, 'C', 'C');"
                 "INSERT INTO offering (offering, offering_id, course) VALUES"
                 " (1, 'O', 1);"
                 "INSERT INTO session (session, session_id, offering) VALUES"
                 " (8, 's1', 1), (2, 's2', 1)");
    return w;
}

static void attend(struct world *w, int member, int session, int day,
                   const char *rest)
{
    world_run(w,
              "INSERT INTO attendance (member, session, day, second,"
              " minutes, status, pre, post, rating, progress, batch, line)"
              " VALUES (%d, %d, %d, %s, 1, 1)",
              member, session, day, rest);
}

/* "member session day second minutes status attended pre post rating ..." */
static char *tell_events(struct world *w, size_t block)
{
    char *all = mem_text("");
    struct diag d = {0};
    world_read(w, block);
    for (size_t n = 0; n < events_blocks(w->events); n++) {
        struct block b;
        assert_int_equal(events_block(w->events, n, &b, &d), 0);
        assert_int_equal(b.number, n);
        assert_int_equal(b.first, n * block);
        for (size_t i = 0; i < b.count; i++)
            for (size_t e = b.starts[i]; e < b.starts[i + 1]; e++) {
                const struct event *x = &b.event[e];
                assert_int_equal(x->member, b.first + i);
                char *longer =
                    mem_format("%s%s %s %d %d %d %d/%d %d %d %d %d\n", all,
                               w->facts.member[x->member].id,
                               w->facts.session[x->session].id, x->day,
                               x->second, x->minutes, x->status, x->attended,
                               x->pre, x->post, x->rating, x->progress);
                free(all);
                all = longer;
            }
        events_done(&b);
    }
    return all;
}

static const char *const rows[] = {
    "30, 2, 101, NULL, 60, 1, NULL, NULL, NULL, NULL",
    "30, 8, 101, NULL, 60, 4, NULL, NULL, NULL, NULL",
    "30, 8, 101, 50, NULL, 1, 4000, 9050, 500, 10000",
    "30, 2, 100, 70, 45, 2, NULL, NULL, NULL, NULL",
    "20, 8, 99, NULL, 45, 3, NULL, NULL, 99999, 0",
    "5, 8, 99, NULL, 45, 1, NULL, NULL, -99999, NULL",
};

/* By day, then second, unknown first, then session; 2 late, 3 and 4 away. */
static const char expected[] =
    "a s2 100 70 45 2/1 -2147483648 -2147483648 -2147483648 -32768\n"
    "a s1 101 -1 60 4/0 -2147483648 -2147483648 -2147483648 -32768\n"
    "a s2 101 -1 60 1/1 -2147483648 -2147483648 -2147483648 -32768\n"
    "a s1 101 50 -1 1/1 4000 9050 500 10000\n"
    "c s1 99 -1 45 3/0 -2147483648 -2147483648 99999 0\n"
    "d s1 99 -1 45 1/1 -2147483648 -2147483648 -99999 -32768\n";

static void add_row(struct world *w, const char *row)
{
    world_run(w,
              "INSERT INTO attendance (member, session, day, second,"
              " minutes, status, pre, post, rating, progress, batch, line)"
              " VALUES (%s, 1, 1)",
              row);
}

static void events_come_sorted_in_blocks_of_any_size(void **state)
{
    (void)state;
    static const size_t blocks[] = {1, 2, 3, 4, 64};
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
        struct world *w = open_school();
        for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++)
            add_row(w, rows[r]);
        char *got = tell_events(w, blocks[i]);
        assert_string_equal(got, expected);
        assert_int_equal(events_blocks(w->events),
                         (4 + blocks[i] - 1) / blocks[i]);
        assert_int_equal(events_count(w->events), 6);
        free(got);
        world_close(w);
    }
}

static void the_order_of_rows_does_not_matter(void **state)
{
    (void)state;
    struct world *w = open_school();
    for (size_t r = sizeof rows / sizeof rows[0]; r-- > 0;)
        add_row(w, rows[r]);
    char *got = tell_events(w, 2);
    assert_string_equal(got, expected);
    free(got);
    world_close(w);
}

static void the_hash_is_of_the_rows_in_any_order(void **state)
{
    (void)state;
    char hex[3][49];
    for (int turn = 0; turn < 3; turn++) {
        struct world *w = open_school();
        struct digest_rows hash = {0};
        struct diag d = {0};
        size_t n = sizeof rows / sizeof rows[0];
        for (size_t r = 0; r < n; r++)
            add_row(w, rows[turn == 1 ? n - 1 - r : r]);
        if (turn == 2)
            world_run(w, "UPDATE attendance SET rating = 501 WHERE"
                         " rating = 500");
        world_read(w, 64);
        events_close(w->events);
        w->events = events_open(&w->facts, w->db, 3, &hash, &d);
        digest_rows_text(&hash, hex[turn]);
        world_close(w);
    }
    assert_string_equal(hex[0], hex[1]);
    assert_string_not_equal(hex[0], hex[2]);
}

static void a_row_of_no_member_or_no_status_is_a_damaged_file(void **state)
{
    (void)state;
    static const char *const bad[] = {"99, 8", "30, 99"};
    for (size_t i = 0; i < 3; i++) {
        struct world *w = open_school();
        struct digest_rows hash = {0};
        struct diag d = {0};
        world_read(w, 64);
        events_close(w->events);
        if (i < 2)
            world_run(w,
                      "INSERT INTO attendance (member, session, day,"
                      " status, batch, line) VALUES (%s, 1, 1, 1, 1)",
                      bad[i]);
        else
            attend(w, 30, 8, 1, "0, 0, 256, 0, 0, 0, 0");
        w->events = events_open(&w->facts, w->db, 64, &hash, &d);
        assert_null(w->events);
        assert_non_null(strstr(d.text, "attendance row"));
        world_close(w);
    }
}

static void without_members_there_are_no_blocks(void **state)
{
    (void)state;
    struct world *w = world_open();
    world_read(w, 64);
    assert_int_equal(events_blocks(w->events), 0);
    assert_int_equal(events_count(w->events), 0);
    world_close(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_come_sorted_in_blocks_of_any_size),
        cmocka_unit_test(the_order_of_rows_does_not_matter),
        cmocka_unit_test(the_hash_is_of_the_rows_in_any_order),
        cmocka_unit_test(a_row_of_no_member_or_no_status_is_a_damaged_file),
        cmocka_unit_test(without_members_there_are_no_blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
