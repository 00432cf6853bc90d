/*
 * rule_text_zh.c - see rule.h: a rule as a Chinese sentence.
 *
 * Whom it binds, when, what is asked: "每名…成员在…须参加…不少于…。" Words of
 * the data that have no Chinese (lib/glossary.h) stand as they are.
 */
#include "analyze/base/phrase.h"
#include "analyze/requirement/rule.h"

#include "lib/date.h"
#include "lib/glossary.h"

#include <inttypes.h>

/* What all parts of the sentence need. */
struct speaker {
    struct phrase *to;
    const struct rule *rule;
    const struct facts *f;
    const struct study *study;
};

static void say(const struct speaker *s, const char *text)
{
    phrase_add(s->to, text);
}

static void say_word(const struct speaker *s, const char *word)
{
    const char *chinese = glossary_chinese(s->study, word);
    say(s, chinese != NULL ? chinese : word);
}

/* Between the words of a choice: before the word I of COUNT. */
static void say_or(const struct speaker *s, size_t i, size_t count)
{
    if (i > 0)
        say(s, i + 1 < count ? "、" : "或");
}

/* "甲", "甲或乙", "甲、乙或丙"; nothing if any will do. */
static void say_words(const struct speaker *s, const char *before,
                      const struct wordset *set)
{
    if (set->count > 0)
        say(s, before);
    for (size_t i = 0; i < set->count; i++) {
        say_or(s, i, set->count);
        say_word(s, set->text[i]);
    }
}

/* Begins one of several things that are said of the members. */
static void say_next(const struct speaker *s, bool *any)
{
    if (*any)
        say(s, "、");
    *any = true;
}

static void say_who(const struct speaker *s)
{
    const struct rule *rule = s->rule;
    bool any = false;
    say(s, "每名");
    for (size_t i = 0; i < rule->n_attributes; i++) {
        say_next(s, &any);
        say_word(s, rule->attribute[i].name);
        say_words(s, "为", &rule->attribute[i].value);
    }
    if (rule->organization != FACT_NONE) {
        say_next(s, &any);
        say(s, "属于");
        say(s, s->f->org[rule->organization].name);
        say(s, "及其下级组织");
    }
    if (rule->role.count > 0)
        say_next(s, &any);
    say_words(s, "担任", &rule->role);
    if (rule->not_role.count > 0)
        say_next(s, &any);
    say_words(s, "未担任", &rule->not_role);
    say(s, any ? "的" : "");
    say_words(s, "", &rule->status);
    say(s, "成员");
}

static void say_window(const struct speaker *s)
{
    static const char *const events[] = {"任职", "加入", "转正"};
    const struct rule *rule = s->rule;
    struct month_day from = rule->from, to = rule->to;
    bool over =
        to.month < from.month || (to.month == from.month && to.day < from.day);
    switch (rule->window) {
    case RULE_CALENDAR_YEAR:
        say(s, "在每个自然年内");
        break;
    case RULE_ROLLING_YEARS:
        phrase_short(s->to, "在任意连续%d年内", rule->years);
        break;
    case RULE_SEASON:
        phrase_short(s->to, "在每年%d月%d日至%s%d月%d日期间", from.month,
                     from.day, over ? "次年" : "", to.month, to.day);
        break;
    case RULE_AFTER_EVENT:
        phrase_short(s->to, "在%s后%d个月内", events[rule->event],
                     rule->months);
        break;
    }
}

/* The learning that counts, "县级集中培训"; OTHERWISE if the rule is silent. */
static void say_form(const struct speaker *s, const char *otherwise)
{
    say_words(s, "", &s->rule->level);
    say_words(s, "", &s->rule->form);
    if (s->rule->form.count == 0)
        say(s, otherwise);
}

static const char *course_kind(enum rule_course kind)
{
    static const char *const kinds[] = {"课程", "公共课", "选修课"};
    return kinds[kind];
}

static void say_courses(const struct speaker *s)
{
    bool where = s->rule->level.count > 0 || s->rule->form.count > 0;
    if (where) {
        say(s, "在");
        say_form(s, "培训");
        say(s, "中");
    }
    say(s, s->rule->amount > 1 ? "学习不同的" : "学习");
    say(s, course_kind(s->rule->course));
}

static void say_learning(const struct speaker *s)
{
    const struct rule *rule = s->rule;
    bool hours = rule->unit == RULE_MINUTES;
    if (rule->unit == RULE_COURSES) {
        say_courses(s);
    } else if (hours && rule->level.count == 0 && rule->form.count == 0) {
        say(s, "学习");
    } else {
        say(s, "参加");
        say_form(s, hours ? "学习" : "培训");
    }
}

static void say_topics(const struct speaker *s)
{
    const struct wordset *topic = &s->rule->topic;
    say(s, "主题为");
    for (size_t i = 0; i < topic->count; i++) {
        const struct topic *t = &s->f->topic[topic->word[i]];
        say_or(s, i, topic->count);
        say(s, "“");
        say(s, t->name_zh != NULL ? t->name_zh : t->name);
        say(s, "”");
    }
}

/* Begins one of the limits in brackets. */
static void say_limit(const struct speaker *s, bool *any)
{
    say(s, *any ? "；" : "（");
    *any = true;
}

static void say_limits(const struct speaker *s)
{
    const struct rule *rule = s->rule;
    const struct wordset *only[] = {&rule->channel, &rule->method};
    bool any = false;
    for (size_t i = 0; i < COUNT_OF(only); i++) {
        if (only[i]->count > 0)
            say_limit(s, &any);
        say_words(s, "限", only[i]);
    }
    if (rule->unit != RULE_COURSES && rule->course != RULE_ANY_COURSE) {
        say_limit(s, &any);
        say(s, "限");
        say(s, course_kind(rule->course));
    }
    if (rule->topic.count > 0) {
        say_limit(s, &any);
        say_topics(s);
    }
    if (rule->min_minutes > 0) {
        say_limit(s, &any);
        phrase_short(s->to, "每次不少于%d分钟", (int)rule->min_minutes);
    }
    say(s, any ? "）" : "");
}

static void say_amount(const struct speaker *s)
{
    static const char *const units[] = {"分钟", "次", "门"};
    int64_t amount = s->rule->amount;
    const char *unit = units[s->rule->unit];
    if (s->rule->unit == RULE_MINUTES && amount % 60 == 0) {
        amount /= 60;
        unit = "学时";
    }
    phrase_short(s->to, "不少于%" PRId64 "%s", amount, unit);
}

static void say_beginning(const struct speaker *s)
{
    int year, month, day;
    if (s->rule->valid_from == FACT_BEGINNING)
        return;
    date_civil(s->rule->valid_from, &year, &month, &day);
    phrase_short(s->to, "自%d年%d月%d日起施行。", year, month, day);
}

char *rule_sentence_zh(const struct rule *rule, const struct facts *f,
                       const struct study *study)
{
    struct phrase text = {0};
    const struct speaker s = {&text, rule, f, study};
    say_who(&s);
    say_window(&s);
    say(&s, "须");
    say_learning(&s);
    say_limits(&s);
    say_amount(&s);
    if (rule->prorate)
        say(&s, "，按适用本要求的天数折算");
    say(&s, "。");
    say_beginning(&s);
    return text.text;
}
