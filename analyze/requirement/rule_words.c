/* rule_words.c - see rule_words.h. */
#include "analyze/requirement/rule_words.h"

#include "lib/mem.h"

#include <string.h>

int choice_find(const char *const *choice, const char *word)
{
    for (int i = 0; choice[i] != NULL; i++)
        if (strcmp(choice[i], word) == 0)
            return i;
    return -1;
}

size_t texts_count(const json_t *value)
{
    return json_is_array(value) ? json_array_size(value) : value != NULL;
}

const char *texts_at(const json_t *value, size_t i)
{
    return json_string_value(json_is_array(value) ? json_array_get(value, i)
                                                  : value);
}

/* Reads one text or an array of texts; what facts call them comes after. */
static void read_texts(const json_t *value, struct wordset *set)
{
    set->count = texts_count(value);
    set->text = mem_array(NULL, set->count, sizeof *set->text);
    set->word = mem_array(NULL, set->count, sizeof *set->word);
    for (size_t i = 0; i < set->count; i++)
        set->text[i] = texts_at(value, i);
}

void wordset_read(const struct rule_reader *r, const json_t *object,
                  const char *key, struct wordset *set)
{
    read_texts(json_object_get(object, key), set);
    for (size_t i = 0; i < set->count; i++)
        set->word[i] = facts_word(r->f, set->text[i]);
}

int wordset_read_known(const struct rule_reader *r, const json_t *object,
                       const char *prefix, const char *key,
                       const char *const *standard, struct wordset *set)
{
    wordset_read(r, object, key, set);
    for (size_t i = 0; i < set->count; i++)
        if (set->word[i] == FACT_NONE &&
            choice_find(standard, set->text[i]) < 0)
            return jsondoc_fail(r->doc, object, prefix, key, r->d,
                                "'%s' is no %s of any session and no standard "
                                "one",
                                set->text[i], key);
    return 0;
}

int wordset_read_topics(const struct rule_reader *r, const json_t *object,
                        const char *prefix, const char *key,
                        struct wordset *set)
{
    read_texts(json_object_get(object, key), set);
    for (size_t i = 0; i < set->count; i++) {
        set->word[i] = facts_topic(r->f, set->text[i]);
        if (set->word[i] == FACT_NONE)
            return jsondoc_fail(r->doc, object, prefix, key, r->d,
                                "there is no topic '%s'", set->text[i]);
    }
    return 0;
}

/* An empty list would mean "any", which nobody writes on purpose. */
int rule_check_lists(const struct rule_reader *r, json_t *object,
                     const char *prefix)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value) {
        if (json_is_array(value) && json_array_size(value) == 0)
            return jsondoc_fail(r->doc, object, prefix, key, r->d,
                                "must not be empty; leave it out for any");
    }
    return 0;
}

int rule_check_object(const struct rule_reader *r, const json_t *array,
                      size_t i, const char *prefix)
{
    if (json_is_object(json_array_get(array, i)))
        return 0;
    diag_at(r->d, jsondoc_path(r->doc), jsondoc_line_at(r->doc, array, i),
            prefix);
    return diag_fail(r->d, "must be an object");
}
