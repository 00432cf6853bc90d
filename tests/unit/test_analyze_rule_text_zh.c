/*
 * test_analyze_rule_text_zh.c - a rule reads well in Chinese.
 *
 * The sentences were written by hand from the rules.
 */
#include "analyze/requirement/policy.h"
#include "lib/mem.h"
#include "tests/unit/world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define YEAR "\"window\": {\"kind\": \"calendar-year\"}"
#define AFTER(event, months)                                      \
    "\"window\": {\"kind\": \"after-event\", \"event\": \"" event \
    "\", \"months\": " months "}"
#define HOURS "\"what\": {\"unit\": \"hours\", \"amount\": 32}"
#define IN_FORCE "\"valid_from\": \"2024-01-01\", "
#define WHAT(what) "\"what\": {" what "}, " YEAR
#define ONCE "\"unit\": \"sessions\", \"amount\": 1, "
#define LEADERS "\"who\": {\"role\": [\"secretary\", \"committee\"]}, "
#define SECRETARIES "\"who\": {\"role\": [\"secretary\"]}, "
#define MEMBERS "\"who\": {\"status\": [\"full\", \"probationary\"]}, "

struct rule_case {
    const char *rule; /* without id and title */
    const char *sentence;
};

/* The rules of the sample study, with the words of its words_zh. */
static const struct rule_case sample[] = {
    {IN_FORCE MEMBERS
     "\"what\": {\"unit\": \"hours\", \"amount\": 32, \"form\":"
     " [\"centralized\", \"collective\"]}, \"prorate\": true, " YEAR,
     "每名正式或预备成员在每个自然年内须参加集中培训或集体学习"
     "不少于32学时，按适用本要求的天数折算。自2024年1月1日起施行。"},
    {IN_FORCE LEADERS
     "\"what\": {\"unit\": \"hours\", \"amount\": 56, \"form\":"
     " [\"centralized\", \"collective\"]}, \"prorate\": true, " YEAR,
     "每名担任支部书记或支委的成员在每个自然年内须参加集中培训或集体学习"
     "不少于56学时，按适用本要求的天数折算。自2024年1月1日起施行。"},
    {IN_FORCE LEADERS WHAT(ONCE "\"form\": [\"centralized\"]"),
     "每名担任支部书记或支委的成员在每个自然年内须参加集中培训不少于1次。"
     "自2024年1月1日起施行。"},
    {IN_FORCE SECRETARIES WHAT(
         ONCE "\"form\": [\"centralized\"], \"level\": [\"county\"]"),
     "每名担任支部书记的成员在每个自然年内须参加县级集中培训不少于1次。"
     "自2024年1月1日起施行。"},
    {IN_FORCE SECRETARIES
     "\"what\": {" ONCE
     "\"form\": [\"centralized\"]}, " AFTER("appointed", "6"),
     "每名担任支部书记的成员在任职后6个月内须参加集中培训不少于1次。"
     "自2024年1月1日起施行。"},
    {IN_FORCE MEMBERS "\"what\": {" ONCE
                      "\"form\": [\"centralized\"]}, " AFTER("joined", "12"),
     "每名正式或预备成员在加入后12个月内须参加集中培训不少于1次。"
     "自2024年1月1日起施行。"},
    {IN_FORCE "\"who\": {\"status\": [\"full\"]}, \"what\": {" ONCE
              "\"form\": [\"centralized\"]}, " AFTER("became-full", "12"),
     "每名正式成员在转正后12个月内须参加集中培训不少于1次。"
     "自2024年1月1日起施行。"},
    {IN_FORCE
     "\"who\": {\"attribute\": {\"residence\": [\"rural\"]}}, \"what\": {" ONCE
     "\"form\": [\"centralized\", \"collective\"]}, \"window\":"
     " {\"kind\": \"season\", \"from\": \"11-01\", \"to\": \"03-31\"}",
     "每名居住地为农村的成员在每年11月1日至次年3月31日期间须参加集中培训"
     "或集体学习不少于1次。自2024年1月1日起施行。"},
    {IN_FORCE "\"who\": {\"role\": [\"leading\"]}, \"what\": {" ONCE
              "\"form\": [\"centralized\"], \"level\": [\"national\","
              " \"provincial\", \"municipal\", \"county\"]}, \"window\":"
              " {\"kind\": \"rolling-years\", \"years\": 5}",
     "每名担任骨干的成员在任意连续5年内须参加国家级、省级、市级或县级集中培训"
     "不少于1次。自2024年1月1日起施行。"},
    {IN_FORCE MEMBERS
     "\"what\": {\"unit\": \"courses\", \"amount\": 5, \"course_kind\":"
     " \"elective\"}, \"prorate\": true, " YEAR,
     "每名正式或预备成员在每个自然年内须学习不同的选修课不少于5门，"
     "按适用本要求的天数折算。自2024年1月1日起施行。"},
};

static const struct rule_case others[] = {
    {HOURS ", " YEAR, "每名成员在每个自然年内须学习不少于32学时。"},
    {WHAT("\"unit\": \"hours\", \"amount\": 1.5"),
     "每名成员在每个自然年内须学习不少于90分钟。"},
    {WHAT("\"unit\": \"hours\", \"amount\": 8, \"level\": [\"county\"]"),
     "每名成员在每个自然年内须参加县级学习不少于8学时。"},
    {WHAT("\"unit\": \"sessions\", \"amount\": 4"),
     "每名成员在每个自然年内须参加培训不少于4次。"},
    {WHAT("\"unit\": \"courses\", \"amount\": 1"),
     "每名成员在每个自然年内须学习课程不少于1门。"},
    {WHAT("\"unit\": \"courses\", \"amount\": 2, \"course_kind\": \"public\","
          " \"form\": \"self-study\""),
     "每名成员在每个自然年内须在自学中学习不同的公共课不少于2门。"},
    {WHAT(ONCE "\"course_kind\": \"public\""),
     "每名成员在每个自然年内须参加培训（限公共课）不少于1次。"},
    {WHAT(ONCE "\"channel\": [\"online\", \"in-person\"], \"method\": \"case\","
               " \"topic\": [\"T1\", \"T2\"], \"min_minutes\": 60"),
     "每名成员在每个自然年内须参加培训（限线上学习或面授；限案例教学；"
     "主题为“法律”或“t2”；每次不少于60分钟）不少于1次。"},
    {"\"who\": {\"attribute\": {\"residence\": [\"rural\", \"abroad\"]},"
     " \"organization\": \"A\", \"role\": \"secretary\","
     " \"not_role\": \"leading\", \"status\": \"full\"}, " HOURS ", " YEAR,
     "每名居住地为农村或abroad、属于甲乡及其下级组织、担任支部书记、"
     "未担任骨干的正式成员在每个自然年内须学习不少于32学时。"},
    {HOURS ", \"window\": {\"kind\": \"season\", \"from\": \"03-01\","
           " \"to\": \"05-31\"}",
     "每名成员在每年3月1日至5月31日期间须学习不少于32学时。"},
    {HOURS ", \"window\": {\"kind\": \"rolling-years\", \"years\": 1}",
     "每名成员在任意连续1年内须学习不少于32学时。"},
};

static struct world *open_small(void)
{
    struct world *w = world_open();
    world_run(w, "INSERT INTO organization (org, org_id, name) VALUES"
                 " (1, 'A', '甲乡');"
                 "INSERT INTO topic (topic, topic_id, name, name_zh) VALUES"
                 " (1, 'T1', 't1', '法律'), (2, 'T2', 't2', NULL)");
    return w;
}

static void expect_all(const struct rule_case *cases, size_t count)
{
    json_t *words = json_pack("{s:s, s:s, s:s, s:s, s:s}", "secretary",
                              "支部书记", "committee", "支委", "leading",
                              "骨干", "residence", "居住地", "rural", "农村");
    for (size_t i = 0; i < count; i++) {
        struct world *w = open_small();
        struct diag d = {0};
        char *text = mem_format("{\"requirements\": [{\"id\": \"a\","
                                " \"title\": \"t\", %s}]}",
                                cases[i].rule);
        world_set(w, text, "2025-12-31");
        world_read(w, 64);
        w->study.words_zh = words;
        struct policy *p = policy_read(&w->study, &w->facts, &d);
        if (p == NULL)
            fail_msg("case %zu: %s: %s", i, d.column, d.text);
        assert_string_equal(p->rule[0].sentence_zh, cases[i].sentence);
        policy_free(p);
        free(text);
        world_close(w);
    }
    json_decref(words);
}

static void the_rules_of_the_sample_read_well(void **state)
{
    (void)state;
    expect_all(sample, COUNT_OF(sample));
}

static void every_window_unit_and_limit_has_its_words(void **state)
{
    (void)state;
    expect_all(others, COUNT_OF(others));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rules_of_the_sample_read_well),
        cmocka_unit_test(every_window_unit_and_limit_has_its_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
