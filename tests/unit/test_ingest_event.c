/*
 * test_ingest_event.c - ingest/event.h. What stays and what goes is worked out
 * by hand from the rule in the header.
 */
#include "ingest/event.h"

#include "ingest/flag.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lib/attr.h"

/* A row of a session; of self-paced learning. */
static struct event row(int64_t line, int32_t member, int32_t session,
                        int32_t day, uint8_t status, int32_t minutes)
{
    return (struct event){.line = line,
                          .member = member,
                          .session = session,
                          .day = day,
                          .second = EVENT_NONE,
                          .minutes = minutes,
                          .pre = EVENT_NONE,
                          .post = EVENT_NONE,
                          .rating = EVENT_NONE,
                          .progress = EVENT_NONE,
                          .status = status};
}

static struct event view(int64_t line, int32_t second, int32_t progress)
{
    struct event e = row(line, 1, 1, 100, 1, EVENT_NONE);
    e.self = 1;
    e.second = second;
    e.progress = progress;
    return e;
}

static const struct event *find(const struct event *events, size_t count,
                                int64_t line)
{
    for (size_t i = 0; i < count; i++)
        if (events[i].line == line)
            return &events[i];
    return NULL;
}

static void a_member_is_once_in_a_session_on_a_day(void **state)
{
    (void)state;
    struct event events[] = {
        row(2, 1, 7, 100, 1, 90), row(3, 1, 7, 100, 1, 90),
        row(4, 1, 7, 101, 1, 90), /* another day */
        row(5, 1, 8, 100, 1, 90), /* another session */
        row(6, 2, 7, 100, 1, 90), /* another member */
    };
    int64_t first[5];
    assert_int_equal(event_mark(events, 5, first), 1);
    assert_int_equal(find(events, 5, 3)->again, 1);
    assert_int_equal(first[find(events, 5, 3) - events], 2);
    for (int64_t line = 2; line < 7; line++)
        assert_int_equal(find(events, 5, line)->again, line == 3);
}

static void of_unlike_rows_the_one_that_credits_most_stays(void **state)
{
    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        struct event absent = row(turn ? 9 : 1, 1, 7, 100, 4, 0);
        struct event half = row(turn ? 8 : 2, 1, 7, 100, 1, 45);
        struct event full = row(turn ? 1 : 9, 1, 7, 100, 1, 90);
        struct event events[] = {absent, half, full};
        int64_t first[3];
        assert_int_equal(event_mark(events, 3, first), 2);
        assert_int_equal(find(events, 3, full.line)->again, 0);
        for (size_t i = 0; i < 3; i++)
            assert_int_equal(first[i], full.line);
    }
}

static void views_are_duplicates_only_if_all_is_the_same(void **state)
{
    (void)state;
    struct event events[] = {
        view(2, 500, 100), view(3, 501, 100), view(4, 500, 99),
        view(5, 500, 100), view(6, 500, 100),
    };
    int64_t first[5];
    assert_int_equal(event_mark(events, 5, first), 2);
    assert_int_equal(find(events, 5, 5)->again, 1);
    assert_int_equal(find(events, 5, 6)->again, 1);
    assert_int_equal(first[find(events, 5, 6) - events], 2);
}

static void a_view_and_a_session_are_not_the_same(void **state)
{
    (void)state;
    struct event events[] = {view(2, EVENT_NONE, EVENT_NONE),
                             row(3, 1, 1, 100, 1, EVENT_NONE)};
    int64_t first[2];
    assert_int_equal(event_mark(events, 2, first), 0);
}

static void events_are_stored_by_member_and_time(void **state)
{
    (void)state;
    struct event events[] = {
        row(2, 2, 1, 50, 1, 10),
        row(3, 1, 1, 70, 1, 10),
        row(4, 1, 9, 60, 1, 10),
        row(5, 1, 3, 60, 1, 10),
    };
    static const int64_t lines[] = {5, 4, 3, 2};
    event_order(events, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(events[i].line, lines[i]);
}

static void more_than_24_hours_on_a_day_are_flagged(void **state)
{
    (void)state;
    struct event events[] = {
        row(2, 1, 1, 100, 1, 1000), row(3, 1, 2, 100, 2, 441), /* 1441 */
        row(4, 1, 1, 101, 1, 1000), row(5, 1, 2, 101, 1, 440), /* 1440 */
        row(6, 1, 1, 102, 1, 1000), row(7, 1, 2, 102, 4, 441), /* absent */
        row(8, 2, 1, 103, 1, 1000), row(9, 3, 2, 103, 1, 441), /* two members */
    };
    event_order(events, COUNT_OF(events));
    for (size_t i = 0; i < COUNT_OF(events); i++)
        assert_int_equal(events[i].flags,
                         events[i].line <= 3 ? FLAG_LONG_DAY : 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_member_is_once_in_a_session_on_a_day),
        cmocka_unit_test(of_unlike_rows_the_one_that_credits_most_stays),
        cmocka_unit_test(views_are_duplicates_only_if_all_is_the_same),
        cmocka_unit_test(a_view_and_a_session_are_not_the_same),
        cmocka_unit_test(events_are_stored_by_member_and_time),
        cmocka_unit_test(more_than_24_hours_on_a_day_are_flagged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
