/*
 * rule_read.c - see rule.h: a rule from its JSON object, checked.
 */
#include "analyze/requirement/rule_words.h"

#include "lib/date.h"
#include "lib/mem.h"

#include <stdlib.h>

static int read_whom(const struct rule_reader *r, json_t *object,
                     const char *prefix, struct rule *rule)
{
    return rule_read_who(r, object, prefix, rule->subject, &rule->who);
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

static int read_subject(const struct rule_reader *r, const json_t *object,
                        const char *prefix, struct rule *rule)
{
    static const char *const subjects[] = {"member", "organization",
                                           "instructor", NULL};
    const char *subject = jsondoc_text(object, "subject", "member");
    int found = choice_find(subjects, subject);
    if (found < 0)
        return jsondoc_fail(r->doc, object, prefix, "subject", r->d,
                            "'%s' is no subject: member, organization or "
                            "instructor",
                            subject);
    rule->subject = (enum rule_subject)found;
    return 0;
}

/* What goes together: proration, grace and windows. */
static int check_together(const struct rule_reader *r, const json_t *object,
                          const char *prefix, const struct rule *rule)
{
    bool stretch =
        rule_has_fixed_window(rule) || rule->window == RULE_ANNIVERSARY;
    if (rule->subject == RULE_ORGANIZATION && !rule_has_fixed_window(rule))
        return jsondoc_fail(r->doc, object, prefix, "window", r->d,
                            "organisations are judged by calendar and season");
    if (rule->prorate && (!stretch || rule->subject == RULE_ORGANIZATION))
        return jsondoc_fail(r->doc, object, prefix, "prorate", r->d,
                            "only a member's calendar year, quarter or month, "
                            "season or anniversary can be prorated");
    if (rule->grace_days > 0 && stretch)
        return jsondoc_fail(r->doc, object, prefix, "grace_days", r->d,
                            "only what can be made up late has grace: "
                            "rolling-years and after-event");
    return 0;
}

static int read_days(const struct rule_reader *r, const json_t *object,
                     const char *prefix, int32_t due_days, struct rule *rule)
{
    rule->valid_from = rule->since = jsondoc_date(object, "valid_from");
    int32_t last = jsondoc_date(object, "valid_to");
    rule->valid_to = last != DATE_NONE ? last : FACT_OPEN;
    if (rule->valid_to < rule->valid_from)
        return jsondoc_fail(r->doc, object, prefix, "valid_to", r->d,
                            "is before valid_from");
    rule->prorate = jsondoc_boolean(object, "prorate", false);
    rule->due_days = (int32_t)jsondoc_integer(object, "due_days", due_days);
    rule->grace_days = (int32_t)jsondoc_integer(object, "grace_days", 0);
    return 0;
}

static int read_names(const struct rule_reader *r, const json_t *object,
                      const char *prefix, struct rule *rule)
{
    rule->id = jsondoc_text(object, "id", "");
    rule->title = jsondoc_text(object, "title", "");
    rule->title_zh = jsondoc_text(object, "title_zh", NULL);
    if (rule->id[0] == '\0')
        return jsondoc_fail(r->doc, object, prefix, "id", r->d,
                            "must not be empty");
    return 0;
}

int rule_read(struct rule *rule, const struct jsondoc *doc,
              const json_t *object, const char *prefix, int32_t due_days,
              const struct facts *f, struct diag *d)
{
    static const struct jsonkey keys[] = {
        {.name = "id", .type = JSONKEY_TEXT, .required = true},
        {.name = "title", .type = JSONKEY_TEXT, .required = true},
        {.name = "title_zh", .type = JSONKEY_TEXT},
        {.name = "subject", .type = JSONKEY_TEXT},
        {.name = "valid_from", .type = JSONKEY_DATE},
        {.name = "valid_to", .type = JSONKEY_DATE},
        {.name = "who", .type = JSONKEY_OBJECT},
        {.name = "what", .type = JSONKEY_OBJECT, .required = true},
        {.name = "window", .type = JSONKEY_OBJECT, .required = true},
        {.name = "prorate", .type = JSONKEY_BOOLEAN},
        {.name = "due_days", .type = JSONKEY_INTEGER, .low = 0, .high = 3660},
        {.name = "grace_days", .type = JSONKEY_INTEGER, .low = 0, .high = 3660},
        {.name = NULL}};
    const struct rule_reader r = {doc, f, d};
    *rule = (struct rule){.valid_to = FACT_OPEN};
    if (jsondoc_check(doc, object, prefix, keys, d) != 0 ||
        read_names(&r, object, prefix, rule) != 0 ||
        read_subject(&r, object, prefix, rule) != 0 ||
        read_days(&r, object, prefix, due_days, rule) != 0 ||
        read_part(&r, object, prefix, "who", rule, read_whom) != 0 ||
        read_part(&r, object, prefix, "what", rule, rule_read_what) != 0 ||
        read_part(&r, object, prefix, "window", rule, rule_read_window) != 0)
        return -1;
    return check_together(&r, object, prefix, rule);
}
