/*
 * lineage.c - see lineage.h.
 *
 * Rows that name nobody stand. From them the news goes to those who name them,
 * along lists of "is named by", until no more is found; every row waits for
 * as many as it names. The lost are found in the same way from the rows that
 * name the unknown. What is left over after both goes round in a loop.
 */
#include "ingest/lineage.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

struct lineage_name {
    size_t from;          /* an entry of the ledger */
    size_t start, length; /* of the id that it names */
    long to;              /* the entry of that id, or -1 */
};

/* For each entry, the places of the names that lead to it. */
struct web {
    size_t *begins; /* count + 1 of them */
    size_t *names;
    size_t *waits; /* names of each entry that are not settled yet */
    size_t *queue;
    size_t head, tail;
};

void lineage_add(struct lineage *l, size_t from, const char *id, size_t length)
{
    if (l->used + length > l->ids_room) {
        l->ids_room = 2 * (l->used + length);
        l->ids = mem_realloc(l->ids, l->ids_room);
    }
    memcpy(l->ids + l->used, id, length);
    l->names = mem_grow(l->names, l->count, &l->room, sizeof *l->names);
    l->names[l->count++] = (struct lineage_name){from, l->used, length, -1};
    l->used += length;
}

/* Looks the names up, and lists them by whom they name. */
static void weave(struct lineage *l, const struct ledger *ledger, struct web *w)
{
    size_t n = l->n_states;
    w->begins = mem_alloc((n + 2) * sizeof *w->begins);
    w->waits = mem_alloc((n + 1) * sizeof *w->waits);
    w->queue = mem_alloc((n + 1) * sizeof *w->queue);
    w->names = mem_array(NULL, l->count + 1, sizeof *w->names);
    for (size_t i = 0; i < l->count; i++) {
        struct lineage_name *name = &l->names[i];
        name->to = ledger_find(ledger, l->ids + name->start, name->length);
        w->waits[name->from]++;
        if (name->to >= 0)
            w->begins[name->to + 2]++;
    }
    for (size_t i = 2; i < n + 2; i++)
        w->begins[i] += w->begins[i - 1];
    for (size_t i = 0; i < l->count; i++)
        if (l->names[i].to >= 0)
            w->names[w->begins[l->names[i].to + 1]++] = i;
}

static void settle(struct lineage *l, struct web *w, size_t entry,
                   enum lineage_state state)
{
    l->states[entry] = (uint8_t)state;
    w->queue[w->tail++] = entry;
}

/* Rows of which all names stand. */
static void spread_standing(struct lineage *l, struct web *w)
{
    while (w->head < w->tail) {
        size_t at = w->queue[w->head++];
        for (size_t i = w->begins[at]; i < w->begins[at + 1]; i++) {
            size_t from = l->names[w->names[i]].from;
            if (--w->waits[from] == 0 && l->states[from] == LINEAGE_LOOP)
                settle(l, w, from, LINEAGE_STANDS);
        }
    }
}

/* Rows of which any name is lost. */
static void spread_lost(struct lineage *l, struct web *w)
{
    while (w->head < w->tail) {
        size_t at = w->queue[w->head++];
        for (size_t i = w->begins[at]; i < w->begins[at + 1]; i++) {
            size_t from = l->names[w->names[i]].from;
            if (l->states[from] == LINEAGE_LOOP)
                settle(l, w, from, LINEAGE_LOST);
        }
    }
}

static void begin_standing(struct lineage *l, const struct ledger *ledger,
                           struct web *w)
{
    for (size_t i = 0; i < l->n_states; i++) {
        enum ledger_state state = ledger_entry(ledger, i)->state;
        l->states[i] = state == LEDGER_CLAIMED ? LINEAGE_LOOP : LINEAGE_ABSENT;
        if (state == LEDGER_KEPT || state == LEDGER_HELD ||
            (state == LEDGER_CLAIMED && w->waits[i] == 0))
            settle(l, w, i, LINEAGE_STANDS);
    }
}

static void begin_lost(struct lineage *l, struct web *w)
{
    for (size_t i = 0; i < l->count; i++) {
        const struct lineage_name *name = &l->names[i];
        bool unknown = name->to < 0 || l->states[name->to] == LINEAGE_ABSENT;
        if (unknown && l->states[name->from] == LINEAGE_LOOP)
            settle(l, w, name->from, LINEAGE_LOST);
    }
}

void lineage_settle(struct lineage *l, const struct ledger *ledger)
{
    struct web w = {0};
    l->n_states = ledger_count(ledger);
    l->states = mem_alloc(l->n_states + 1);
    weave(l, ledger, &w);
    begin_standing(l, ledger, &w);
    spread_standing(l, &w);
    w.head = w.tail = 0;
    begin_lost(l, &w);
    spread_lost(l, &w);
    free(w.begins);
    free(w.names);
    free(w.waits);
    free(w.queue);
}

enum lineage_state lineage_state(const struct lineage *l, long index)
{
    return index >= 0 && (size_t)index < l->n_states
               ? (enum lineage_state)l->states[index]
               : LINEAGE_ABSENT;
}

void lineage_free(struct lineage *l)
{
    free(l->names);
    free(l->ids);
    free(l->states);
    *l = (struct lineage){0};
}
