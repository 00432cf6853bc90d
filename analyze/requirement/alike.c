/* alike.c - see alike.h. */
#include "analyze/requirement/alike.h"

#include <string.h>

static bool has_text(const struct wordset *set, const char *text)
{
    for (size_t i = 0; i < set->count; i++)
        if (strcmp(set->text[i], text) == 0)
            return true;
    return false;
}

static bool covers(const struct wordset *all, const struct wordset *some)
{
    for (size_t i = 0; i < some->count; i++)
        if (!has_text(all, some->text[i]))
            return false;
    return true;
}

static bool same_words(const struct wordset *a, const struct wordset *b)
{
    return covers(a, b) && covers(b, a);
}

static const struct rule_attribute *find(const struct rule_who *who,
                                         const char *name)
{
    for (size_t i = 0; i < who->n_attributes; i++)
        if (strcmp(who->attribute[i].name, name) == 0)
            return &who->attribute[i];
    return NULL;
}

static bool same_attributes(const struct rule_who *a, const struct rule_who *b)
{
    if (a->n_attributes != b->n_attributes)
        return false;
    for (size_t i = 0; i < a->n_attributes; i++) {
        const struct rule_attribute *other = find(b, a->attribute[i].name);
        if (other == NULL || !same_words(&a->attribute[i].value, &other->value))
            return false;
    }
    return true;
}

bool alike_who(const struct rule_who *a, const struct rule_who *b)
{
    return a->organization == b->organization &&
           same_words(&a->status, &b->status) &&
           same_words(&a->role, &b->role) &&
           same_words(&a->not_role, &b->not_role) &&
           same_words(&a->org_kind, &b->org_kind) &&
           same_words(&a->org_level, &b->org_level) &&
           same_words(&a->engagement, &b->engagement) && same_attributes(a, b);
}

bool alike_what(const struct rule *a, const struct rule *b)
{
    return a->measure[0].unit == b->measure[0].unit && a->course == b->course &&
           a->min_minutes == b->min_minutes &&
           a->max_absence.part * b->max_absence.of ==
               b->max_absence.part * a->max_absence.of &&
           (a->max_absence.of == 0) == (b->max_absence.of == 0) &&
           a->exclude_meetings == b->exclude_meetings &&
           same_words(&a->form, &b->form) && same_words(&a->level, &b->level) &&
           same_words(&a->channel, &b->channel) &&
           same_words(&a->method, &b->method) &&
           same_words(&a->topic, &b->topic);
}

static bool same_day(struct month_day a, struct month_day b)
{
    return a.month == b.month && a.day == b.day;
}

bool alike_window(const struct rule *a, const struct rule *b)
{
    if (a->window != b->window)
        return false;
    switch (a->window) {
    case RULE_ROLLING_YEARS:
        return a->years == b->years;
    case RULE_SEASON:
        return same_day(a->from, b->from) && same_day(a->to, b->to);
    case RULE_ANNIVERSARY:
        return a->event == b->event && a->years == b->years;
    case RULE_AFTER_EVENT:
        return a->event == b->event && a->months == b->months;
    default:
        return true;
    }
}

bool alike_time(const struct rule *a, const struct rule *b)
{
    return a->valid_from <= b->valid_to && b->valid_from <= a->valid_to;
}
