/* studypreset.c - see studypreset.h. */
#include "lib/studypreset.h"

#include "lib/mem.h"
#include "lib/preset.h"
#include "lib/word.h"

#include <stdlib.h>
#include <string.h>

/* An entry that names a preset. */
struct entry {
    struct jsondoc *doc;
    json_t *object;
    char *prefix; /* "inputs[2]" */
    const struct preset *preset;
};

/* Whether a column of the study says itself where its cells come from. */
static bool is_placed(const json_t *column)
{
    static const char *const sources[] = {"header", "headers", "position",
                                          "constant"};
    for (size_t i = 0; i < COUNT_OF(sources); i++)
        if (json_object_get(column, sources[i]) != NULL)
            return true;
    return false;
}

/* Gives INTO what it lacks of FROM. */
static void fill(json_t *into, json_t *from)
{
    const char *key;
    json_t *value;
    json_object_foreach(from, key, value) {
        json_t *own = json_object_get(into, key);
        if (own == NULL)
            json_object_set_new(into, key, json_deep_copy(value));
        else if (json_is_object(own) && json_is_object(value) &&
                 !is_placed(own))
            fill(own, value);
    }
}

/* A null takes a key away: of OBJECT, and of the objects in it. */
static void drop_nulls(json_t *object)
{
    const char *key;
    json_t *value;
    void *next;
    json_object_foreach_safe(object, next, key, value)
    {
        if (json_is_null(value))
            json_object_del(object, key);
        else if (json_is_object(value))
            drop_nulls(value);
    }
}

static int fail_preset(const struct entry *e, const char *name, struct diag *d)
{
    char list[300];
    struct word_search near = word_search_for(name);
    const struct preset *p;
    for (size_t i = 0; (p = preset_at(i)) != NULL; i++)
        word_search_try(&near, p->name);
    preset_list(list, sizeof list);
    if (near.found == NULL)
        return jsondoc_fail(e->doc, e->object, e->prefix, "preset", d,
                            "there is no preset \"%.60s\"; there are %s", name,
                            list);
    return jsondoc_fail(e->doc, e->object, e->prefix, "preset", d,
                        "there is no preset \"%.60s\" (did you mean %s?); "
                        "there are %s",
                        name, near.found, list);
}

static int check_entry(const struct entry *e, struct diag *d)
{
    const char *kind = jsondoc_text(e->object, "kind", NULL);
    json_t *parts = json_object_get(e->object, "parts");
    bool several = preset_parts(e->preset) > 1;
    if (kind != NULL && several)
        return jsondoc_fail(e->doc, e->object, e->prefix, "kind", d,
                            "the preset %s says the kinds: leave it out",
                            e->preset->name);
    if (several && json_object_get(e->object, "columns") != NULL)
        return jsondoc_fail(e->doc, e->object, e->prefix, "columns", d,
                            "the preset %s has several parts; write "
                            "\"parts\": {\"%s\": {\"columns\": ...}}",
                            e->preset->name, e->preset->parts[0].name);
    if (parts != NULL && !several)
        return jsondoc_fail(e->doc, e->object, e->prefix, "parts", d,
                            "the preset %s has no parts", e->preset->name);
    if (parts != NULL && !json_is_object(parts))
        return jsondoc_fail(e->doc, e->object, e->prefix, "parts", d,
                            "must be an object in { }");
    return 0;
}

/* What only the study can say must be said. */
static int check_needs(const struct entry *e, const struct preset_part *part,
                       const json_t *object, struct diag *d)
{
    const json_t *columns = json_object_get(object, "columns");
    for (size_t i = 0; i < COUNT_OF(part->needs); i++) {
        const struct preset_need *n = &part->needs[i];
        if (n->field == NULL || json_object_get(columns, n->field) != NULL ||
            (n->other != NULL && json_object_get(columns, n->other) != NULL))
            continue;
        return jsondoc_fail(
            e->doc, e->object, e->prefix, "preset", d,
            "%s needs %s, for %s: %s%s%s\"columns\": {\"%s\": %s}%s",
            e->preset->name, n->field, n->why,
            part->name != NULL ? "\"parts\": {\"" : "",
            part->name != NULL ? part->name : "",
            part->name != NULL ? "\": {" : "", n->field, n->example,
            part->name != NULL ? "}}" : "");
    }
    return 0;
}

/* The preset's one part says the kind; the entry may only say the same. */
static int check_kind(const struct entry *e, const json_t *keys, struct diag *d)
{
    const char *preset = jsondoc_text(keys, "kind", "");
    const char *own = jsondoc_text(e->object, "kind", preset);
    if (strcmp(own, preset) == 0)
        return 0;
    return jsondoc_fail(e->doc, e->object, e->prefix, "kind", d,
                        "the preset %s is of the kind %s, not %.40s",
                        e->preset->name, preset, own);
}

static json_t *read_keys(const struct preset_part *part)
{
    return json_loads(part->keys, JSON_REJECT_DUPLICATES, NULL);
}

/* "NAME/PART", and the part's file in the folder. */
static void name_part(json_t *made, const json_t *object,
                      const struct preset_part *part)
{
    const char *name = jsondoc_text(object, "name", NULL);
    const char *file = jsondoc_text(object, "file", NULL);
    if (name != NULL) {
        char *text = mem_format("%s/%s", name, part->name);
        json_object_set_new(made, "name", json_string(text));
        free(text);
    }
    if (file != NULL && part->file != NULL) {
        bool slash = file[0] != '\0' && file[strlen(file) - 1] == '/';
        char *text = mem_format("%s%s%s", file, slash ? "" : "/", part->file);
        json_object_set_new(made, "file", json_string(text));
        free(text);
    }
}

/* The entry for one part: its own keys, then the entry's, then the preset's. */
static int make_part(const struct entry *e, const struct preset_part *part,
                     json_t **made, struct diag *d)
{
    *made = NULL;
    json_t *own =
        json_object_get(json_object_get(e->object, "parts"), part->name);
    if (own != NULL && !json_is_object(own)) {
        char *prefix = mem_format("%s.parts", e->prefix);
        jsondoc_fail(e->doc, json_object_get(e->object, "parts"), prefix,
                     part->name, d, "must be an object in { }");
        free(prefix);
        return -1;
    }
    *made = own != NULL ? json_copy(own) : json_object();
    jsondoc_stand_for(e->doc, *made, own != NULL ? own : e->object);
    fill(*made, e->object);
    json_object_del(*made, "parts");
    name_part(*made, e->object, part);
    json_t *keys = read_keys(part);
    fill(*made, keys);
    drop_nulls(*made);
    json_decref(keys);
    return check_needs(e, part, *made, d);
}

static int check_parts(const struct entry *e, struct diag *d)
{
    const char *name;
    json_t *value, *parts = json_object_get(e->object, "parts");
    json_object_foreach(parts, name, value) {
        bool known = false;
        char list[200] = "";
        for (size_t i = 0; i < preset_parts(e->preset); i++) {
            const char *part = e->preset->parts[i].name;
            known = known || strcmp(part, name) == 0;
            strncat(list, i > 0 ? ", " : "", sizeof list - strlen(list) - 1);
            strncat(list, part, sizeof list - strlen(list) - 1);
        }
        if (known)
            continue;
        char *prefix = mem_format("%s.parts", e->prefix);
        jsondoc_fail(e->doc, parts, prefix, name, d,
                     "the preset %s has no such part; it has %s",
                     e->preset->name, list);
        free(prefix);
        return -1;
    }
    return 0;
}

/* Replaces the entry at PLACE of INPUTS by those of its parts. */
static int put_parts(const struct entry *e, json_t *inputs, size_t place,
                     struct diag *d)
{
    if (check_parts(e, d) != 0)
        return -1;
    for (size_t i = 0; i < preset_parts(e->preset); i++) {
        json_t *made;
        if (make_part(e, &e->preset->parts[i], &made, d) != 0) {
            json_decref(made);
            return -1;
        }
        json_array_insert_new(inputs, place + 1 + i, made);
    }
    json_array_remove(inputs, place);
    return 0;
}

static int expand_entry(struct entry *e, json_t *inputs, size_t *place,
                        struct diag *d)
{
    const char *name = jsondoc_text(e->object, "preset", "");
    e->preset = preset_find(name);
    if (e->preset == NULL)
        return fail_preset(e, name, d);
    if (check_entry(e, d) != 0)
        return -1;
    size_t parts = preset_parts(e->preset);
    if (parts == 1) {
        json_t *keys = read_keys(&e->preset->parts[0]);
        int result = check_kind(e, keys, d);
        fill(e->object, keys);
        drop_nulls(e->object);
        json_decref(keys);
        if (result != 0)
            return -1;
        return check_needs(e, &e->preset->parts[0], e->object, d);
    } else if (put_parts(e, inputs, *place, d) != 0) {
        return -1;
    }
    *place += parts - 1;
    return 0;
}

int studypreset_expand(struct jsondoc *doc, json_t *inputs, struct diag *d)
{
    int result = 0;
    for (size_t i = 0; i < json_array_size(inputs) && result == 0; i++) {
        json_t *object = json_array_get(inputs, i);
        if (!json_is_string(json_object_get(object, "preset")))
            continue;
        struct entry e = {.doc = doc, .object = object};
        e.prefix = mem_format("inputs[%zu]", i);
        result = expand_entry(&e, inputs, &i, d);
        free(e.prefix);
    }
    return result;
}
