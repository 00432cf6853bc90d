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
                           const char *prefix, struct rule_who *who)
{
    if (rule_check_lists(r, object, prefix) != 0)
        return -1;
    who->attribute =
        mem_array(NULL, json_object_size(object), sizeof *who->attribute);
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value) {
        if (check_attribute(r, object, prefix, name, value) != 0)
            return -1;
        struct rule_attribute *a = &who->attribute[who->n_attributes++];
        *a = (struct rule_attribute){.name = name,
                                     .word = facts_word(r->f, name)};
        wordset_read(r, object, name, &a->value);
    }
    return 0;
}

static int read_organization(const struct rule_reader *r, const json_t *object,
                             const char *prefix, struct rule_who *who)
{
    const char *id = jsondoc_text(object, "organization", NULL);
    who->organization = FACT_NONE;
    if (id == NULL)
        return 0;
    who->organization = facts_org(r->f, id);
    if (who->organization == FACT_NONE)
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

static void read_statuses(const struct rule_reader *r, const json_t *object,
                          struct rule_who *who)
{
    who->full_status = status_word(r->f, "full", RULE_FULL);
    who->probationary_status =
        status_word(r->f, "probationary", RULE_PROBATIONARY);
    wordset_read(r, object, "status", &who->status);
    for (size_t i = 0; i < who->status.count; i++) {
        if (strcmp(who->status.text[i], "full") == 0)
            who->status.word[i] = who->full_status;
        if (strcmp(who->status.text[i], "probationary") == 0)
            who->status.word[i] = who->probationary_status;
    }
}

static int read_parts(const struct rule_reader *r, json_t *object,
                      const char *prefix, struct rule_who *who)
{
    wordset_read(r, object, "role", &who->role);
    wordset_read(r, object, "not_role", &who->not_role);
    wordset_read(r, object, "kind", &who->org_kind);
    wordset_read(r, object, "level", &who->org_level);
    wordset_read(r, object, "engagement", &who->engagement);
    char *below = mem_format("%s.attribute", prefix);
    int result =
        read_attributes(r, json_object_get(object, "attribute"), below, who);
    free(below);
    return result;
}

/* The keys of each subject, in the order of enum rule_subject. */
static const struct jsonkey keys[][7] = {
    {{.name = "status", .type = JSONKEY_TEXTS},
     {.name = "role", .type = JSONKEY_TEXTS},
     {.name = "not_role", .type = JSONKEY_TEXTS},
     {.name = "attribute", .type = JSONKEY_OBJECT},
     {.name = "organization", .type = JSONKEY_TEXT},
     {.name = NULL}},
    {{.name = "kind", .type = JSONKEY_TEXTS},
     {.name = "level", .type = JSONKEY_TEXTS},
     {.name = "organization", .type = JSONKEY_TEXT},
     {.name = NULL}},
    {{.name = "status", .type = JSONKEY_TEXTS},
     {.name = "role", .type = JSONKEY_TEXTS},
     {.name = "not_role", .type = JSONKEY_TEXTS},
     {.name = "attribute", .type = JSONKEY_OBJECT},
     {.name = "organization", .type = JSONKEY_TEXT},
     {.name = "engagement", .type = JSONKEY_TEXTS},
     {.name = NULL}}};

int rule_read_who(const struct rule_reader *r, json_t *object,
                  const char *prefix, enum rule_subject subject,
                  struct rule_who *who)
{
    who->organization = FACT_NONE;
    if (object == NULL) {
        read_statuses(r, NULL, who);
        return 0;
    }
    if (jsondoc_check(r->doc, object, prefix, keys[subject], r->d) != 0 ||
        rule_check_lists(r, object, prefix) != 0)
        return -1;
    read_statuses(r, object, who);
    if (read_parts(r, object, prefix, who) != 0)
        return -1;
    return read_organization(r, object, prefix, who);
}
