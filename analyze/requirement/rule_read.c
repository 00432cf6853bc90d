/*
 * rule_read.c - see rule.h: a rule from its JSON object, checked.
 */
#include "analyze/requirement/rule_words.h"

#include "lib/date.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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

static int read_amount(const struct rule_reader *r, const json_t *what,
                       const char *prefix, struct rule *rule)
{
    static const char *const units[] = {"hours", "sessions", "courses", NULL};
    const char *unit = jsondoc_text(what, "unit", "");
    int found = choice_find(units, unit);
    if (found < 0)
        return jsondoc_fail(r->doc, what, prefix, "unit", r->d,
                            "'%s' is no unit: hours, sessions or courses",
                            unit);
    rule->unit = (enum rule_unit)found;
    double amount = jsondoc_number(what, "amount", 0);
    if (rule->unit == RULE_MINUTES)
        amount *= 60;
    rule->amount = (int64_t)llround(amount);
    if (fabs(amount - (double)rule->amount) > 1e-6 || rule->amount < 1)
        return jsondoc_fail(r->doc, what, prefix, "amount", r->d,
                            rule->unit == RULE_MINUTES
                                ? "must be a whole number of minutes"
                                : "must be a whole number");
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

static int read_what(const struct rule_reader *r, json_t *what,
                     const char *prefix, struct rule *rule)
{
    static const struct jsonkey keys[] = {
        {"unit", JSONKEY_TEXT, true, 0, 0},
        {"amount", JSONKEY_NUMBER, true, 0, 100000},
        {"form", JSONKEY_TEXTS, false, 0, 0},
        {"level", JSONKEY_TEXTS, false, 0, 0},
        {"channel", JSONKEY_TEXTS, false, 0, 0},
        {"method", JSONKEY_TEXTS, false, 0, 0},
        {"topic", JSONKEY_TEXTS, false, 0, 0},
        {"course_kind", JSONKEY_TEXT, false, 0, 0},
        {"min_minutes", JSONKEY_INTEGER, false, 0, 100000},
        {NULL, JSONKEY_ANY, false, 0, 0}};
    if (jsondoc_check(r->doc, what, prefix, keys, r->d) != 0 ||
        rule_check_lists(r, what, prefix) != 0 ||
        read_amount(r, what, prefix, rule) != 0 ||
        wordset_read_known(r, what, prefix, "form", forms, &rule->form) != 0 ||
        wordset_read_known(r, what, prefix, "level", levels, &rule->level) !=
            0 ||
        wordset_read_known(r, what, prefix, "channel", channels,
                           &rule->channel) != 0 ||
        wordset_read_known(r, what, prefix, "method", methods, &rule->method) !=
            0 ||
        wordset_read_topics(r, what, prefix, &rule->topic) != 0)
        return -1;
    rule->min_minutes = (int32_t)jsondoc_integer(what, "min_minutes", 0);
    return read_course_kind(r, what, prefix, rule);
}

/* Reads "11-01". */
static int read_month_day(const struct rule_reader *r, const json_t *object,
                          const char *prefix, const char *key,
                          struct month_day *md)
{
    const char *t = jsondoc_text(object, key, "");
    char leap[DATE_TEXT];
    int32_t day = DATE_NONE;
    if (strlen(t) == 5 && t[2] == '-') {
        memcpy(leap, "2000-", 5);
        memcpy(leap + 5, t, 6);
        if (!date_read(leap, 10, &day))
            day = DATE_NONE;
    }
    if (day == DATE_NONE)
        return jsondoc_fail(r->doc, object, prefix, key, r->d,
                            "'%s' is no day of the year, such as 11-01", t);
    int year;
    date_civil(day, &year, &md->month, &md->day);
    return 0;
}

static int read_event(const struct rule_reader *r, const json_t *window,
                      const char *prefix, struct rule *rule)
{
    static const char *const events[] = {"appointed", "joined", "became-full",
                                         NULL};
    const char *event = jsondoc_text(window, "event", "");
    int found = choice_find(events, event);
    if (found < 0)
        return jsondoc_fail(r->doc, window, prefix, "event", r->d,
                            "'%s' is no event: appointed, joined or "
                            "became-full",
                            event);
    rule->event = (enum rule_event)found;
    if (rule->event == RULE_APPOINTED && rule->role.count == 0)
        return jsondoc_fail(r->doc, window, prefix, "event", r->d,
                            "'appointed' to what? The rule names no who.role");
    return 0;
}

/* The keys of each kind of window, in the order of enum rule_window. */
static const char *const windows[] = {"calendar-year", "rolling-years",
                                      "season", "after-event", NULL};
static const struct jsonkey window_keys[][4] = {
    {{"kind", JSONKEY_TEXT, true, 0, 0}, {NULL, JSONKEY_ANY, false, 0, 0}},
    {{"kind", JSONKEY_TEXT, true, 0, 0},
     {"years", JSONKEY_INTEGER, true, 1, 50},
     {NULL, JSONKEY_ANY, false, 0, 0}},
    {{"kind", JSONKEY_TEXT, true, 0, 0},
     {"from", JSONKEY_TEXT, true, 0, 0},
     {"to", JSONKEY_TEXT, true, 0, 0},
     {NULL, JSONKEY_ANY, false, 0, 0}},
    {{"kind", JSONKEY_TEXT, true, 0, 0},
     {"event", JSONKEY_TEXT, true, 0, 0},
     {"months", JSONKEY_INTEGER, true, 1, 600},
     {NULL, JSONKEY_ANY, false, 0, 0}}};

static int read_window(const struct rule_reader *r, json_t *window,
                       const char *prefix, struct rule *rule)
{
    const char *kind = json_string_value(json_object_get(window, "kind"));
    int found = kind == NULL ? 0 : choice_find(windows, kind);
    if (found < 0)
        return jsondoc_fail(r->doc, window, prefix, "kind", r->d,
                            "'%s' is no kind of window: calendar-year, "
                            "rolling-years, season or after-event",
                            kind);
    if (jsondoc_check(r->doc, window, prefix, window_keys[found], r->d) != 0)
        return -1;
    rule->window = (enum rule_window)found;
    rule->years = (int)jsondoc_integer(window, "years", 1);
    rule->months = (int)jsondoc_integer(window, "months", 1);
    if (rule->window == RULE_AFTER_EVENT)
        return read_event(r, window, prefix, rule);
    if (rule->window != RULE_SEASON)
        return 0;
    if (read_month_day(r, window, prefix, "from", &rule->from) != 0)
        return -1;
    return read_month_day(r, window, prefix, "to", &rule->to);
}

/* Reads the object KEY of OBJECT with READ, under a prefix of its own. */
static int read_part(const struct rule_reader *r, const json_t *object,
                     const char *prefix, const char *key, struct rule *rule,
                     int (*read)(const struct rule_reader *, json_t *,
                                 const char *, struct rule *))
{
    char *below = mem_format("%s.%s", prefix, key);
    int result = read(r, json_object_get(object, key), below, rule);
    free(below);
    return result;
}

static int check_proration(const struct rule_reader *r, const json_t *object,
                           const char *prefix, const struct rule *rule)
{
    if (!rule->prorate)
        return 0;
    if (rule->window != RULE_CALENDAR_YEAR && rule->window != RULE_SEASON)
        return jsondoc_fail(r->doc, object, prefix, "prorate", r->d,
                            "only a calendar year or a season can be prorated");
    return 0;
}

int rule_read(struct rule *rule, const struct jsondoc *doc,
              const json_t *object, const char *prefix, int32_t due_days,
              const struct facts *f, struct diag *d)
{
    static const struct jsonkey keys[] = {
        {"id", JSONKEY_TEXT, true, 0, 0},
        {"title", JSONKEY_TEXT, true, 0, 0},
        {"title_zh", JSONKEY_TEXT, false, 0, 0},
        {"valid_from", JSONKEY_DATE, false, 0, 0},
        {"who", JSONKEY_OBJECT, false, 0, 0},
        {"what", JSONKEY_OBJECT, true, 0, 0},
        {"window", JSONKEY_OBJECT, true, 0, 0},
        {"prorate", JSONKEY_BOOLEAN, false, 0, 0},
        {"due_days", JSONKEY_INTEGER, false, 0, 3660},
        {NULL, JSONKEY_ANY, false, 0, 0}};
    const struct rule_reader r = {doc, f, d};
    *rule = (struct rule){.valid_to = FACT_OPEN};
    if (jsondoc_check(doc, object, prefix, keys, d) != 0)
        return -1;
    rule->id = jsondoc_text(object, "id", "");
    if (rule->id[0] == '\0')
        return jsondoc_fail(doc, object, prefix, "id", d, "must not be empty");
    rule->title = jsondoc_text(object, "title", "");
    rule->title_zh = jsondoc_text(object, "title_zh", NULL);
    rule->valid_from = jsondoc_date(object, "valid_from");
    rule->prorate = jsondoc_boolean(object, "prorate", false);
    rule->due_days = (int32_t)jsondoc_integer(object, "due_days", due_days);
    if (read_part(&r, object, prefix, "who", rule, rule_read_who) != 0 ||
        read_part(&r, object, prefix, "what", rule, read_what) != 0 ||
        read_part(&r, object, prefix, "window", rule, read_window) != 0 ||
        check_proration(&r, object, prefix, rule) != 0)
        return -1;
    return 0;
}
