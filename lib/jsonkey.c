/* jsonkey.c - jsondoc_check() of jsondoc.h: an object against its keys. */
#include "lib/jsondoc.h"

#include "lib/date.h"
#include "lib/mem.h"
#include "lib/word.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const type_names[] = {
    [JSONKEY_TEXT] = "a text in quotes",
    [JSONKEY_INTEGER] = "a whole number",
    [JSONKEY_NUMBER] = "a number",
    [JSONKEY_LIMIT] = "a number, or null for no limit",
    [JSONKEY_BOOLEAN] = "true or false",
    [JSONKEY_DATE] = "a date such as \"2025-12-31\"",
    [JSONKEY_OBJECT] = "an object in { }",
    [JSONKEY_ARRAY] = "a list in [ ]",
    [JSONKEY_TEXTS] = "a text in quotes, or a list of them in [ ]",
    [JSONKEY_ANY] = "anything",
};

/* Names VALUE, found where WANTED should be. */
static const char *found_name(const json_t *value, enum jsonkey_type wanted)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return "an object";
    case JSON_ARRAY:
        return "a list";
    case JSON_STRING:
        return "a text";
    case JSON_INTEGER:
        return "a number";
    case JSON_REAL:
        return wanted == JSONKEY_INTEGER ? "one with a point" : "a number";
    case JSON_TRUE:
    case JSON_FALSE:
        return "true or false";
    case JSON_NULL:
        break;
    }
    return "null";
}

static bool is_date(const json_t *value)
{
    int32_t day;
    const char *text = json_string_value(value);
    return text != NULL && date_read(text, strlen(text), &day);
}

static bool are_texts(const json_t *value)
{
    if (json_is_string(value))
        return true;
    for (size_t i = 0; i < json_array_size(value); i++)
        if (!json_is_string(json_array_get(value, i)))
            return false;
    return json_is_array(value);
}

static bool has_type(const json_t *value, enum jsonkey_type type)
{
    switch (type) {
    case JSONKEY_TEXT:
        return json_is_string(value);
    case JSONKEY_INTEGER:
        return json_is_integer(value);
    case JSONKEY_NUMBER:
        return json_is_number(value);
    case JSONKEY_LIMIT:
        return json_is_number(value) || json_is_null(value);
    case JSONKEY_BOOLEAN:
        return json_is_boolean(value);
    case JSONKEY_DATE:
        return is_date(value);
    case JSONKEY_OBJECT:
        return json_is_object(value);
    case JSONKEY_ARRAY:
        return json_is_array(value);
    case JSONKEY_TEXTS:
        return are_texts(value);
    case JSONKEY_ANY:
        break;
    }
    return true;
}

/* What an object is checked against, and where it stands. */
struct check {
    const struct jsondoc *doc;
    const json_t *object;
    const char *prefix;
    const struct jsonkey *keys;
};

static int fail_type(const struct check *c, const struct jsonkey *key,
                     const json_t *value, struct diag *d)
{
    bool text = key->type == JSONKEY_DATE && json_is_string(value);
    return jsondoc_fail(
        c->doc, c->object, c->prefix, key->name, d, "must be %s, not %s%s%s",
        type_names[key->type], text ? "\"" : "",
        text ? json_string_value(value) : found_name(value, key->type),
        text ? "\"" : "");
}

static bool is_one_of(const char *const *words, const char *text)
{
    for (; *words != NULL; words++)
        if (strcmp(*words, text) == 0)
            return true;
    return false;
}

/* Fails unless TEXT is one of the words of KEY. */
static int check_word(const struct check *c, const struct jsonkey *key,
                      const char *text, struct diag *d)
{
    char known[256] = "";
    size_t used = 0;
    if (is_one_of(key->words, text))
        return 0;
    for (const char *const *w = key->words; *w != NULL; w++)
        if (used < sizeof known)
            used +=
                (size_t)snprintf(known + used, sizeof known - used, "%s\"%s\"",
                                 used == 0      ? ""
                                 : w[1] != NULL ? ", "
                                                : " or ",
                                 *w);
    return jsondoc_fail(c->doc, c->object, c->prefix, key->name, d,
                        "must be %s, not \"%s\"", known, text);
}

/* VALUE is a text, or a list of them. */
static int check_words(const struct check *c, const struct jsonkey *key,
                       const json_t *value, struct diag *d)
{
    int result = 0;
    if (json_is_string(value))
        return check_word(c, key, json_string_value(value), d);
    for (size_t i = 0; result == 0 && i < json_array_size(value); i++)
        result =
            check_word(c, key, json_string_value(json_array_get(value, i)), d);
    return result;
}

static int check_inside(const struct check *c, const struct jsonkey *key,
                        const json_t *value, struct diag *d)
{
    bool dot = c->prefix != NULL && c->prefix[0] != '\0';
    char *prefix =
        mem_format("%s%s%s", dot ? c->prefix : "", dot ? "." : "", key->name);
    int result = jsondoc_check(c->doc, value, prefix, key->keys, d);
    free(prefix);
    return result;
}

static int check_value(const struct check *c, const struct jsonkey *key,
                       const json_t *value, struct diag *d)
{
    if (!has_type(value, key->type))
        return fail_type(c, key, value, d);
    if (key->words != NULL)
        return check_words(c, key, value, d);
    if (key->keys != NULL)
        return check_inside(c, key, value, d);
    double number = json_number_value(value);
    if (json_is_number(value) && key->low < key->high &&
        (number < key->low || number > key->high))
        return jsondoc_fail(c->doc, c->object, c->prefix, key->name, d,
                            "must be from %.15g to %.15g, not %.15g", key->low,
                            key->high, number);
    return 0;
}

static int fail_unknown(const struct check *c, const char *name, struct diag *d)
{
    char known[512] = "";
    size_t used = 0;
    struct word_search nearest = word_search_for(name);
    for (const struct jsonkey *k = c->keys; k->name != NULL; k++) {
        word_search_try(&nearest, k->name);
        if (used < sizeof known)
            used += (size_t)snprintf(known + used, sizeof known - used, "%s%s",
                                     used > 0 ? ", " : "", k->name);
    }
    if (nearest.found == NULL)
        return jsondoc_fail(c->doc, c->object, c->prefix, name, d,
                            "unknown key; known here: %s", known);
    return jsondoc_fail(c->doc, c->object, c->prefix, name, d,
                        "unknown key; did you mean \"%s\"? Known here: %s",
                        nearest.found, known);
}

static const struct jsonkey *find_key(const struct jsonkey *keys,
                                      const char *name)
{
    for (; keys->name != NULL; keys++)
        if (strcmp(keys->name, name) == 0)
            return keys;
    return NULL;
}

static int check_known(const struct check *c, struct diag *d)
{
    const char *name;
    json_t *value;
    /* jansson walks by reading only, but does not say so with a const. */
    json_t *object = (json_t *)(uintptr_t)c->object;
    json_object_foreach(object, name, value) {
        const struct jsonkey *key = find_key(c->keys, name);
        if (key == NULL)
            return fail_unknown(c, name, d);
        if (check_value(c, key, value, d) != 0)
            return -1;
    }
    return 0;
}

static int fail_kind(const struct check *c, struct diag *d)
{
    diag_at(d, jsondoc_path(c->doc), jsondoc_line(c->doc, c->object, ""),
            c->prefix);
    return diag_fail(d, "must be %s, not %s", type_names[JSONKEY_OBJECT],
                     found_name(c->object, JSONKEY_OBJECT));
}

int jsondoc_check(const struct jsondoc *doc, const json_t *object,
                  const char *prefix, const struct jsonkey *keys,
                  struct diag *d)
{
    struct check c = {doc, object, prefix, keys};
    if (object != NULL && !json_is_object(object))
        return fail_kind(&c, d);
    if (check_known(&c, d) != 0)
        return -1;
    for (const struct jsonkey *key = keys; key->name != NULL; key++)
        if (key->required && json_object_get(object, key->name) == NULL)
            return jsondoc_fail(doc, object, prefix, key->name, d,
                                "is missing; it must be %s",
                                type_names[key->type]);
    return 0;
}
