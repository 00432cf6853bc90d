/* strata.c - see strata.h. */
#include "analyze/survey/strata.h"

#include "analyze/math/pairtally.h"
#include "lib/idmap.h"
#include "lib/mem.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_BYTES = 64 << 20, /* of all counts */
    MOST_GROUPS = 60,      /* of a respondent; more do not fit an id */
    SIDE = NEED_MAX + 2,   /* of a table: the codes, missing, off the scale */
    RECENT = 2 /* strata of the same groups: two weights, as a rule */
};

static_assert(MOST_GROUPS * sizeof(uint32_t) + sizeof(double) <= IDMAP_ID_MAX,
              "fits an id");

/* What respondents of a stratum share. */
struct sign {
    double weight;
    uint32_t groups[MOST_GROUPS];
};

struct maker {
    struct strata *s;
    const struct run *r;
    const struct groups *groups;
    const struct answers *a;
    struct idmap *known; /* by sign */
    size_t *first;       /* respondent of each stratum */
    size_t room;
    uint32_t (*recent)[RECENT]; /* strata, from 1, by list of groups */
};

/* Codes of a topic's scale, and of a table with the rest. */
static size_t side_of(const struct answers *a, const struct asked_topic *t)
{
    const struct answer_item *scale = &a->item[t->importance];
    return (size_t)(scale->high - scale->low) + 3;
}

/* What the groups of a respondent are, as the dealing has them. */
static const uint32_t *groups_dealt(const struct maker *k, size_t respondent,
                                    size_t *count)
{
    return groups_of(k->groups, dealing_place(k->a, k->r, respondent), count);
}

static double weight_of(const struct answers *a, size_t respondent)
{
    return a->weight != NULL ? a->weight[respondent] : 1;
}

/* Bit by bit, so that a stratum has one weight exactly. */
static bool same_weight(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

/* The stratum of a respondent, a new one if need be. */
static uint32_t find_slowly(struct maker *k, size_t respondent)
{
    struct sign sign = {.weight = weight_of(k->a, respondent)};
    size_t count;
    const uint32_t *groups = groups_dealt(k, respondent, &count);
    if (count > 0)
        memcpy(sign.groups, groups, count * sizeof *groups);
    size_t length = sizeof sign.weight + count * sizeof *groups;
    int64_t *known = idmap_find(k->known, (const char *)&sign, length);
    if (known != NULL)
        return (uint32_t)*known;
    k->first = mem_grow(k->first, k->s->n, &k->room, sizeof *k->first);
    k->first[k->s->n] = respondent;
    (void)idmap_add(k->known, (const char *)&sign, length, (int64_t)k->s->n);
    return (uint32_t)k->s->n++;
}

/* The place in RECENT of a stratum of the same weight, or of the last one. */
static uint32_t *find_recent(const struct maker *k, size_t respondent)
{
    size_t owner = dealing_place(k->a, k->r, respondent);
    uint32_t *recent = k->recent[k->groups->lists.of[owner]];
    size_t i = 0;
    while (i + 1 < RECENT && recent[i] != 0 &&
           !same_weight(weight_of(k->a, k->first[recent[i] - 1]),
                        weight_of(k->a, respondent)))
        i++;
    return &recent[i];
}

/* False if there are more strata than MOST. */
static bool find_all(struct maker *k, size_t most)
{
    struct strata *s = k->s;
    s->of = mem_array(NULL, k->a->n, sizeof *s->of);
    for (size_t i = 0; i < k->a->n; i++) {
        size_t count;
        uint32_t *recent = find_recent(k, i);
        if (*recent == 0 || !same_weight(weight_of(k->a, k->first[*recent - 1]),
                                         weight_of(k->a, i))) {
            (void)groups_dealt(k, i, &count);
            if (count > MOST_GROUPS || s->n > most)
                return false;
            *recent = find_slowly(k, i) + 1;
        }
        s->of[i] = *recent - 1;
    }
    return s->n <= most;
}

/* Which strata each group has. */
static void list_groups(struct maker *k)
{
    struct strata *s = k->s;
    s->at = mem_alloc((k->groups->n + 2) * sizeof *s->at);
    size_t *at = s->at + 1, count;
    for (int fill = 0; fill < 2; fill++) {
        for (size_t i = 0; i < s->n; i++) {
            const uint32_t *groups = groups_dealt(k, k->first[i], &count);
            for (size_t g = 0; g < count; g++) {
                if (fill)
                    s->list[at[groups[g]]] = (uint32_t)i;
                at[groups[g] + (fill ? 0 : 1)]++;
            }
        }
        for (size_t g = 1; g <= k->groups->n && !fill; g++)
            at[g] += at[g - 1];
        if (!fill)
            s->list = mem_array(NULL, at[k->groups->n], sizeof *s->list);
    }
    s->weight = mem_array(NULL, s->n, sizeof *s->weight);
    for (size_t i = 0; i < s->n; i++)
        s->weight[i] = weight_of(k->a, k->first[i]);
}

/* The row or column of a table for each byte of an item's answers. */
static void map_bytes(const struct answers *a, long item, size_t side,
                      uint32_t to[256], uint32_t times)
{
    const struct answer_column *c = &a->column[item];
    for (int b = 0; b < 256; b++) {
        bool there = b < c->codes && c->code[b] >= 0;
        int code = there ? c->code[b] - a->item[item].low : 0;
        size_t at = side - 2;
        if (there)
            at = code >= 0 && (size_t)code < side - 2 ? (size_t)code : side - 1;
        to[b] = (uint32_t)at * times;
    }
}

/* Whether an item's bytes are where pairtally.h has them: as codes - low. */
static bool is_plain(const struct answers *a, long item, size_t side)
{
    const struct answer_column *c = &a->column[item];
    uint32_t to[256];
    map_bytes(a, item, side, to, 1);
    for (size_t b = 0; b < 256; b++) {
        size_t rest = b < (size_t)c->codes ? side - 1 : side - 2;
        if (to[b] != (b < side - 2 ? b : rest))
            return false;
    }
    return true;
}

static void count_slowly(const struct strata *s, const struct answers *a,
                         const struct asked_topic *t, size_t side,
                         uint32_t *counts)
{
    uint32_t rows[256], columns[256];
    map_bytes(a, t->importance, side, rows, (uint32_t)side);
    map_bytes(a, t->ability, side, columns, 1);
    const uint8_t *x = a->column[t->importance].byte;
    const uint8_t *y = a->column[t->ability].byte;
    for (size_t i = 0; i < a->n; i++)
        counts[s->of[i] * side * side + rows[x[i]] + columns[y[i]]]++;
}

static uint32_t *count_topic(const struct strata *s, const struct answers *a,
                             const struct asked_topic *t)
{
    size_t side = side_of(a, t);
    uint32_t *counts = mem_alloc(s->n * side * side * sizeof *counts);
    if (!is_plain(a, t->importance, side) || !is_plain(a, t->ability, side)) {
        count_slowly(s, a, t, side, counts);
        return counts;
    }
    const struct answer_column *x = &a->column[t->importance];
    const struct answer_column *y = &a->column[t->ability];
    uint8_t span = (uint8_t)(side - 2);
    pairtally_add(&(struct pairtally_item){x->byte, span, (uint8_t)x->codes},
                  &(struct pairtally_item){y->byte, span, (uint8_t)y->codes},
                  s->of, a->n, counts);
    return counts;
}

static bool is_rated(const struct answers *a, const struct asked_topic *t)
{
    return t->importance >= 0 && a->column[t->importance].byte != NULL &&
           a->column[t->ability].byte != NULL;
}

void strata_make(struct strata *s, const struct run *r,
                 const struct dealing *dealing, const struct answers *a,
                 const struct asked_topic *topic, size_t n_topics)
{
    *s = (struct strata){.n_topics = n_topics};
    struct maker k = {.s = s, .r = r, .groups = &dealing->groups, .a = a};
    size_t most =
        MOST_BYTES / (SIDE * SIDE * sizeof **s->pairs) / (n_topics + 1);
    k.known = idmap_new();
    k.recent = mem_alloc(k.groups->lists.n_lists * sizeof *k.recent);
    s->pairs = mem_alloc((n_topics + 1) * sizeof *s->pairs);
    if (a->n < UINT32_MAX && find_all(&k, most)) {
        list_groups(&k);
        for (size_t t = 0; t < n_topics; t++)
            if (is_rated(a, &topic[t]))
                s->pairs[t] = count_topic(s, a, &topic[t]);
    }
    free(k.first);
    free(k.recent);
    idmap_free(k.known);
}

void strata_free(struct strata *s)
{
    for (size_t t = 0; s->pairs != NULL && t < s->n_topics; t++)
        free(s->pairs[t]);
    free(s->pairs);
    free(s->of);
    free(s->weight);
    free(s->list);
    free(s->at);
    *s = (struct strata){0};
}

bool strata_add(const struct strata *s, size_t group, size_t t,
                struct need_cell *c)
{
    const uint32_t *counts = s->pairs[t];
    if (counts == NULL)
        return false;
    size_t side = (size_t)c->table.codes + 2, stride = side * side;
    for (size_t i = s->at[group]; i < s->at[group + 1]; i++) {
        const uint32_t *table = counts + s->list[i] * stride;
        for (size_t x = 0; x < side; x++)
            for (size_t y = 0; y < side; y++)
                if (table[x * side + y] > 0)
                    needcell_add_times(c, x, y, table[x * side + y],
                                       s->weight[s->list[i]]);
    }
    return true;
}
