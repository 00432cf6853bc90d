/* test_ingest_eventcode.c - an event comes back as it went. */
#include "ingest/eventcode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lib/attr.h"

static struct event plain(void)
{
    return (struct event){.line = 20000000,
                          .member = 999999,
                          .session = 19999,
                          .day = 20454,
                          .second = EVENT_NONE,
                          .minutes = 90,
                          .pre = EVENT_NONE,
                          .post = 8550,
                          .rating = EVENT_NONE,
                          .progress = EVENT_NONE,
                          .status = 1};
}

static size_t expect_back(const struct event *e)
{
    unsigned char bytes[EVENTCODE_MOST];
    struct event back;
    memset(&back, 0xAA, sizeof back);
    size_t length = eventcode_write(e, bytes);
    assert_true(length <= EVENTCODE_MOST);
    assert_int_equal(eventcode_read(&back, bytes), length);
    assert_memory_equal(&back, e, sizeof back);
    return length;
}

static void a_usual_event_is_short(void **state)
{
    (void)state;
    struct event e = plain();
    assert_true(expect_back(&e) <= 20);
}

static void every_field_keeps_its_range(void **state)
{
    (void)state;
    static const int32_t values[] = {0,   1,   -1,   63,        64,
                                     -64, -65, 8191, INT32_MAX, INT32_MIN + 1};
    for (size_t i = 0; i < COUNT_OF(values); i++) {
        struct event e = plain();
        e.day = e.second = e.minutes = e.pre = e.post = values[i];
        e.rating = e.progress = values[i];
        e.self = 1;
        e.flags = 255;
        e.status = 4;
        e.member = e.session = INT32_MAX;
        e.line = INT64_MAX;
        expect_back(&e);
    }
}

static void each_unknown_value_stays_unknown(void **state)
{
    (void)state;
    for (unsigned known = 0; known < 64; known++) {
        struct event e = plain();
        e.second = known & 1 ? 5 : EVENT_NONE;
        e.minutes = known & 2 ? 5 : EVENT_NONE;
        e.pre = known & 4 ? 5 : EVENT_NONE;
        e.post = known & 8 ? 5 : EVENT_NONE;
        e.rating = known & 16 ? 5 : EVENT_NONE;
        e.progress = known & 32 ? 5 : EVENT_NONE;
        expect_back(&e);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_usual_event_is_short),
        cmocka_unit_test(every_field_keeps_its_range),
        cmocka_unit_test(each_unknown_value_stays_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
