/* needwishes.c - see needwishes.h. */
#include "report/needwishes.h"

#include "lib/mem.h"
#include "report/context.h"
#include "report/cursor.h"
#include "report/jsonfile.h"
#include "report/suppress.h"

#include <stdlib.h>
#include <string.h>

/* A group's answers to an item are a row for each code. */
static const char select_wishes[] =
    "SELECT i.item_id, i.facet, i.question, i.text, i.text_zh, w.scope,"
    " w.value, coalesce(o.name, g.name), g.name_zh, w.asked, w.code,"
    " k.label, k.label_zh, w.n, w.share, w.careless,"
    " w.careless_asked FROM need_wish w JOIN item i"
    " USING (item) LEFT JOIN item_code k ON k.item = w.item AND"
    " k.code = w.code"
    " LEFT JOIN organization o ON w.scope = 'org' AND o.org_id = w.value"
    " LEFT JOIN segment g ON w.scope = 'segment' AND g.run = w.run"
    "  AND g.label = w.value WHERE w.run = ?1"
    " ORDER BY i.item_id, w.scope <> 'all', w.scope, w.value, w.code";
enum { CODE = 10, CODES = 256, CARELESS = 15 };

/* Keys that do not go out. */
#define CARELESS_KEY "careless"
#define CARELESS_ASKED "careless_asked"

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text != NULL ? text : "";
}

static bool same(const json_t *a, const json_t *b, const char *key)
{
    return strcmp(text_of(a, key), text_of(b, key)) == 0;
}

/* All answers, an object for each item and group. */
static json_t *read_wishes(const struct context *c, struct diag *d)
{
    json_t *wishes = json_array(), *last = NULL;
    struct cursor r = cursor_open(c, select_wishes, d);
    while (cursor_next(&r)) {
        json_t *wish = cursor_object(
            &r, 0, "ttttttttti",
            "item_id facet question text text_zh scope value name name_zh "
            "asked");
        if (last == NULL || !same(last, wish, "item_id") ||
            !same(last, wish, "scope") || !same(last, wish, "value")) {
            json_object_set_new(wish, "choices", json_array());
            json_array_append(wishes, wish);
            last = wish;
        }
        json_object_set_new(last, CARELESS_ASKED,
                            json_integer(cursor_integer(&r, CARELESS + 1)));
        json_t *choice = cursor_object(
            &r, CODE, "ittir", "code label label_zh count weighted_share");
        json_object_set_new(choice, CARELESS_KEY,
                            json_integer(cursor_integer(&r, CARELESS)));
        json_array_append_new(json_object_get(last, "choices"), choice);
        json_decref(wish);
    }
    if (cursor_close(&r) == 0)
        return wishes;
    json_decref(wishes);
    return NULL;
}

static int64_t count_of(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

/*
 * How many chose each code, by code; last those who answered otherwise. APART:
 * of these, first those who count in full, then the careless.
 */
static void fill_parts(const json_t *wish, bool apart, int64_t *parts)
{
    const json_t *choices = json_object_get(wish, "choices");
    int64_t others = count_of(wish, "asked");
    int64_t careless = apart ? count_of(wish, CARELESS_ASKED) : 0;
    size_t i;
    json_t *choice;
    others -= careless;
    json_array_foreach(choices, i, choice) {
        int64_t less = apart ? count_of(choice, CARELESS_KEY) : 0;
        int64_t n = count_of(choice, "count") - less;
        if (i < CODES - 1)
            parts[i] = n;
        if (apart && i < CODES - 1)
            parts[CODES + i] = less;
        others -= n;
        careless -= less;
    }
    parts[CODES - 1] = others > 0 ? others : 0;
    if (apart)
        parts[2 * CODES - 1] = careless > 0 ? careless : 0;
}

/* Of COUNT wishes from FIRST on, everybody's and those of a scope's groups. */
static void decide(const struct context *c, const json_t *wishes, bool apart,
                   size_t all, size_t first, size_t count, bool *shown)
{
    size_t places = count + 1, width = apart ? 2 * CODES : CODES;
    size_t *parent = mem_alloc(places * sizeof *parent);
    int64_t *parts = mem_alloc(places * width * sizeof *parts);
    bool *good = mem_alloc(places * sizeof *good);
    struct suppress s = {.count = places,
                         .width = width,
                         .parent = parent,
                         .parts = parts,
                         .threshold = c->study->threshold,
                         .cell = c->study->cell_threshold};
    parent[0] = SUPPRESS_TOP;
    fill_parts(json_array_get(wishes, all), apart, parts);
    for (size_t i = 0; i < count; i++)
        fill_parts(json_array_get(wishes, first + i), apart,
                   parts + (i + 1) * width);
    suppress_groups(&s, good);
    shown[all] = good[0];
    for (size_t i = 0; i < count; i++)
        shown[first + i] = good[0] && good[i + 1];
    free(parent);
    free(parts);
    free(good);
}

/* How many from FIRST on are of its item and scope. */
static size_t stretch(const json_t *wishes, size_t first)
{
    const json_t *one = json_array_get(wishes, first);
    size_t end = first;
    while (end < json_array_size(wishes) &&
           same(one, json_array_get(wishes, end), "item_id") &&
           same(one, json_array_get(wishes, end), "scope"))
        end++;
    return end - first;
}

/* Everybody's codes, and those alone: a group has each of them, if 0. */
static void decide_all(const struct context *c, const json_t *wishes,
                       bool apart, bool *shown)
{
    size_t all = 0;
    for (size_t at = 0; at < json_array_size(wishes);) {
        const json_t *wish = json_array_get(wishes, at);
        size_t count = stretch(wishes, at);
        if (strcmp(text_of(wish, "scope"), "all") == 0) {
            all = at;
            decide(c, wishes, apart, all, at + 1, 0, shown);
        } else if (same(wish, json_array_get(wishes, all), "item_id")) {
            decide(c, wishes, apart, all, at, count, shown);
        }
        at += count;
    }
}

/* Takes what does not go out from WISH; its weighted shares, if not WEIGHTED.
 */
static void strip(json_t *wish, bool weighted)
{
    size_t i;
    json_t *choice;
    json_object_del(wish, CARELESS_ASKED);
    json_array_foreach(json_object_get(wish, "choices"), i, choice) {
        json_object_del(choice, CARELESS_KEY);
        if (!weighted)
            json_object_set_new(choice, "weighted_share", json_null());
    }
}

int needwishes_set(json_t *document, const struct context *c, struct diag *d)
{
    json_t *wishes = read_wishes(c, d), *learning = json_array(), *wish;
    size_t i;
    json_object_set_new(document, "learning", learning);
    if (wishes == NULL)
        return -1;
    bool *shown = mem_alloc(json_array_size(wishes) * sizeof *shown);
    bool *weighted = mem_alloc(json_array_size(wishes) * sizeof *weighted);
    decide_all(c, wishes, false, shown);
    decide_all(c, wishes, true, weighted);
    json_array_foreach(wishes, i, wish) {
        strip(wish, weighted[i]);
        if (shown[i])
            json_array_append(learning, wish);
    }
    free(shown);
    free(weighted);
    json_decref(wishes);
    return 0;
}
