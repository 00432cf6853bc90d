/* duplicate_rules.c - see duplicate_rules.h. */
#include "analyze/requirement/duplicate_rules.h"

#include <string.h>

enum { MIN_MEMBERS = 10 };
static const double PROVIDER_OVERLAP = 0.5;

static int check(const struct rule_reader *r, json_t *object,
                 const char *prefix)
{
    static const struct jsonkey keys[] = {
        {.name = "repeat_topic", .type = JSONKEY_BOOLEAN},
        {.name = "repeat_after", .type = JSONKEY_TEXT},
        {.name = "provider_overlap",
         .type = JSONKEY_NUMBER,
         .low = 0,
         .high = 1},
        {.name = "min_members", .type = JSONKEY_INTEGER, .low = 1, .high = 1e9},
        {.name = "max_calls", .type = JSONKEY_INTEGER, .low = 0, .high = 1e6},
        {.name = "call_roles", .type = JSONKEY_TEXTS},
        {.name = "except_topics", .type = JSONKEY_TEXTS},
        {.name = "except_forms", .type = JSONKEY_TEXTS},
        {.name = "exclude_meetings", .type = JSONKEY_BOOLEAN},
        {.name = NULL}};
    if (object == NULL)
        return 0;
    if (jsondoc_check(r->doc, object, prefix, keys, r->d) != 0)
        return -1;
    return rule_check_lists(r, object, prefix);
}

static int read_after(struct duplicate_rules *rules,
                      const struct rule_reader *r, const json_t *object,
                      const char *prefix)
{
    const char *word = jsondoc_text(object, "repeat_after", "any");
    rules->repeat_higher = strcmp(word, "higher-level") == 0;
    if (rules->repeat_higher || strcmp(word, "any") == 0)
        return 0;
    return jsondoc_fail(r->doc, object, prefix, "repeat_after", r->d,
                        "'%s' is neither any nor higher-level", word);
}

int duplicate_rules_read(struct duplicate_rules *rules,
                         const struct rule_reader *r, json_t *object,
                         const char *prefix, const struct study *study)
{
    if (check(r, object, prefix) != 0)
        return -1;
    rules->repeat_topic = jsondoc_boolean(object, "repeat_topic", false);
    rules->exclude_meetings =
        jsondoc_boolean(object, "exclude_meetings", false);
    rules->provider_overlap = jsondoc_number(
        object, "provider_overlap",
        study_number(study, "duplicate", "overlap", PROVIDER_OVERLAP));
    rules->min_members = jsondoc_integer(
        object, "min_members",
        study_integer(study, "duplicate", "min_members", MIN_MEMBERS));
    rules->max_calls = jsondoc_integer(object, "max_calls", INT64_MAX);
    wordset_read(r, object, "call_roles", &rules->call_role);
    if (read_after(rules, r, object, prefix) != 0 ||
        wordset_read_topics(r, object, prefix, "except_topics",
                            &rules->except_topic) != 0)
        return -1;
    return wordset_read_forms(r, object, prefix, "except_forms",
                              &rules->except_form);
}

void duplicate_rules_free(struct duplicate_rules *rules)
{
    wordset_free(&rules->call_role);
    wordset_free(&rules->except_topic);
    wordset_free(&rules->except_form);
}
