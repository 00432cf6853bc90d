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

/* "member", "rural member in X or below who is secretary but not leading". */
static void say_members(struct phrase *p, const struct rule_who *who,
                        const char *noun, const struct facts *f)
{
    say_words(p, &who->status);
    phrase_add(p, who->status.count > 0 ? " " : "");
    phrase_add(p, noun);
    for (size_t i = 0; i < who->n_attributes; i++) {
        phrase_add(p, i == 0 ? " with " : " and ");
        phrase_add(p, who->attribute[i].name);
        say_choice(p, " ", &who->attribute[i].value);
    }
    if (who->organization != FACT_NONE) {
        phrase_add(p, " in ");
        phrase_add(p, f->org[who->organization].name);
        phrase_add(p, " or below");
    }
    say_choice(p, " who is ", &who->role);
    say_choice(p, who->role.count > 0 ? " but not " : " who is not ",
               &who->not_role);
}

static void say_who(struct phrase *p, const struct rule *rule,
                    const struct facts *f)
{
    static const char *const nouns[] = {"member", "organisation", "instructor"};
    const struct rule_who *who = &rule->who;
    bool all = rule->subject == RULE_INSTRUCTOR && who->engagement.count == 0 &&
               !rule_who_is_anybody(who);
    phrase_add(p, "Every ");
    say_words(p, &who->engagement);
    phrase_add(p, who->engagement.count > 0 ? " " : "");
    say_members(p, who, nouns[all ? RULE_MEMBER : rule->subject], f);
    say_choice(p, " of kind ", &who->org_kind);
    say_choice(p, " of level ", &who->org_level);
}

/* "32 hours", "1 hour 30 minutes", "2.5 days", "3 different courses". */
static void say_measure(struct phrase *p, const struct rule_measure *m,
                        enum rule_course kind)
{
    static const char *const kinds[] = {"", "public ", "elective "};
    int64_t hours = m->amount / 60, minutes = m->amount % 60;
    const char *s = m->amount > 1 ? "s" : "";
    switch (m->unit) {
    case RULE_MINUTES:
        phrase_short(p, "%" PRId64 " hour%s", hours, hours == 1 ? "" : "s");
        if (minutes != 0)
            phrase_short(p, " %" PRId64 " minute%s", minutes,
                         minutes == 1 ? "" : "s");
        break;
    case RULE_SESSIONS:
        phrase_short(p, "%" PRId64 " session%s", m->amount, s);
        break;
    case RULE_COURSES:
        phrase_short(p, "%" PRId64 " %s%scourse%s", m->amount,
                     m->amount > 1 ? "different " : "", kinds[kind], s);
        break;
    case RULE_HALF_DAYS:
        phrase_short(p, "%" PRId64 "%s day%s", m->amount / 2,
                     m->amount % 2 != 0 ? ".5" : "", m->amount == 2 ? "" : "s");
        break;
    }
}

static void say_amount(struct phrase *p, const struct rule *rule)
{
    static const char *const verbs[] = {" attends", " holds", " teaches"};
    static const char *const kinds[] = {"", "public", "elective"};
    enum rule_unit unit = rule->measure[0].unit;
    bool learns = rule->subject == RULE_MEMBER && unit == RULE_MINUTES;
    phrase_add(p, learns ? " learns" : verbs[rule->subject]);
    phrase_add(p, " at least ");
    for (size_t i = 0; i < rule->n_measures; i++) {
        phrase_add(p, i > 0 ? " or " : "");
        say_measure(p, &rule->measure[i], rule->course);
    }
    if (unit != RULE_COURSES && rule->course != RULE_ANY_COURSE)
        phrase_short(p, " %s %s courses", unit == RULE_SESSIONS ? "of" : "in",
                     kinds[rule->course]);
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

/* Begins with BEFORE; returns what the next limit begins with. */
static const char *say_limits(struct phrase *p, const struct rule *rule,
                              const char *before)
{
    if (rule->min_minutes > 0) {
        phrase_add(p, before);
        phrase_short(p, "sessions of %d minutes or more",
                     (int)rule->min_minutes);
        before = "; ";
    }
    if (rule_counts_days(rule)) {
        phrase_add(p, before);
        phrase_short(p, "a day is %d minutes, half a day %d",
                     (int)rule->day_minutes, (int)rule->half_minutes);
        before = "; ";
    }
    if (rule->max_absence.of != 0) {
        phrase_add(p, before);
        phrase_add(p, "a class counts with at most ");
        phrase_share(p, rule->max_absence.part, rule->max_absence.of, " ");
        phrase_add(p, " missed");
        before = "; ";
    }
    if (rule->exclude_meetings) {
        phrase_add(p, before);
        phrase_add(p, "not meetings without plan and instructor");
        before = "; ";
    }
    return before;
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
    before = say_limits(p, rule, before);
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
    case RULE_CALENDAR_QUARTER:
        phrase_add(p, " in each quarter");
        break;
    case RULE_CALENDAR_MONTH:
        phrase_add(p, " in each month");
        break;
    case RULE_ANNIVERSARY:
        if (rule->years == 1)
            phrase_short(p, " in each year from %s", events[rule->event]);
        else
            phrase_short(p, " in each %d years from %s", rule->years,
                         events[rule->event]);
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

static void say_quotas(struct phrase *p, const struct rule *rule,
                       const struct facts *f)
{
    for (size_t i = 0; i < rule->n_quotas; i++) {
        const struct rule_quota *q = &rule->quota[i];
        struct rule_measure m = {rule->measure[0].unit, q->amount};
        phrase_add(p, i == 0 ? "; but every " : ", every ");
        say_members(p, &q->who, "member", f);
        phrase_add(p, " at least ");
        say_measure(p, &m, RULE_ANY_COURSE);
    }
}

static void say_force(struct phrase *p, const struct rule *rule)
{
    char from[DATE_TEXT], to[DATE_TEXT];
    bool begins = rule->valid_from != FACT_BEGINNING;
    if (!begins && rule->valid_to == FACT_OPEN)
        return;
    phrase_add(p, " In force");
    if (begins)
        phrase_short(p, " from %s", date_write(rule->valid_from, from));
    if (rule->valid_to != FACT_OPEN)
        phrase_short(p, " to %s", date_write(rule->valid_to, to));
    phrase_add(p, ".");
}

char *rule_sentence(const struct rule *rule, const struct facts *f)
{
    struct phrase p = {0};
    say_who(&p, rule, f);
    say_what(&p, rule, f);
    say_window(&p, rule);
    say_quotas(&p, rule, f);
    if (rule->prorate)
        phrase_add(&p, ", in proportion to the days under this rule");
    if (rule->grace_days > 0)
        phrase_short(&p, ", with %d days of grace", (int)rule->grace_days);
    phrase_add(&p, ".");
    say_force(&p, rule);
    return p.text;
}
