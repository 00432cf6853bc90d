/* eligibility_rules.c - see eligibility_rules.h. */
#include "analyze/requirement/eligibility_rules.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static int check(const struct rule_reader *r, json_t *object,
                 const char *prefix)
{
    static const struct jsonkey keys[] = {
        {.name = "not_trained", .type = JSONKEY_TEXTS},
        {.name = "levels", .type = JSONKEY_TEXTS},
        {.name = "open_level", .type = JSONKEY_TEXT},
        {.name = "level_step", .type = JSONKEY_INTEGER, .low = 0, .high = 100},
        {.name = "role_levels", .type = JSONKEY_OBJECT},
        {.name = "max_distance",
         .type = JSONKEY_INTEGER,
         .low = 0,
         .high = 1000},
        {.name = NULL}};
    if (jsondoc_check(r->doc, object, prefix, keys, r->d) != 0)
        return -1;
    if (json_object_get(object, "levels") == NULL)
        for (size_t i = 2; i < 5; i++)
            if (json_object_get(object, keys[i].name) != NULL)
                return jsondoc_fail(r->doc, object, prefix, keys[i].name, r->d,
                                    "needs levels: a list, the lowest first");
    return rule_check_lists(r, object, prefix);
}

/* The place of TEXT among the levels; -1 and a message if it is not there. */
static int32_t find_level(const struct eligibility_rules *rules,
                          const struct rule_reader *r, const json_t *object,
                          const char *prefix, const char *key, const char *text)
{
    for (size_t i = 0; text != NULL && i < rules->level.count; i++)
        if (strcmp(rules->level.text[i], text) == 0)
            return (int32_t)i;
    jsondoc_fail(r->doc, object, prefix, key, r->d,
                 "'%s' is none of the policy's levels",
                 text != NULL ? text : "");
    return -1;
}

static int check_levels(const struct eligibility_rules *rules,
                        const struct rule_reader *r, const json_t *object,
                        const char *prefix)
{
    if (rules->level.count > ELIGIBILITY_LEVELS)
        return jsondoc_fail(r->doc, object, prefix, "levels", r->d,
                            "more than %d levels", ELIGIBILITY_LEVELS);
    for (size_t i = 0; i < rules->level.count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(rules->level.text[i], rules->level.text[k]) == 0)
                return jsondoc_fail(r->doc, object, prefix, "levels", r->d,
                                    "'%s' stands there twice",
                                    rules->level.text[i]);
    return 0;
}

static int read_roles(struct eligibility_rules *rules,
                      const struct rule_reader *r, json_t *roles,
                      const char *prefix)
{
    const char *role;
    json_t *level;
    size_t count = json_object_size(roles);
    int status = 0;
    char *inner = mem_format("%s.role_levels", prefix);
    rules->role_name = mem_array(NULL, count, sizeof *rules->role_name);
    rules->role_word = mem_array(NULL, count, sizeof *rules->role_word);
    rules->role_level = mem_array(NULL, count, sizeof *rules->role_level);
    json_object_foreach(roles, role, level) {
        int32_t place =
            find_level(rules, r, roles, inner, role, json_string_value(level));
        if (place < 0) {
            status = -1;
            break;
        }
        rules->role_name[rules->n_role_levels] = role;
        rules->role_word[rules->n_role_levels] = facts_word(r->f, role);
        rules->role_level[rules->n_role_levels++] = place;
    }
    free(inner);
    return status;
}

int eligibility_rules_read(struct eligibility_rules *rules,
                           const struct rule_reader *r, json_t *object,
                           const char *prefix)
{
    rules->max_distance = INT64_MAX;
    if (object == NULL)
        return 0;
    if (check(r, object, prefix) != 0)
        return -1;
    wordset_read(r, object, "not_trained", &rules->not_trained);
    wordset_read(r, object, "levels", &rules->level);
    rules->level_step = (int32_t)jsondoc_integer(object, "level_step", 1);
    rules->max_distance = jsondoc_integer(object, "max_distance", INT64_MAX);
    const char *open = jsondoc_text(object, "open_level", NULL);
    if (open != NULL)
        rules->open_level =
            find_level(rules, r, object, prefix, "open_level", open);
    if (rules->open_level < 0 || check_levels(rules, r, object, prefix) != 0)
        return -1;
    return read_roles(rules, r, json_object_get(object, "role_levels"), prefix);
}

void eligibility_rules_free(struct eligibility_rules *rules)
{
    wordset_free(&rules->not_trained);
    wordset_free(&rules->level);
    free(rules->role_name);
    free(rules->role_word);
    free(rules->role_level);
}

int32_t eligibility_level(const struct eligibility_rules *rules, int32_t word)
{
    for (size_t i = 0; word != FACT_NONE && i < rules->level.count; i++)
        if (rules->level.word[i] == word)
            return (int32_t)i;
    return FACT_NONE;
}
