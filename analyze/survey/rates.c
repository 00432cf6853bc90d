/* rates.c - see rates.h. */
#include "analyze/survey/rates.h"

#include "analyze/math/proportion.h"
#include "analyze/math/response.h"
#include "lib/bulk.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static const double LEVEL = 0.05;

struct rates {
    const struct groups *groups;
    struct response_cell *cell; /* of those in the same groups, whole */
    size_t n_cells, room;
    struct response_finding *finding; /* by group */
    int64_t *respondents;             /* by group */
};

/* A cell for each list of groups, in the order of the first member of each. */
static void fill_cells(struct rates *x, const struct run *r,
                       const struct answers *a)
{
    const struct sharedlist *l = &x->groups->lists;
    uint32_t *place = mem_alloc(l->n_lists * sizeof *place); /* from 1 */
    for (size_t m = 0; m < r->facts->n_members; m++) {
        uint32_t *at = &place[l->of[m]];
        if (*at == 0) {
            x->cell = mem_grow(x->cell, x->n_cells, &x->room, sizeof *x->cell);
            x->cell[x->n_cells] = (struct response_cell){0};
            x->cell[x->n_cells].group =
                groups_of(x->groups, m, &x->cell[x->n_cells].n_groups);
            *at = (uint32_t)++x->n_cells;
        }
        x->cell[*at - 1].members++;
    }
    for (size_t i = 0; i < a->n; i++) /* by member: once each */
        if (a->member[i] != FACT_NONE &&
            (i == 0 || a->member[i] != a->member[i - 1]))
            x->cell[place[l->of[a->member[i]]] - 1].respondents++;
    free(place);
}

/* Leaves out who is not of the organisation on the day: in no group. */
static void keep_cells(struct rates *x)
{
    size_t kept = 0;
    for (size_t c = 0; c < x->n_cells; c++) {
        const struct response_cell *cell = &x->cell[c];
        for (size_t i = 0; i < cell->n_groups; i++)
            x->respondents[cell->group[i]] += cell->respondents;
        if (cell->n_groups > 0)
            x->cell[kept++] = *cell;
    }
    x->n_cells = kept;
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

/* Of answers that nobody's name stands behind, no rate can be told. */
static bool can_tell(const struct answers *a)
{
    for (size_t i = 0; i < a->n; i++)
        if (a->member[i] != FACT_NONE)
            return true;
    return a->n == 0; /* nobody has answered: that is a rate */
}

int rates_store(const struct run *r, const struct groups *g,
                const struct answers *a, struct diag *d)
{
    struct rates x = {.groups = g};
    int status = 0;
    if (g->n > 0 && can_tell(a)) {
        x.finding = mem_array(NULL, g->n, sizeof *x.finding);
        x.respondents = mem_alloc(g->n * sizeof *x.respondents);
        fill_cells(&x, r, a);
        keep_cells(&x);
        status = judge(&x, r, d);
        if (status == 0)
            status = store(&x, r, a, d);
    }
    free(x.cell);
    free(x.finding);
    free(x.respondents);
    return status;
}
