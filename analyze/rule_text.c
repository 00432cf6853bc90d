/*
 * rule_text.c - see rule.h: a rule as a sentence.
 */
#include "analyze/rule.h"

#include "lib/date.h"
#include "lib/mem.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A text that grows. */
struct writer {
    char *text;
    size_t used, room;
};

static void say(struct writer *w, const char *text)
{
    size_t length = strlen(text);
    if (w->used + length + 1 > w->room) {
        w->room = 2 * (w->used + length + 1);
        w->text = mem_realloc(w->text, w->room);
    }
    memcpy(w->text + w->used, text, length + 1);
    w->used += length;
}

static void PRINTF_LIKE(2, 3) say_short(struct writer *w, const char *fmt, ...)
{
    char text[96];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    say(w, text);
}

/* "a", "a or b", "a, b or c". */
static void say_words(struct writer *w, const struct wordset *set)
{
    for (size_t i = 0; i < set->count; i++) {
        if (i > 0)
            say(w, i + 1 < set->count ? ", " : " or ");
        say(w, set->text[i]);
    }
}

static void say_choice(struct writer *w, const char *before,
                       const struct wordset *set)
{
    if (set->count == 0)
        return;
    say(w, before);
    say_words(w, set);
}

static void say_who(struct writer *w, const struct rule *rule,
                    const struct facts *f)
{
    say(w, "Every ");
    say_words(w, &rule->status);
    say(w, rule->status.count > 0 ? " member" : "member");
    for (size_t i = 0; i < rule->n_attributes; i++) {
        say(w, i == 0 ? " with " : " and ");
        say(w, rule->attribute[i].name);
        say_choice(w, " ", &rule->attribute[i].value);
    }
    if (rule->organization != FACT_NONE) {
        say(w, " in ");
        say(w, f->org[rule->organization].id);
        say(w, " or below");
    }
    say_choice(w, " who is ", &rule->role);
    say_choice(w, rule->role.count > 0 ? " but not " : " who is not ",
               &rule->not_role);
}

static void say_amount(struct writer *w, const struct rule *rule)
{
    static const char *const kinds[] = {"", "public ", "elective "};
    if (rule->unit == RULE_MINUTES) {
        int64_t hours = rule->amount / 60, minutes = rule->amount % 60;
        say_short(w, " learns at least %" PRId64 " hour%s", hours,
                  hours == 1 ? "" : "s");
        if (minutes != 0)
            say_short(w, " %" PRId64 " minute%s", minutes,
                      minutes == 1 ? "" : "s");
        if (rule->course != RULE_ANY_COURSE)
            say_short(w, " in %scourses", kinds[rule->course]);
        return;
    }
    bool courses = rule->unit == RULE_COURSES;
    say_short(w, " attends at least %" PRId64 " %s%s%s", rule->amount,
              courses && rule->amount > 1 ? "different " : "",
              courses ? kinds[rule->course] : "",
              courses ? "course" : "session");
    say(w, rule->amount > 1 ? "s" : "");
    if (!courses && rule->course != RULE_ANY_COURSE)
        say_short(w, " of %scourses", kinds[rule->course]);
}

static void say_what(struct writer *w, const struct rule *rule)
{
    const struct {
        const char *before;
        const struct wordset *set;
    } filters[] = {{"form ", &rule->form},
                   {"level ", &rule->level},
                   {"channel ", &rule->channel},
                   {"method ", &rule->method},
                   {"topic ", &rule->topic}};
    say_amount(w, rule);
    const char *before = " (";
    for (size_t i = 0; i < COUNT_OF(filters); i++) {
        if (filters[i].set->count == 0)
            continue;
        say(w, before);
        say_choice(w, filters[i].before, filters[i].set);
        before = "; ";
    }
    if (rule->min_minutes > 0) {
        say(w, before);
        say_short(w, "sessions of %d minutes or more", (int)rule->min_minutes);
        before = "; ";
    }
    if (before[0] == ';')
        say(w, ")");
}

static void say_day(struct writer *w, struct month_day md)
{
    static const char *const months[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    say_short(w, "%d %s", md.day, months[md.month - 1]);
}

static void say_window(struct writer *w, const struct rule *rule)
{
    static const char *const events[] = {"being appointed", "joining",
                                         "becoming a full member"};
    switch (rule->window) {
    case RULE_CALENDAR_YEAR:
        say(w, " in each calendar year");
        break;
    case RULE_ROLLING_YEARS:
        say_short(w, rule->years == 1 ? " in any %d year" : " in any %d years",
                  rule->years);
        break;
    case RULE_SEASON:
        say(w, " in each season from ");
        say_day(w, rule->from);
        say(w, " to ");
        say_day(w, rule->to);
        break;
    case RULE_AFTER_EVENT:
        say_short(w, " within %d month%s of %s", rule->months,
                  rule->months == 1 ? "" : "s", events[rule->event]);
        break;
    }
}

char *rule_sentence(const struct rule *rule, const struct facts *f)
{
    struct writer w = {0};
    say_who(&w, rule, f);
    say_what(&w, rule);
    say_window(&w, rule);
    if (rule->prorate)
        say(&w, ", in proportion to the days under this rule");
    say(&w, ".");
    if (rule->valid_from != FACT_BEGINNING) {
        char day[DATE_TEXT];
        say_short(&w, " In force from %s.", date_write(rule->valid_from, day));
    }
    return w.text;
}
