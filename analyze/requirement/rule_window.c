/*
 * rule_window.c - see rule_words.h: in which time a rule asks for learning.
 */
#include "analyze/requirement/rule_words.h"

#include "lib/date.h"

#include <string.h>

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
    if (rule->event == RULE_APPOINTED && rule->who.role.count == 0)
        return jsondoc_fail(r->doc, window, prefix, "event", r->d,
                            "'appointed' to what? The rule names no who.role");
    return 0;
}

#define KIND                                                   \
    {                                                          \
        .name = "kind", .type = JSONKEY_TEXT, .required = true \
    }
#define END          \
    {                \
        .name = NULL \
    }

/* The keys of each kind of window, in the order of enum rule_window. */
static const char *const windows[] = {
    "calendar-year", "calendar-quarter", "calendar-month", "rolling-years",
    "season",        "anniversary",      "after-event",    NULL};
static const struct jsonkey window_keys[][4] = {
    {KIND, END},
    {KIND, END},
    {KIND, END},
    {KIND,
     {.name = "years",
      .type = JSONKEY_INTEGER,
      .required = true,
      .low = 1,
      .high = 50},
     END},
    {KIND,
     {.name = "from", .type = JSONKEY_TEXT, .required = true},
     {.name = "to", .type = JSONKEY_TEXT, .required = true},
     END},
    {KIND,
     {.name = "event", .type = JSONKEY_TEXT, .required = true},
     {.name = "years", .type = JSONKEY_INTEGER, .low = 1, .high = 50},
     END},
    {KIND,
     {.name = "event", .type = JSONKEY_TEXT, .required = true},
     {.name = "months",
      .type = JSONKEY_INTEGER,
      .required = true,
      .low = 1,
      .high = 600},
     END}};

static int find_window(const struct rule_reader *r, const json_t *window,
                       const char *prefix, enum rule_window *kind)
{
    const char *word = json_string_value(json_object_get(window, "kind"));
    int found = word == NULL ? 0 : choice_find(windows, word);
    if (found < 0)
        return jsondoc_fail(r->doc, window, prefix, "kind", r->d,
                            "'%s' is no kind of window: calendar-year, "
                            "calendar-quarter, calendar-month, rolling-years, "
                            "season, anniversary or after-event",
                            word);
    *kind = (enum rule_window)found;
    return jsondoc_check(r->doc, window, prefix, window_keys[found], r->d);
}

int rule_read_window(const struct rule_reader *r, json_t *window,
                     const char *prefix, struct rule *rule)
{
    if (find_window(r, window, prefix, &rule->window) != 0)
        return -1;
    rule->years = (int)jsondoc_integer(window, "years", 1);
    rule->months = (int)jsondoc_integer(window, "months", 1);
    if (rule->window == RULE_AFTER_EVENT || rule->window == RULE_ANNIVERSARY)
        return read_event(r, window, prefix, rule);
    if (rule->window != RULE_SEASON)
        return 0;
    if (read_month_day(r, window, prefix, "from", &rule->from) != 0)
        return -1;
    return read_month_day(r, window, prefix, "to", &rule->to);
}
