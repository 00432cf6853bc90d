/*
 * rule_text.c - see rule.h: a rule as an English sentence.
 */
#include "analyze/base/phrase.h"
#include "analyze/requirement/rule.h"

#include "lib/date.h"

#include <inttypes.h>

/* "a", "a or b", "a, b or c". */
static void say_words(struct phrase *p, const struct wordset *set)
{
    for (size_t i = 0; i < set->count; i++) {
        if (i > 0)
            phrase_add(p, i + 1 < set->count ? ", " : " or ");
        phrase_add(p, set->text[i]);
    }
}

static void say_choice(struct phrase *p, const char *before,
                       const struct wordset *set)
{
    if (set->count == 0)
        return;
    phrase_add(p, before);
    say_words(p, set);
}

static void say_who(struct phrase *p, const struct rule *rule,
                    const struct facts *f)
{
    phrase_add(p, "Every ");
    say_words(p, &rule->status);
    phrase_add(p, rule->status.count > 0 ? " member" : "member");
    for (size_t i = 0; i < rule->n_attributes; i++) {
        phrase_add(p, i == 0 ? " with " : " and ");
        phrase_add(p, rule->attribute[i].name);
        say_choice(p, " ", &rule->attribute[i].value);
    }
    if (rule->organization != FACT_NONE) {
        phrase_add(p, " in ");
        phrase_add(p, f->org[rule->organization].name);
        phrase_add(p, " or below");
    }
    say_choice(p, " who is ", &rule->role);
    say_choice(p, rule->role.count > 0 ? " but not " : " who is not ",
               &rule->not_role);
}

static void say_amount(struct phrase *p, const struct rule *rule)
{
    static const char *const kinds[] = {"", "public ", "elective "};
    if (rule->unit == RULE_MINUTES) {
        int64_t hours = rule->amount / 60, minutes = rule->amount % 60;
        phrase_short(p, " learns at least %" PRId64 " hour%s", hours,
                     hours == 1 ? "" : "s");
        if (minutes != 0)
            phrase_short(p, " %" PRId64 " minute%s", minutes,
                         minutes == 1 ? "" : "s");
        if (rule->course != RULE_ANY_COURSE)
            phrase_short(p, " in %scourses", kinds[rule->course]);
        return;
    }
    bool courses = rule->unit == RULE_COURSES;
    phrase_short(p, " attends at least %" PRId64 " %s%s%s", rule->amount,
                 courses && rule->amount > 1 ? "different " : "",
                 courses ? kinds[rule->course] : "",
                 courses ? "course" : "session");
    phrase_add(p, rule->amount > 1 ? "s" : "");
    if (!courses && rule->course != RULE_ANY_COURSE)
        phrase_short(p, " of %scourses", kinds[rule->course]);
}

/* Topics have names; they are said in quotes, for they are several words. */
static void say_topics(struct phrase *p, const struct rule *rule,
                       const struct facts *f)
{
    phrase_add(p, "topic ");
    for (size_t i = 0; i < rule->topic.count; i++) {
        if (i > 0)
            phrase_add(p, i + 1 < rule->topic.count ? ", " : " or ");
        phrase_add(p, "\u201c");
        phrase_add(p, f->topic[rule->topic.word[i]].name);
        phrase_add(p, "\u201d");
    }
}

static void say_what(struct phrase *p, const struct rule *rule,
                     const struct facts *f)
{
    const struct {
        const char *before;
        const struct wordset *set;
    } filters[] = {{"form ", &rule->form},
                   {"level ", &rule->level},
                   {"channel ", &rule->channel},
                   {"method ", &rule->method}};
    say_amount(p, rule);
    const char *before = " (";
    for (size_t i = 0; i < COUNT_OF(filters); i++) {
        if (filters[i].set->count == 0)
            continue;
        phrase_add(p, before);
        say_choice(p, filters[i].before, filters[i].set);
        before = "; ";
    }
    if (rule->topic.count > 0) {
        phrase_add(p, before);
        say_topics(p, rule, f);
        before = "; ";
    }
    if (rule->min_minutes > 0) {
        phrase_add(p, before);
        phrase_short(p, "sessions of %d minutes or more",
                     (int)rule->min_minutes);
        before = "; ";
    }
    if (before[0] == ';')
        phrase_add(p, ")");
}

static void say_day(struct phrase *p, struct month_day md)
{
    static const char *const months[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    phrase_short(p, "%d %s", md.day, months[md.month - 1]);
}

static void say_window(struct phrase *p, const struct rule *rule)
{
    static const char *const events[] = {"being appointed", "joining",
                                         "becoming a full member"};
    switch (rule->window) {
    case RULE_CALENDAR_YEAR:
        phrase_add(p, " in each calendar year");
        break;
    case RULE_ROLLING_YEARS:
        phrase_short(p,
                     rule->years == 1 ? " in any %d year" : " in any %d years",
                     rule->years);
        break;
    case RULE_SEASON:
        phrase_add(p, " in each season from ");
        say_day(p, rule->from);
        phrase_add(p, " to ");
        say_day(p, rule->to);
        break;
    case RULE_AFTER_EVENT:
        phrase_short(p, " within %d month%s of %s", rule->months,
                     rule->months == 1 ? "" : "s", events[rule->event]);
        break;
    }
}

char *rule_sentence(const struct rule *rule, const struct facts *f)
{
    struct phrase p = {0};
    say_who(&p, rule, f);
    say_what(&p, rule, f);
    say_window(&p, rule);
    if (rule->prorate)
        phrase_add(&p, ", in proportion to the days under this rule");
    phrase_add(&p, ".");
    if (rule->valid_from != FACT_BEGINNING) {
        char day[DATE_TEXT];
        phrase_short(&p, " In force from %s.",
                     date_write(rule->valid_from, day));
    }
    return p.text;
}
