/* rates.c - see rates.h. */
#include "analyze/survey/rates.h"

#include "analyze/math/proportion.h"
#include "analyze/math/response.h"
#include "lib/bulk.h"
#include "lib/idmap.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static const double LEVEL = 0.05;
enum {
    KEY_GROUPS = 60, /* of a member, that tell cells apart: 240 bytes */
    RECENT = 1024
};

struct rates {
    const struct groups *groups;
    unsigned char *answered; /* by member */
    uint32_t *recent;        /* RECENT cells, from 1, by a mix of the groups */
    struct response_cell *cell;
    size_t n_cells, room;
    struct response_finding *finding; /* by group */
    int64_t *respondents;             /* by group */
};

static void mark_respondents(struct rates *x, const struct run *r,
                             const struct answers *a)
{
    x->answered = mem_alloc(r->facts->n_members);
    for (size_t i = 0; i < a->n; i++)
        if (a->member[i] != FACT_NONE)
            x->answered[a->member[i]] = 1;
}

static struct response_cell *find_slowly(struct rates *x, struct idmap *known,
                                         const uint32_t *group, size_t count)
{
    const char *key = (const char *)group;
    int64_t *at = idmap_find(known, key, count * sizeof *group);
    if (at != NULL)
        return &x->cell[*at];
    if (!idmap_add(known, key, count * sizeof *group, (int64_t)x->n_cells))
        return NULL;
    x->cell = mem_grow(x->cell, x->n_cells, &x->room, sizeof *x->cell);
    x->cell[x->n_cells] =
        (struct response_cell){.group = group, .n_groups = count};
    return &x->cell[x->n_cells++];
}

/* The cell of the members who are in these groups and no others. */
static struct response_cell *cell_of(struct rates *x, struct idmap *known,
                                     const uint32_t *group, size_t count)
{
    if (count > KEY_GROUPS)
        count = KEY_GROUPS;
    uint64_t mixed = count;
    for (size_t i = 0; i < count; i++)
        mixed = (mixed ^ group[i]) * 0x9E3779B97F4A7C15U;
    uint32_t *recent = &x->recent[mixed >> 32 & (RECENT - 1)];
    struct response_cell *c = *recent > 0 ? &x->cell[*recent - 1] : NULL;
    if (c != NULL && c->n_groups == count &&
        memcmp(c->group, group, count * sizeof *group) == 0)
        return c;
    c = find_slowly(x, known, group, count);
    *recent = c != NULL ? (uint32_t)(c - x->cell) + 1 : 0;
    return c;
}

static void fill_cells(struct rates *x, const struct run *r)
{
    const struct groups *g = x->groups;
    struct idmap *known = idmap_new();
    x->recent = mem_alloc(RECENT * sizeof *x->recent);
    for (size_t m = 0; m < r->facts->n_members; m++) {
        size_t count;
        const uint32_t *group = groups_of(g, m, &count);
        if (count == 0)
            continue; /* not of the organisation on that day */
        struct response_cell *c = cell_of(x, known, group, count);
        if (c == NULL)
            continue;
        c->members++;
        c->respondents += x->answered[m];
        for (size_t i = 0; i < count; i++)
            x->respondents[group[i]] += x->answered[m];
    }
    idmap_free(known);
}

static int judge(struct rates *x, const struct run *r, struct diag *d)
{
    bool *tested = mem_alloc(x->groups->n * sizeof *tested);
    for (size_t g = 0; g < x->groups->n; g++)
        tested[g] = g != GROUPS_ALL;
    int status = response_judge(x->cell, x->n_cells, x->groups->n, tested,
                                r->study->threshold, LEVEL, x->finding, d);
    free(tested);
    return status;
}

static int store_group(struct bulk *b, const struct rates *x,
                       const struct run *r, const struct answers *a, size_t g,
                       struct diag *d)
{
    const struct group *group = &x->groups->group[g];
    const struct response_finding *f = &x->finding[g];
    const char *scope = g == GROUPS_ALL ? "" : group->scope;
    struct interval in =
        proportion_wilson(x->respondents[g], group->members, 0.95);
    bulk_integer(b, r->key);
    bulk_integer(b, a->key);
    bulk_text(b, scope, strlen(scope));
    bulk_text(b, group->value, strlen(group->value));
    bulk_integer(b, group->members);
    bulk_integer(b, x->respondents[g]);
    bulk_real(b, in.low);
    bulk_real(b, in.high);
    bulk_real(b, f->p);
    bulk_real(b, f->q);
    bulk_real(b, f->ratio);
    bulk_integer(b, f->entered > 0);
    return bulk_end_row(b, d);
}

static int store(const struct rates *x, const struct run *r,
                 const struct answers *a, struct diag *d)
{
    struct bulk *b =
        bulk_open(r->db,
                  "INSERT INTO response_rate SELECT c0, c1, c2, c3, c4, c5,"
                  " c6, c7, c8, c9, c10, c11 FROM bulk",
                  12, d);
    int status = b == NULL ? -1 : 0;
    for (size_t g = 0; status == 0 && g < x->groups->n; g++)
        status = store_group(b, x, r, a, g, d);
    return bulk_end(b, status, d);
}

int rates_store(const struct run *r, const struct groups *g,
                const struct answers *a, struct diag *d)
{
    struct rates x = {.groups = g};
    int status = 0;
    if (g->n > 0) {
        x.finding = mem_array(NULL, g->n, sizeof *x.finding);
        x.respondents = mem_alloc(g->n * sizeof *x.respondents);
        mark_respondents(&x, r, a);
        fill_cells(&x, r);
        status = judge(&x, r, d);
        if (status == 0)
            status = store(&x, r, a, d);
    }
    free(x.answered);
    free(x.recent);
    free(x.cell);
    free(x.finding);
    free(x.respondents);
    return status;
}
