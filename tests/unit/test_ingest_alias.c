/* test_ingest_alias.c - usual names of fields. */
#include "ingest/alias.h"

#include "lib/attr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void usual_names_are_known(void **state)
{
    (void)state;
    static const struct {
        const char *field, *header;
        bool matches;
    } cases[] = {
        {"member_id", "member_id", true},
        {"member_id", "Member ID", true},
        {"member_id", "memberId", true},
        {"member_id", "工号", true},
        {"member_id", "Staff No.", true},
        {"member_id", "id", false},
        {"member_id", "", false},
        {"member_id", "--", false},
        {"hours", "时长（小时）", true},
        {"hours", "学 时", true},
        {"hours", "课时", false},
        {"joined_on", "入党时间", true},
        {"joined_on", "JOINED-ON", true},
        {"name", "姓名", true},
        {"name", "姓", false},
        {"strength", "Strength", true},
        {"at", "日期", true},
        {"day", "日期", true},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (alias_matches(cases[i].field, cases[i].header) != cases[i].matches)
            fail_msg("%s: '%s'", cases[i].field, cases[i].header);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(usual_names_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
