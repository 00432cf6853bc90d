/* weights_store.c - the tables of weights.h. */
#include "analyze/survey/weights.h"

#include "analyze/math/proportion.h"
#include "lib/bulk.h"
#include "lib/shortrow.h"
#include "lib/tablefill.h"

#include <string.h>

static const char *const states[] = {
    [RAKE_CONVERGED] = "converged",
    [RAKE_TRIMMED] = "trimmed",
    [RAKE_DIVERGED] = "diverged",
};

static const char *const margin_states[] = {
    [MARGIN_ONE_VALUE] = "one-value",
    [MARGIN_RAKED] = "raked",
    [MARGIN_UNKNOWN] = "unknown",
    [MARGIN_SURPLUS] = "surplus",
};

static void add_text(struct bulk *b, const char *text)
{
    bulk_text(b, text, strlen(text));
}

static int store_end(const struct weights *w, const struct run *r,
                     const struct answers *a, struct diag *d)
{
    struct bulk *b = bulk_open(r->db,
                               "INSERT INTO weighting SELECT c0, c1, c2, c3,"
                               " c4, c5, c6, c7, c8, c9, c10, c11, c12, c13,"
                               " c14, c15 FROM bulk",
                               16, d);
    if (b == NULL)
        return -1;
    const struct rake_end *e = &w->end;
    bulk_integer(b, r->key);
    bulk_integer(b, a->key);
    add_text(b, w->policy);
    add_text(b, w->rake.margins > 0 ? states[e->state] : "unraked");
    bulk_integer(b, (int64_t)w->rake.margins);
    bulk_integer(b, e->rounds);
    bulk_integer(b, e->trims);
    bulk_real(b, e->error_before);
    bulk_real(b, e->error);
    bulk_real(b, e->least);
    bulk_real(b, e->most);
    bulk_real(b, e->deff);
    bulk_real(b, e->effective);
    bulk_integer(b, (int64_t)a->n);
    bulk_integer(b, w->members);
    bulk_real(b,
              proportion_margin(0.5, e->effective, (double)w->members, 0.95));
    return bulk_end(b, bulk_end_row(b, d), d);
}

static int store_values(const struct weights *w, const struct run *r,
                        const struct answers *a, struct diag *d)
{
    struct bulk *b = bulk_open(r->db,
                               "INSERT INTO weight_margin SELECT c0, c1, c2,"
                               " c3, c4, c5, c6, c7, c8, c9 FROM bulk",
                               10, d);
    int status = b == NULL ? -1 : 0;
    for (size_t i = 0; status == 0 && i < w->n_values; i++) {
        const struct weights_value *v = &w->value[i];
        bulk_integer(b, r->key);
        bulk_integer(b, a->key);
        add_text(b, v->attribute);
        add_text(b, v->value);
        bulk_integer(b, v->members);
        bulk_integer(b, v->answered);
        bulk_real(b, v->weighted);
        bulk_integer(b, v->careless);
        add_text(b, w->value[v->joined].value);
        add_text(b, margin_states[v->state]);
        status = bulk_end_row(b, d);
    }
    return bulk_end(b, status, d);
}

static int store_weights(const struct weights *w, const struct run *r,
                         const struct answers *a, struct diag *d)
{
    static const char *const columns[] = {"run", "survey", "respondent",
                                          "weight", NULL};
    struct tablefill *f = tablefill_open(r->db, "weight", columns, d);
    int status = f == NULL ? -1 : 0;
    struct shortrow row;
    for (size_t i = 0; status == 0 && i < a->n; i++) {
        shortrow_begin(&row, COUNT_OF(columns) - 1);
        shortrow_integer(&row, r->key);
        shortrow_integer(&row, a->key);
        shortrow_integer(&row, a->row[i]);
        shortrow_real(&row, w->weight[w->cell[i]]);
        status = tablefill_add(f, row.bytes, row.length, d);
    }
    if (status == 0)
        status = tablefill_flush(f, d);
    tablefill_free(f);
    return status;
}

static bool all_one(const struct weights *w)
{
    for (size_t i = 0; i < w->rake.cells; i++)
        if (w->weight[i] < 1 || w->weight[i] > 1)
            return false;
    return true;
}

int weights_store(const struct weights *w, const struct run *r,
                  const struct answers *a, struct diag *d)
{
    if (store_end(w, r, a, d) != 0 || store_values(w, r, a, d) != 0)
        return -1;
    return all_one(w) ? 0 : store_weights(w, r, a, d);
}
