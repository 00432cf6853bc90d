/*
 * rule_what.c - see rule_words.h: what a rule asks: how much, and of which
 * learning.
 */
#include "analyze/requirement/rule_words.h"

#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_MINUTES = 480, SHARE_PARTS = 1000000 };

/* The words that a session may use without any being there yet. */
static const char *const forms[] = {"centralized", "collective",
                                    "self-study",  "organizational-life",
                                    "practice",    NULL};
static const char *const levels[] = {"national", "provincial", "municipal",
                                     "county",   "grassroots", NULL};
static const char *const channels[] = {
    "in-person", "online",    "remote-site", "mobile-class",
    "message",   "broadcast", NULL};
static const char *const methods[] = {"lecture",    "seminar",     "case",
                                      "simulation", "observation", "experience",
                                      NULL};

int wordset_read_forms(const struct rule_reader *r, const json_t *object,
                       const char *prefix, const char *key, struct wordset *set)
{
    wordset_read(r, object, key, set);
    for (size_t i = 0; i < set->count; i++)
        if (set->word[i] == FACT_NONE && choice_find(forms, set->text[i]) < 0)
            return jsondoc_fail(r->doc, object, prefix, key, r->d,
                                "'%s' is no form of any session and no "
                                "standard one",
                                set->text[i]);
    return 0;
}

static int read_unit(const struct rule_reader *r, const json_t *object,
                     const char *prefix, enum rule_unit *unit)
{
    static const char *const units[] = {"hours", "sessions", "courses", "days",
                                        NULL};
    const char *word = jsondoc_text(object, "unit", "");
    int found = choice_find(units, word);
    if (found < 0)
        return jsondoc_fail(r->doc, object, prefix, "unit", r->d,
                            "'%s' is no unit: hours, sessions, courses or days",
                            word);
    *unit = (enum rule_unit)found;
    return 0;
}

/* Reads the key "amount", in minutes, sessions, courses or half days. */
static int read_amount(const struct rule_reader *r, const json_t *object,
                       const char *prefix, enum rule_unit unit, int64_t *amount)
{
    static const double parts[] = {[RULE_MINUTES] = 60,
                                   [RULE_SESSIONS] = 1,
                                   [RULE_COURSES] = 1,
                                   [RULE_HALF_DAYS] = 2};
    static const char *const whole[] = {
        [RULE_MINUTES] = "must be a whole number of minutes",
        [RULE_SESSIONS] = "must be a whole number",
        [RULE_COURSES] = "must be a whole number",
        [RULE_HALF_DAYS] = "must be a whole number of half days"};
    double exact = jsondoc_number(object, "amount", 0) * parts[unit];
    *amount = (int64_t)llround(exact);
    if (exact == 0)
        return jsondoc_fail(r->doc, object, prefix, "amount", r->d,
                            "must be more than 0");
    if (fabs(exact - (double)*amount) > 1e-6 || *amount < 1)
        return jsondoc_fail(r->doc, object, prefix, "amount", r->d, "%s",
                            whole[unit]);
    return 0;
}

static int read_alternative(const struct rule_reader *r, const json_t *object,
                            const char *prefix, struct rule *rule)
{
    static const struct jsonkey keys[] = {
        {.name = "unit", .type = JSONKEY_TEXT, .required = true},
        {.name = "amount",
         .type = JSONKEY_NUMBER,
         .required = true,
         .low = 0,
         .high = 100000},
        {.name = NULL}};
    struct rule_measure m;
    if (jsondoc_check(r->doc, object, prefix, keys, r->d) != 0 ||
        read_unit(r, object, prefix, &m.unit) != 0 ||
        read_amount(r, object, prefix, m.unit, &m.amount) != 0)
        return -1;
    for (size_t i = 0; i < rule->n_measures; i++)
        if (rule->measure[i].unit == m.unit)
            return jsondoc_fail(r->doc, object, prefix, "unit", r->d,
                                "is the unit of another amount already");
    rule->measure[rule->n_measures++] = m;
    return 0;
}

static int read_quota(const struct rule_reader *r, const json_t *object,
                      const char *prefix, struct rule *rule)
{
    static const struct jsonkey keys[] = {
        {.name = "who", .type = JSONKEY_OBJECT, .required = true},
        {.name = "amount",
         .type = JSONKEY_NUMBER,
         .required = true,
         .low = 0,
         .high = 100000},
        {.name = NULL}};
    struct rule_quota *q = &rule->quota[rule->n_quotas++];
    if (jsondoc_check(r->doc, object, prefix, keys, r->d) != 0 ||
        read_amount(r, object, prefix, rule->measure[0].unit, &q->amount) != 0)
        return -1;
    char *below = mem_format("%s.who", prefix);
    int result = rule_read_who(r, json_object_get(object, "who"), below,
                               RULE_MEMBER, &q->who);
    free(below);
    return result;
}

/* Reads each element of the array KEY with READ. */
static int read_list(const struct rule_reader *r, const json_t *what,
                     const char *prefix, const char *key, struct rule *rule,
                     int (*read)(const struct rule_reader *, const json_t *,
                                 const char *, struct rule *))
{
    const json_t *list = json_object_get(what, key);
    for (size_t i = 0; i < json_array_size(list); i++) {
        char *below = mem_format("%s.%s[%zu]", prefix, key, i);
        int result = rule_check_object(r, list, i, below);
        if (result == 0)
            result = read(r, json_array_get(list, i), below, rule);
        free(below);
        if (result != 0)
            return -1;
    }
    return 0;
}

static int compare_quotas(const void *a, const void *b)
{
    const struct rule_quota *x = a, *y = b;
    return (y->amount > x->amount) - (y->amount < x->amount);
}

static int read_measures(const struct rule_reader *r, const json_t *what,
                         const char *prefix, struct rule *rule)
{
    struct rule_measure *first = &rule->measure[0];
    const json_t *quotas = json_object_get(what, "quotas");
    if (read_unit(r, what, prefix, &first->unit) != 0 ||
        read_amount(r, what, prefix, first->unit, &first->amount) != 0)
        return -1;
    rule->n_measures = 1;
    if (read_list(r, what, prefix, "or", rule, read_alternative) != 0)
        return -1;
    if (quotas != NULL &&
        (rule->n_measures > 1 || rule->subject != RULE_MEMBER))
        return jsondoc_fail(r->doc, what, prefix, "quotas", r->d,
                            "are for rules that bind members, without 'or'");
    rule->quota = mem_alloc(json_array_size(quotas) * sizeof *rule->quota);
    if (read_list(r, what, prefix, "quotas", rule, read_quota) != 0)
        return -1;
    if (rule->n_quotas > 1)
        qsort(rule->quota, rule->n_quotas, sizeof *rule->quota, compare_quotas);
    return 0;
}

static int read_course_kind(const struct rule_reader *r, const json_t *what,
                            const char *prefix, struct rule *rule)
{
    static const char *const kinds[] = {"any", "public", "elective", NULL};
    const char *kind = jsondoc_text(what, "course_kind", "any");
    int found = choice_find(kinds, kind);
    if (found < 0)
        return jsondoc_fail(r->doc, what, prefix, "course_kind", r->d,
                            "'%s' is no kind of course: public or elective",
                            kind);
    rule->course = (enum rule_course)found;
    return 0;
}

/* "1/7"; digits alone. */
static bool read_fraction(const char *text, struct rule_share *share)
{
    const char *slash = strchr(text, '/');
    if (slash == NULL || slash == text || strlen(text) > 9 ||
        strspn(text, "0123456789") != (size_t)(slash - text) ||
        slash[1] == '\0' || slash[1 + strspn(slash + 1, "0123456789")] != '\0')
        return false;
    share->part = strtol(text, NULL, 10);
    share->of = strtol(slash + 1, NULL, 10);
    return share->of > 0 && share->part < share->of;
}

static int read_share(const struct rule_reader *r, const json_t *what,
                      const char *prefix, struct rule_share *share)
{
    const json_t *value = json_object_get(what, "max_absence");
    if (value == NULL)
        return 0;
    double number = json_is_number(value) ? json_number_value(value) : -1;
    if (number >= 0 && number < 1) {
        *share =
            (struct rule_share){llround(number * SHARE_PARTS), SHARE_PARTS};
        return 0;
    }
    if (json_is_string(value) && read_fraction(json_string_value(value), share))
        return 0;
    return jsondoc_fail(r->doc, what, prefix, "max_absence", r->d,
                        "must be a share below 1, as 0.25 or \"1/7\"");
}

static int read_lengths(const struct rule_reader *r, const json_t *what,
                        const char *prefix, struct rule *rule)
{
    rule->min_minutes = (int32_t)jsondoc_integer(what, "min_minutes", 0);
    rule->day_minutes =
        (int32_t)jsondoc_integer(what, "day_minutes", DAY_MINUTES);
    rule->half_minutes = (int32_t)jsondoc_integer(what, "half_day_minutes",
                                                  (rule->day_minutes + 1) / 2);
    if (rule->half_minutes > rule->day_minutes)
        return jsondoc_fail(r->doc, what, prefix, "half_day_minutes", r->d,
                            "is more than a day has, %d",
                            (int)rule->day_minutes);
    rule->exclude_meetings = jsondoc_boolean(what, "exclude_meetings", false);
    return read_share(r, what, prefix, &rule->max_absence);
}

static int read_filters(const struct rule_reader *r, const json_t *what,
                        const char *prefix, struct rule *rule)
{
    if (wordset_read_known(r, what, prefix, "form", forms, &rule->form) != 0 ||
        wordset_read_known(r, what, prefix, "level", levels, &rule->level) !=
            0 ||
        wordset_read_known(r, what, prefix, "channel", channels,
                           &rule->channel) != 0 ||
        wordset_read_known(r, what, prefix, "method", methods, &rule->method) !=
            0)
        return -1;
    return wordset_read_topics(r, what, prefix, "topic", &rule->topic);
}

int rule_read_what(const struct rule_reader *r, json_t *what,
                   const char *prefix, struct rule *rule)
{
    static const struct jsonkey keys[] = {
        {.name = "unit", .type = JSONKEY_TEXT, .required = true},
        {.name = "amount",
         .type = JSONKEY_NUMBER,
         .required = true,
         .low = 0,
         .high = 100000},
        {.name = "or", .type = JSONKEY_ARRAY},
        {.name = "quotas", .type = JSONKEY_ARRAY},
        {.name = "form", .type = JSONKEY_TEXTS},
        {.name = "level", .type = JSONKEY_TEXTS},
        {.name = "channel", .type = JSONKEY_TEXTS},
        {.name = "method", .type = JSONKEY_TEXTS},
        {.name = "topic", .type = JSONKEY_TEXTS},
        {.name = "course_kind", .type = JSONKEY_TEXT},
        {.name = "min_minutes",
         .type = JSONKEY_INTEGER,
         .low = 0,
         .high = 100000},
        {.name = "day_minutes",
         .type = JSONKEY_INTEGER,
         .low = 1,
         .high = 1440},
        {.name = "half_day_minutes",
         .type = JSONKEY_INTEGER,
         .low = 1,
         .high = 1440},
        {.name = "max_absence", .type = JSONKEY_ANY},
        {.name = "exclude_meetings", .type = JSONKEY_BOOLEAN},
        {.name = NULL}};
    if (jsondoc_check(r->doc, what, prefix, keys, r->d) != 0 ||
        rule_check_lists(r, what, prefix) != 0 ||
        read_measures(r, what, prefix, rule) != 0 ||
        read_filters(r, what, prefix, rule) != 0 ||
        read_course_kind(r, what, prefix, rule) != 0 ||
        read_lengths(r, what, prefix, rule) != 0)
        return -1;
    if (rule->subject != RULE_MEMBER && rule->max_absence.of != 0)
        return jsondoc_fail(r->doc, what, prefix, "max_absence", r->d,
                            "is for rules that bind members");
    return 0;
}
