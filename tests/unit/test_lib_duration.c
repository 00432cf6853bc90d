/* test_lib_duration.c - durations in minutes, by hand. */
#include "lib/duration.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { HOURS = 3600, MINUTES = 60 };

static struct duration_word words[] = {{"晚课", 150}, {"1", 45}};
static const struct duration_table plain = {480, 240, NULL, 0};
static const struct duration_table own = {360, 180, words, 2};

static const struct {
    const struct duration_table *table;
    char decimal;
    int64_t unit;
    const char *text;
    int64_t minutes;
} good[] = {
    {&plain, '.', HOURS, "1.5", 90},
    {&plain, '.', MINUTES, "90", 90},
    {&plain, '.', HOURS, "90min", 90},
    {&plain, '.', HOURS, "90 Minutes", 90},
    {&plain, '.', MINUTES, "1:30", 90},
    {&plain, '.', MINUTES, "1:29:30", 90}, /* halves up */
    {&plain, '.', HOURS, "1：30", 90},
    {&plain, '.', HOURS, "1h30", 90},
    {&plain, '.', HOURS, "1h 30m", 90},
    {&plain, '.', HOURS, "1 h 30 min 29 s", 90},
    {&plain, '.', HOURS, "1.5小时", 90},
    {&plain, '.', HOURS, "１．５小时", 90},
    {&plain, '.', HOURS, "1小时30分钟", 90},
    {&plain, '.', HOURS, "1小时半", 90},
    {&plain, '.', HOURS, "2个小时", 120},
    {&plain, '.', HOURS, "半小时", 30},
    {&plain, '.', HOURS, "90分钟", 90},
    {&plain, '.', HOURS, "90分", 90},
    {&plain, '.', HOURS, "3学时", 180},
    {&plain, '.', HOURS, "半天", 240},
    {&plain, '.', HOURS, "1天", 480},
    {&plain, '.', HOURS, "两天", 960},
    {&plain, '.', HOURS, "1.5天", 720},
    {&plain, '.', HOURS, "1天半", 720},
    {&plain, '.', HOURS, "2 days", 960},
    {&plain, '.', HOURS, "half day", 240},
    {&plain, '.', HOURS, "全天", 480},
    {&plain, '.', HOURS, "1天2小时", 600},
    {&plain, ',', HOURS, "1,5", 90},
    {&plain, ',', HOURS, "1,5h", 90},
    {&plain, '.', 1, "45", 1}, /* seconds */
    {&plain, '.', HOURS, "0", 0},
    {&own, '.', HOURS, "1天", 360},
    {&own, '.', HOURS, "半天", 180},
    {&own, '.', HOURS, "晚课", 150},
    {&own, '.', HOURS, "1", 45},
};

static void what_people_write_becomes_minutes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        struct amount_format f = {.decimal = good[i].decimal};
        int64_t minutes = -1;
        if (!duration_read(good[i].table, &f, good[i].text,
                           strlen(good[i].text), good[i].unit, &minutes))
            fail_msg("'%s'", good[i].text);
        if (minutes != good[i].minutes)
            fail_msg("'%s' is %lld", good[i].text, (long long)minutes);
    }
}

static void what_is_no_duration_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "long",
        "-1",
        "1:60",
        "1:5",
        "1h30h",
        "30min1h",
        "1.5.2",
        "1h 30 x",
        "h",
        "1,5",
        "天1",
        "半",
        "1 2",
        "90000000",
        "1::30",
        "+1",
        "1:30:60",
        "999999999999999999999h",
        "1天天",
    };
    struct amount_format f = {.decimal = '.'};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        int64_t minutes = 0;
        if (duration_read(&plain, &f, bad[i], strlen(bad[i]), HOURS, &minutes))
            fail_msg("'%s' is %lld", bad[i], (long long)minutes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_people_write_becomes_minutes),
        cmocka_unit_test(what_is_no_duration_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
