/*
 * tree.c - see tree.h.
 *
 * Organisations are few (tens of thousands) and their tree is low, so depths
 * are found by going over all of them once for each level.
 */
#include "report/tree.h"

#include "lib/mem.h"
#include "lib/warehouse.h"
#include "report/keys.h"
#include "report/suppress.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define NO_PARENT SIZE_MAX

/* An organisation while the order is being found. */
struct place {
    const char *id, *name;
    int64_t parent_key; /* 0: none */
    size_t at;          /* in tree.key */
    size_t parent;      /* in places by key, or NO_PARENT */
    size_t depth;       /* 0: not known yet; 1: below node 0 */
};

static const char *kept(struct tree *t, sqlite3_stmt *s, int column)
{
    const char *text = (const char *)sqlite3_column_text(s, column);
    return arena_text(&t->arena, text, strlen(text));
}

static int read_places(struct tree *t, struct place **places, size_t *count,
                       sqlite3 *db, struct diag *d)
{
    size_t key_room = 0, room = 0;
    int got = -1;
    sqlite3_stmt *s = warehouse_prepare(
        db, "SELECT org, org_id, name, parent FROM organization ORDER BY org",
        d);
    while (s != NULL && (got = warehouse_step(s, d)) == 1) {
        t->key = mem_grow(t->key, *count, &key_room, sizeof *t->key);
        *places = mem_grow(*places, *count, &room, sizeof **places);
        t->key[*count] = sqlite3_column_int64(s, 0);
        (*places)[*count] = (struct place){
            .id = kept(t, s, 1),
            .name = kept(t, s, 2),
            .parent_key = sqlite3_column_int64(s, 3),
            .at = *count,
        };
        ++*count;
    }
    sqlite3_finalize(s);
    return got;
}

/* Settles those whose parent is settled. False if there were none. */
static bool settle(struct place *places, size_t count)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        struct place *p = &places[i];
        if (p->depth > 0)
            continue;
        if (p->parent == NO_PARENT)
            p->depth = 1;
        else if (places[p->parent].depth > 0)
            p->depth = places[p->parent].depth + 1;
        any = any || p->depth > 0;
    }
    return any;
}

/* The organisation of a ring that is first by id hangs from node 0. */
static bool break_ring(struct place *places, size_t count)
{
    struct place *first = NULL;
    for (size_t i = 0; i < count; i++)
        if (places[i].depth == 0 &&
            (first == NULL || strcmp(places[i].id, first->id) < 0))
            first = &places[i];
    if (first != NULL)
        first->parent = NO_PARENT;
    return first != NULL;
}

static void find_depths(const struct tree *t, struct place *places,
                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        places[i].parent = keys_find(t->key, count, places[i].parent_key);
    while (settle(places, count) || break_ring(places, count))
        continue;
}

static int compare(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->depth != y->depth)
        return x->depth < y->depth ? -1 : 1;
    return strcmp(x->id, y->id);
}

static void add_node(struct tree *t, const char *id, const char *name,
                     size_t parent)
{
    t->id[t->count] = id;
    t->name[t->count] = name;
    t->parent[t->count] = parent;
    t->parent_id[t->count] =
        parent == SUPPRESS_TOP || parent == 0 ? NULL : t->id[parent];
    t->count++;
}

/* Parents come before their children, so they have a node already. */
static void arrange(struct tree *t, struct place *places, size_t count)
{
    t->id = mem_array(NULL, count + 1, sizeof *t->id);
    t->name = mem_array(NULL, count + 1, sizeof *t->name);
    t->parent_id = mem_array(NULL, count + 1, sizeof *t->parent_id);
    t->parent = mem_array(NULL, count + 1, sizeof *t->parent);
    t->node = mem_array(NULL, count, sizeof *t->node);
    if (count > 0)
        qsort(places, count, sizeof *places, compare);
    add_node(t, "", "", SUPPRESS_TOP);
    for (size_t i = 0; i < count; i++) {
        size_t up = places[i].parent;
        t->node[places[i].at] = t->count;
        add_node(t, places[i].id, places[i].name,
                 up == NO_PARENT ? 0 : t->node[up]);
    }
}

int tree_read(struct tree *t, sqlite3 *db, struct diag *d)
{
    *t = (struct tree){0};
    struct place *places = NULL;
    size_t count = 0;
    int result = read_places(t, &places, &count, db, d);
    if (result == 0) {
        find_depths(t, places, count);
        arrange(t, places, count);
    }
    free(places);
    return result;
}

void tree_free(struct tree *t)
{
    free(t->id);
    free(t->name);
    free(t->parent_id);
    free(t->parent);
    free(t->key);
    free(t->node);
    arena_free(&t->arena);
    *t = (struct tree){0};
}

size_t tree_find(const struct tree *t, int64_t key)
{
    size_t at = keys_find(t->key, t->count - 1, key);
    return at == KEYS_NONE ? 0 : t->node[at];
}

void tree_sum(const struct tree *t, int64_t *parts, size_t width)
{
    for (size_t i = t->count; i-- > 1;)
        for (size_t k = 0; k < width; k++)
            parts[t->parent[i] * width + k] += parts[i * width + k];
}
