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

/* "农村的、担任支部书记的成员". */
static void say_members(const struct speaker *s, const struct rule_who *who,
                        const char *noun)
{
    bool any = false;
    for (size_t i = 0; i < who->n_attributes; i++) {
        say_next(s, &any);
        say_word(s, who->attribute[i].name);
        say_words(s, "为", &who->attribute[i].value);
    }
    if (who->organization != FACT_NONE) {
        say_next(s, &any);
        say(s, "属于");
        say(s, s->f->org[who->organization].name);
        say(s, "及其下级组织");
    }
    if (who->role.count > 0)
        say_next(s, &any);
    say_words(s, "担任", &who->role);
    if (who->not_role.count > 0)
        say_next(s, &any);
    say_words(s, "未担任", &who->not_role);
    say(s, any ? "的" : "");
    say_words(s, "", &who->engagement);
    say_words(s, "", &who->org_level);
    say_words(s, "", &who->org_kind);
    say_words(s, "", &who->status);
    say(s, noun);
}

static void say_who(const struct speaker *s)
{
    static const char *const nouns[] = {"成员", "组织", "教员"};
    const struct rule_who *who = &s->rule->who;
    bool all = s->rule->subject == RULE_INSTRUCTOR &&
               who->engagement.count == 0 && !rule_who_is_anybody(who);
    say(s, s->rule->subject == RULE_ORGANIZATION ? "每个" : "每名");
    if (who->org_kind.count > 0)
        say_members(s, who, "");
    else
        say_members(s, who, nouns[all ? RULE_MEMBER : s->rule->subject]);
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
    case RULE_CALENDAR_QUARTER:
        say(s, "在每个季度内");
        break;
    case RULE_CALENDAR_MONTH:
        say(s, "在每个月内");
        break;
    case RULE_ANNIVERSARY:
        phrase_short(s->to, "自%s之日起每满%d年的期间内", events[rule->event],
                     rule->years);
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
    static const char *const verbs[] = {"学习", "举办", "讲授"};
    say(s, verbs[s->rule->subject]);
    say(s, s->rule->measure[0].amount > 1 ? "不同的" : "");
    say(s, course_kind(s->rule->course));
}

static void say_learning(const struct speaker *s)
{
    static const char *const verbs[] = {"参加", "举办", "讲授"};
    const struct rule *rule = s->rule;
    enum rule_unit unit = rule->measure[0].unit;
    bool learns = rule->subject == RULE_MEMBER &&
                  (unit == RULE_MINUTES || unit == RULE_HALF_DAYS);
    if (unit == RULE_COURSES) {
        say_courses(s);
    } else if (learns && rule->level.count == 0 && rule->form.count == 0) {
        say(s, "学习");
    } else {
        say(s, verbs[rule->subject]);
        say_form(s, learns ? "学习" : "培训");
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
    if (rule->measure[0].unit != RULE_COURSES &&
        rule->course != RULE_ANY_COURSE) {
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
    if (rule_counts_days(rule)) {
        say_limit(s, &any);
        phrase_short(s->to, "一天按%d分钟、半天按%d分钟计",
                     (int)rule->day_minutes, (int)rule->half_minutes);
    }
    if (rule->max_absence.of != 0) {
        say_limit(s, &any);
        say(s, "请假缺课超过");
        phrase_share(s->to, rule->max_absence.part, rule->max_absence.of, "");
        say(s, "的班次不计");
    }
    if (rule->exclude_meetings) {
        say_limit(s, &any);
        say(s, "无计划、无教员的会议不计");
    }
    say(s, any ? "）" : "");
}

static void say_measure(const struct speaker *s, const struct rule_measure *m)
{
    static const char *const units[] = {"分钟", "次", "门", "天"};
    int64_t amount = m->amount;
    const char *unit = units[m->unit];
    if (m->unit == RULE_MINUTES && amount % 60 == 0) {
        amount /= 60;
        unit = "学时";
    }
    if (m->unit == RULE_HALF_DAYS)
        phrase_short(s->to, "%" PRId64 "%s%s", amount / 2,
                     amount % 2 != 0 ? ".5" : "", unit);
    else
        phrase_short(s->to, "%" PRId64 "%s", amount, unit);
}

static void say_amount(const struct speaker *s)
{
    const struct rule *rule = s->rule;
    say(s, "不少于");
    for (size_t i = 0; i < rule->n_measures; i++) {
        say(s, i > 0 ? "或" : "");
        say_measure(s, &rule->measure[i]);
    }
    for (size_t i = 0; i < rule->n_quotas; i++) {
        struct rule_measure m = {rule->measure[0].unit, rule->quota[i].amount};
        say(s, "，其中");
        say_members(s, &rule->quota[i].who, "成员");
        say(s, "不少于");
        say_measure(s, &m);
    }
}

static void say_day(const struct speaker *s, int32_t of)
{
    int year, month, day;
    date_civil(of, &year, &month, &day);
    phrase_short(s->to, "%d年%d月%d日", year, month, day);
}

static void say_force(const struct speaker *s)
{
    const struct rule *rule = s->rule;
    if (rule->valid_from != FACT_BEGINNING) {
        say(s, "自");
        say_day(s, rule->valid_from);
        say(s, rule->valid_to == FACT_OPEN ? "起施行。" : "起施行，");
    }
    if (rule->valid_to != FACT_OPEN) {
        say(s, "至");
        say_day(s, rule->valid_to);
        say(s, "止。");
    }
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
    if (rule->grace_days > 0)
        phrase_short(&text, "，宽限%d天", (int)rule->grace_days);
    say(&s, "。");
    say_force(&s);
    return text.text;
}
