/* segmentmoves.c - see segmentmoves.h. */
#include "report/segmentmoves.h"

#include "lib/mem.h"
#include "report/jsonfile.h"
#include "report/suppress.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

static json_int_t number(const json_t *move, const char *key)
{
    return json_integer_value(json_object_get(move, key));
}

/* The members of all moves whose KEY is VALUE. */
static json_int_t sum_of(const json_t *moves, const char *key, json_int_t value)
{
    json_int_t sum = 0;
    for (size_t i = 0; i < json_array_size(moves); i++) {
        const json_t *move = json_array_get(moves, i);
        sum += number(move, key) == value ? number(move, "members") : 0;
    }
    return sum;
}

/* Moves whose KEY is VALUE and that are large among them: their OTHER keys. */
static json_t *large_parts(const json_t *moves, const char *key,
                           const char *other, json_int_t value)
{
    json_t *parts = json_array();
    double least = SEGMENTMOVES_SHARE * (double)sum_of(moves, key, value);
    for (size_t i = 0; i < json_array_size(moves); i++) {
        const json_t *move = json_array_get(moves, i);
        if (number(move, key) == value &&
            (double)number(move, "members") >= least)
            json_array_append_new(parts, json_integer(number(move, other)));
    }
    return parts;
}

/* Whether a move before place I has the same KEY. */
static bool was_before(const json_t *moves, const char *key, size_t i)
{
    json_int_t value = number(json_array_get(moves, i), key);
    size_t before = 0;
    while (before < i && number(json_array_get(moves, before), key) != value)
        before++;
    return before < i;
}

/* All values of KEY, as they come, that have two large parts or more. */
static json_t *list_parts(const json_t *moves, const char *key,
                          const char *other)
{
    json_t *list = json_array();
    for (size_t i = 0; i < json_array_size(moves); i++) {
        json_int_t value = number(json_array_get(moves, i), key);
        if (was_before(moves, key, i))
            continue;
        json_t *parts = large_parts(moves, key, other, value);
        if (json_array_size(parts) > 1)
            json_array_append_new(
                list, json_pack("{s:I, s:O}", key, value, other, parts));
        json_decref(parts);
    }
    return list;
}

void segmentmoves_name(json_t *changes)
{
    const json_t *moves = json_object_get(changes, "moves");
    json_object_set_new(changes, "splits", list_parts(moves, "from", "to"));
    json_object_set_new(changes, "merges", list_parts(moves, "to", "from"));
}

struct cell {
    int64_t from, to, members;
    bool shown;
};

struct moves {
    struct cell *cell;
    size_t n;
    int64_t threshold;
};

/* Groups in groups, for suppress.h. */
struct nest {
    size_t *parent;
    int64_t *people;
    bool *allowed, *shown;
    size_t n;
};

static void nest_open(struct nest *t, size_t room)
{
    t->n = 0;
    t->parent = mem_alloc(room * sizeof *t->parent);
    t->people = mem_alloc(room * sizeof *t->people);
    t->allowed = mem_alloc(room * sizeof *t->allowed);
    t->shown = mem_alloc(room * sizeof *t->shown);
}

static void nest_close(struct nest *t)
{
    free(t->parent);
    free(t->people);
    free(t->allowed);
    free(t->shown);
}

static size_t nest_add(struct nest *t, size_t parent, int64_t people,
                       bool allowed)
{
    t->parent[t->n] = parent;
    t->people[t->n] = people;
    t->allowed[t->n] = allowed;
    return t->n++;
}

static void nest_decide(struct nest *t, int64_t threshold)
{
    struct suppress s = {.count = t->n,
                         .width = 1,
                         .parent = t->parent,
                         .parts = t->people,
                         .allowed = t->allowed,
                         .threshold = threshold,
                         .cell = 1};
    suppress_groups(&s, t->shown);
}

static bool is_both(const struct cell *x)
{
    return x->from > 0 && x->to > 0;
}

static void read_cells(struct moves *m, const json_t *cells, const json_t *list)
{
    for (size_t i = 0; i < m->n; i++) {
        const json_t *row = json_array_get(cells, i);
        struct cell *x = &m->cell[i];
        x->from = number(row, "from");
        x->to = number(row, "to");
        x->members = number(row, "members");
        for (size_t s = 0; s < json_array_size(list); s++)
            if (number(json_array_get(list, s), "segment") == x->to)
                x->shown = is_both(x);
    }
}

/* The segment that X is a part of, before or now. */
static int64_t side_of(const struct cell *x, bool before)
{
    return before ? x->from : x->to;
}

/* Hides what the sizes of the segments, before or now, would uncover. */
static void guard_sizes(struct moves *m, bool before)
{
    struct nest t;
    nest_open(&t, 2 * m->n);
    size_t *whole = mem_alloc(m->n * sizeof *whole);
    for (size_t i = 0; i < m->n; i++) {
        size_t same = 0;
        while (side_of(&m->cell[same], before) != side_of(&m->cell[i], before))
            same++;
        whole[i] =
            same == i ? nest_add(&t, SUPPRESS_TOP, 0, true) : whole[same];
        t.people[whole[i]] += m->cell[i].members;
    }
    size_t first = t.n;
    for (size_t i = 0; i < m->n; i++)
        nest_add(&t, whole[i], m->cell[i].members, m->cell[i].shown);
    nest_decide(&t, m->threshold);
    for (size_t i = 0; i < m->n; i++)
        m->cell[i].shown &= t.shown[first + i];
    free(whole);
    nest_close(&t);
}

/* What is known of all together; NULLs where it may not be told. */
struct totals {
    json_t *members, *stayed;
};

/* All of now, of them those of both times, of them who stayed and who moved. */
static struct totals guard_totals(struct moves *m)
{
    int64_t before = 0, now = 0, both = 0, stayed = 0;
    for (size_t i = 0; i < m->n; i++) {
        const struct cell *x = &m->cell[i];
        before += x->from > 0 ? x->members : 0;
        now += x->to > 0 ? x->members : 0;
        both += is_both(x) ? x->members : 0;
        stayed += is_both(x) && x->from == x->to ? x->members : 0;
    }
    bool known = before == both || before - both >= m->threshold;
    struct nest t;
    nest_open(&t, m->n + 4);
    size_t all = nest_add(&t, SUPPRESS_TOP, now, true);
    size_t twice = nest_add(&t, all, both, known);
    size_t same = nest_add(&t, twice, stayed, true);
    size_t other = nest_add(&t, twice, both - stayed, true);
    size_t first = t.n;
    for (size_t i = 0; i < m->n; i++)
        nest_add(&t, m->cell[i].from == m->cell[i].to ? same : other,
                 is_both(&m->cell[i]) ? m->cell[i].members : 0,
                 m->cell[i].shown);
    nest_decide(&t, m->threshold);
    for (size_t i = 0; i < m->n; i++)
        m->cell[i].shown &= t.shown[first + i];
    bool told = t.shown[twice] && (t.shown[same] || t.shown[other]);
    struct totals totals = {t.shown[twice] ? json_integer(both) : json_null(),
                            told && both > 0
                                ? jsonfile_real((double)stayed / (double)both)
                                : json_null()};
    nest_close(&t);
    return totals;
}

/*
 * All who stayed, less those told, are those of the segments whose stayers are
 * held back; with the sizes of these segments, BEFORE or now, that tells how
 * many of them went elsewhere, or came.
 */
static bool tells_who_left(const struct moves *m, bool before)
{
    int64_t left = 0;
    for (size_t i = 0; i < m->n; i++) {
        const struct cell *x = &m->cell[i];
        if (!is_both(x) || x->from != x->to || x->shown)
            continue;
        for (size_t j = 0; j < m->n; j++)
            if (j != i && !m->cell[j].shown &&
                side_of(&m->cell[j], before) == side_of(x, before))
                left += m->cell[j].members;
    }
    return left > 0 && left < m->threshold;
}

static json_t *list_moves(const struct moves *m, json_int_t *hidden)
{
    json_t *list = json_array();
    *hidden = 0;
    for (size_t i = 0; i < m->n; i++) {
        const struct cell *x = &m->cell[i];
        *hidden += is_both(x) && !x->shown;
        if (x->shown)
            json_array_append_new(list, json_pack("{s:I, s:I, s:I}", "from",
                                                  (json_int_t)x->from, "to",
                                                  (json_int_t)x->to, "members",
                                                  (json_int_t)x->members));
    }
    return list;
}

json_t *segmentmoves_told(const json_t *cells, const json_t *list,
                          int64_t threshold)
{
    struct moves m = {.n = json_array_size(cells), .threshold = threshold};
    m.cell = mem_alloc(m.n * sizeof *m.cell);
    read_cells(&m, cells, list);
    size_t both = 0;
    while (both < m.n && !is_both(&m.cell[both]))
        both++;
    json_t *changes = json_null();
    if (both < m.n) {
        guard_sizes(&m, true);
        guard_sizes(&m, false);
        struct totals totals = guard_totals(&m);
        if (tells_who_left(&m, true) || tells_who_left(&m, false)) {
            json_decref(totals.stayed);
            totals.stayed = json_null();
        }
        json_int_t hidden;
        json_t *moves = list_moves(&m, &hidden);
        changes = json_pack("{s:o, s:o, s:o, s:I}", "members", totals.members,
                            "stayed", totals.stayed, "moves", moves,
                            "moves_suppressed", hidden);
        segmentmoves_name(changes);
    }
    free(m.cell);
    return changes;
}
