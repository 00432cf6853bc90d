/* rule_who.c - see rule_words.h: whom a rule is for. */
#include "analyze/requirement/rule_words.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static int check_attribute(const struct rule_reader *r, const json_t *object,
                           const char *prefix, const char *name,
                           const json_t *value)
{
    for (size_t i = 0; i < texts_count(value); i++)
        if (texts_at(value, i) == NULL)
            return jsondoc_fail(r->doc, object, prefix, name, r->d,
                                "must be a text or an array of texts");
    return 0;
}

static int read_attributes(const struct rule_reader *r, json_t *object,
                           const char *prefix, struct rule *rule)
{
    if (rule_check_lists(r, object, prefix) != 0)
        return -1;
    rule->attribute =
        mem_array(NULL, json_object_size(object), sizeof *rule->attribute);
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value) {
        if (check_attribute(r, object, prefix, name, value) != 0)
            return -1;
        struct rule_attribute *a = &rule->attribute[rule->n_attributes++];
        *a = (struct rule_attribute){.name = name,
                                     .word = facts_word(r->f, name)};
        wordset_read(r, object, name, &a->value);
    }
    return 0;
}

static int read_organization(const struct rule_reader *r, const json_t *object,
                             const char *prefix, struct rule *rule)
{
    const char *id = jsondoc_text(object, "organization", NULL);
    rule->organization = FACT_NONE;
    if (id == NULL)
        return 0;
    rule->organization = facts_org(r->f, id);
    if (rule->organization == FACT_NONE)
        return jsondoc_fail(r->doc, object, prefix, "organization", r->d,
                            "there is no organization '%s'", id);
    return 0;
}

static int32_t status_word(const struct facts *f, const char *text,
                           int32_t otherwise)
{
    int32_t word = facts_word(f, text);
    return word != FACT_NONE ? word : otherwise;
}

static void read_statuses(const struct rule_reader *r, const json_t *who,
                          struct rule *rule)
{
    rule->full_status = status_word(r->f, "full", RULE_FULL);
    rule->probationary_status =
        status_word(r->f, "probationary", RULE_PROBATIONARY);
    wordset_read(r, who, "status", &rule->status);
    for (size_t i = 0; i < rule->status.count; i++) {
        if (strcmp(rule->status.text[i], "full") == 0)
            rule->status.word[i] = rule->full_status;
        if (strcmp(rule->status.text[i], "probationary") == 0)
            rule->status.word[i] = rule->probationary_status;
    }
}

int rule_read_who(const struct rule_reader *r, json_t *who, const char *prefix,
                  struct rule *rule)
{
    static const struct jsonkey keys[] = {
        {"status", JSONKEY_TEXTS, false, 0, 0},
        {"role", JSONKEY_TEXTS, false, 0, 0},
        {"not_role", JSONKEY_TEXTS, false, 0, 0},
        {"attribute", JSONKEY_OBJECT, false, 0, 0},
        {"organization", JSONKEY_TEXT, false, 0, 0},
        {NULL, JSONKEY_ANY, false, 0, 0}};
    rule->organization = FACT_NONE;
    if (who == NULL) {
        read_statuses(r, NULL, rule);
        return 0;
    }
    if (jsondoc_check(r->doc, who, prefix, keys, r->d) != 0 ||
        rule_check_lists(r, who, prefix) != 0)
        return -1;
    read_statuses(r, who, rule);
    wordset_read(r, who, "role", &rule->role);
    wordset_read(r, who, "not_role", &rule->not_role);
    char *below = mem_format("%s.attribute", prefix);
    int result =
        read_attributes(r, json_object_get(who, "attribute"), below, rule);
    free(below);
    return result != 0 ? -1 : read_organization(r, who, prefix, rule);
}
