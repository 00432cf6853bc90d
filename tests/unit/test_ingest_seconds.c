/* test_ingest_seconds.c - ingest/survey/seconds.h, worked out by hand. */
#include "ingest/survey/seconds.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *text;
    int64_t seconds; /* -1: none */
} cases[] = {
    {"125", 125},
    {"0", 0},
    {"125.4", 125},
    {"125.5", 126},
    {"123秒", 123},
    {"3分2秒", 182},
    {"1小时3分", 3780},
    {"2分钟", 120},
    {"90s", 90},
    {"2:05", 125},
    {"1:02:05", 3725},
    {"1天", 86400},
    {"1.5分", 90},
    {"", -1},
    {"-5", -1},
    {"2秒3分", -1},
    {"12x", -1},
    {"秒", -1},
    {"1:75", -1},
    {"1:2:3:4", -1},
    {":5", -1},
    {"1:", -1},
    {"1e3", -1},
    {"2000000000", -1},
    {"99999999999天", -1},
    {"3分2分", -1},
};

static void times_are_read_as_exporters_write_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t seconds = -1;
        bool good =
            seconds_read(cases[i].text, strlen(cases[i].text), &seconds);
        if (good != (cases[i].seconds >= 0) ||
            (good && seconds != cases[i].seconds))
            fail_msg("'%s': %d, %ld", cases[i].text, good, (long)seconds);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_are_read_as_exporters_write_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
