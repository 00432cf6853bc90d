/*
 * jsonlines.c - see jsonlines.h.
 *
 * A place is known by its container's address and, in it, the address of the
 * key (jansson's own copy), or the index. The container's own line stands at
 * the slot OWN. Addresses serve to find again, never to put in order what
 * anybody sees.
 */
#include "lib/jsonlines.h"

#include "lib/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define OWN UINTPTR_MAX

struct place {
    uintptr_t container;
    uintptr_t slot;
    long line;
};

struct jsonlines {
    struct place *places;
    size_t count, room;
};

struct walk {
    const char *at;
    long line;
    struct jsonlines *lines;
};

static void note(struct walk *w, const json_t *container, uintptr_t slot)
{
    struct jsonlines *l = w->lines;
    l->places = mem_grow(l->places, l->count, &l->room, sizeof *l->places);
    l->places[l->count++] = (struct place){(uintptr_t)container, slot, w->line};
}

static void skip_blanks(struct walk *w)
{
    size_t blanks = strspn(w->at, " \t\r\n");
    for (size_t i = 0; i < blanks; i++)
        w->line += w->at[i] == '\n';
    w->at += blanks;
}

/* Goes beyond a string; the line cannot end inside one. */
static void skip_string(struct walk *w)
{
    for (w->at++; *w->at != '"' && *w->at != '\0'; w->at++)
        if (*w->at == '\\' && w->at[1] != '\0')
            w->at++;
    w->at += *w->at == '"';
}

static void skip_scalar(struct walk *w)
{
    if (*w->at == '"')
        skip_string(w);
    else
        w->at += strcspn(w->at, ",]} \t\r\n");
}

/* jansson's copy of the key whose LENGTH bytes, quotes and all, are at TEXT. */
static const char *find_key(json_t *object, const char *text, size_t length)
{
    json_t *key = json_loadb(text, length, JSON_DECODE_ANY, NULL);
    void *place = json_object_iter_at(object, json_string_value(key));
    json_decref(key);
    return place != NULL ? json_object_iter_key(place) : NULL;
}

/* Reads "KEY": and returns the value's key in jansson. */
static const char *walk_key(struct walk *w, json_t *object)
{
    const char *begin = w->at;
    skip_string(w);
    const char *key = find_key(object, begin, (size_t)(w->at - begin));
    note(w, object, (uintptr_t)key);
    skip_blanks(w);
    w->at += *w->at == ':';
    return key;
}

/* As deep as jansson went, which is at most 2048. */
static void walk_value(struct walk *w, json_t *value)
{
    skip_blanks(w);
    if (!json_is_object(value) && !json_is_array(value)) {
        skip_scalar(w);
        return;
    }
    note(w, value, OWN);
    size_t size =
        json_is_array(value) ? json_array_size(value) : json_object_size(value);
    for (size_t i = 0; i < size; i++) {
        json_t *inner;
        w->at += *w->at != '\0'; /* the bracket or the comma */
        skip_blanks(w);
        if (json_is_array(value)) {
            note(w, value, i);
            inner = json_array_get(value, i);
        } else {
            inner = json_object_get(value, walk_key(w, value));
        }
        walk_value(w, inner);
        skip_blanks(w);
    }
    if (size == 0) {
        w->at += *w->at != '\0';
        skip_blanks(w);
    }
    w->at += *w->at != '\0';
}

static int compare_places(const void *a, const void *b)
{
    const struct place *p = a, *q = b;
    if (p->container != q->container)
        return p->container < q->container ? -1 : 1;
    return (p->slot > q->slot) - (p->slot < q->slot);
}

struct jsonlines *jsonlines_read(const char *text, json_t *root)
{
    struct jsonlines *lines = mem_alloc(sizeof *lines);
    struct walk w = {.at = text, .line = 1, .lines = lines};
    walk_value(&w, root);
    if (lines->count > 0)
        qsort(lines->places, lines->count, sizeof *lines->places,
              compare_places);
    return lines;
}

void jsonlines_free(struct jsonlines *lines)
{
    if (lines == NULL)
        return;
    free(lines->places);
    free(lines);
}

static long find(const struct jsonlines *lines, const json_t *container,
                 uintptr_t slot)
{
    struct place wanted = {(uintptr_t)container, slot, 0};
    const struct place *found =
        lines->count == 0 ? NULL
                          : bsearch(&wanted, lines->places, lines->count,
                                    sizeof *lines->places, compare_places);
    return found != NULL ? found->line : 0;
}

void jsonlines_add(struct jsonlines *lines, const json_t *made,
                   const json_t *written)
{
    long line = find(lines, written, OWN);
    lines->places = mem_grow(lines->places, lines->count, &lines->room,
                             sizeof *lines->places);
    lines->places[lines->count++] = (struct place){(uintptr_t)made, OWN, line};
    qsort(lines->places, lines->count, sizeof *lines->places, compare_places);
}

long jsonlines_of(const struct jsonlines *lines, const json_t *container)
{
    return find(lines, container, OWN);
}

long jsonlines_of_key(const struct jsonlines *lines, const json_t *object,
                      const char *key)
{
    /* jansson finds by reading only, but does not say so with a const. */
    void *place = json_object_iter_at((json_t *)(uintptr_t)object, key);
    if (place == NULL)
        return 0;
    return find(lines, object, (uintptr_t)json_object_iter_key(place));
}

long jsonlines_of_element(const struct jsonlines *lines, const json_t *array,
                          size_t index)
{
    return find(lines, array, index);
}
