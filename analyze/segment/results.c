/* results.c - see results.h. */
#include "analyze/segment/results.h"

#include "analyze/segment/naming.h"
#include "analyze/segment/profile.h"
#include "lib/bulk.h"
#include "lib/mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put_text(struct bulk *b, const char *text)
{
    bulk_text(b, text, text == NULL ? 0 : strlen(text));
}

/* A number that is not there is NULL, and so is one that says 0 is none. */
static void put_number(struct bulk *b, int64_t number)
{
    if (number > 0)
        bulk_integer(b, number);
    else
        bulk_null(b);
}

int results_evidence(const struct grouping *g, const struct run *r,
                     struct diag *d)
{
    struct bulk *b = bulk_open(
        r->db,
        "INSERT INTO segment_choice (run, k, fit, bic, icl, entropy, nec,"
        " level, jaccard, silhouette, calinski, kmeans, smallest, passed,"
        " chosen) SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11,"
        " c12, c13, c14 FROM bulk",
        15, d);
    int status = b == NULL ? -1 : 0;
    for (size_t i = 0; status == 0 && i < g->found.count; i++) {
        const struct segmentation_evidence *e = &g->found.tried[i];
        const double reals[] = {
            e->loglik, e->bic,     e->icl,        e->certainty, e->nec,
            e->level,  e->jaccard, e->silhouette, e->calinski,  e->kmeans};
        bulk_integer(b, r->key);
        bulk_integer(b, (int64_t)e->k);
        for (size_t q = 0; q < COUNT_OF(reals); q++)
            bulk_real(b, isfinite(reals[q]) ? reals[q] : NAN);
        bulk_integer(b, (int64_t)e->smallest);
        bulk_integer(b, e->passed);
        bulk_integer(b, e->chosen);
        status = bulk_end_row(b, d);
    }
    return bulk_end(b, status, d);
}

static int store_members(const struct grouping *g, const struct run *r,
                         struct diag *d)
{
    struct bulk *b = bulk_open(r->db,
                               "INSERT INTO segment_member SELECT c0, c1, c2,"
                               " c3, c4, c5 FROM bulk",
                               6, d);
    int status = b == NULL ? -1 : 0;
    for (size_t m = 0; status == 0 && m < r->facts->n_members; m++) {
        const struct grouping_member *member = &g->member[m];
        if (member->segment == 0)
            continue;
        bulk_integer(b, r->key);
        bulk_integer(b, r->facts->member[m].key);
        bulk_integer(b, member->segment);
        bulk_real(b, (double)member->posterior);
        put_number(b, member->second);
        bulk_integer(b, member->assigned);
        status = bulk_end_row(b, d);
    }
    return bulk_end(b, status, d);
}

static int store_segment(struct bulk *b, const struct grouping *g,
                         const struct run *r, const struct traits *t, size_t k,
                         struct diag *d)
{
    char label[16], *name, *zh;
    uint16_t segment = g->number[k];
    int status = naming_of(t, r, segment, &name, &zh, d);
    snprintf(label, sizeof label, "S%u", segment);
    bulk_integer(b, r->key);
    bulk_integer(b, segment);
    put_text(b, label);
    put_text(b, name);
    put_text(b, zh);
    bulk_integer(b, g->size[k]);
    bulk_real(b, (double)g->size[k] / (double)g->features.n);
    bulk_real(b, g->weighted[k]);
    bulk_integer(b, g->uncertain[k]);
    bulk_integer(b, g->assigned[k]);
    put_number(b, g->before[k]);
    bulk_real(b, g->before[k] > 0 ? g->distance[k] : NAN);
    free(name);
    free(zh);
    return status == 0 ? bulk_end_row(b, d) : -1;
}

static int store_segments(const struct grouping *g, const struct run *r,
                          const struct traits *t, struct diag *d)
{
    struct bulk *b = bulk_open(r->db,
                               "INSERT INTO segment SELECT c0, c1, c2, c3, c4,"
                               " c5, c6, c7, c8, c9, c10, c11 FROM bulk",
                               12, d);
    int status = b == NULL ? -1 : 0;
    for (size_t k = 0; status == 0 && k < g->found.model.k; k++)
        status = store_segment(b, g, r, t, k, d);
    return bulk_end(b, status, d);
}

static int store_trait(struct bulk *b, const struct run *r,
                       const struct trait *x, struct diag *d)
{
    static const char *const kinds[] = {"gap",    "item",    "option",
                                        "choice", "measure", "attribute"};
    const char *direction = x->strength > 0 ? "high" : "low";
    bulk_integer(b, r->key);
    bulk_integer(b, x->segment);
    put_text(b, x->name);
    put_text(b, kinds[x->kind]);
    bulk_integer(b, x->n);
    bulk_real(b, x->mean);
    bulk_real(b, x->rest);
    bulk_real(b, x->effect);
    bulk_real(b, x->low);
    bulk_real(b, x->high);
    bulk_real(b, x->q);
    put_text(b, isnan(x->effect) ? NULL : direction);
    put_number(b, x->place);
    return bulk_end_row(b, d);
}

static int store_traits(const struct run *r, const struct traits *t,
                        struct diag *d)
{
    struct bulk *b =
        bulk_open(r->db,
                  "INSERT INTO segment_trait SELECT c0, c1, c2, c3, c4, c5,"
                  " c6, c7, c8, c9, c10, c11, c12 FROM bulk",
                  13, d);
    int status = b == NULL ? -1 : 0;
    for (size_t i = 0; status == 0 && i < t->n; i++)
        status = store_trait(b, r, &t->trait[i], d);
    return bulk_end(b, status, d);
}

static int store_profile(const struct grouping *g, const struct run *r,
                         struct diag *d)
{
    struct profile p;
    profile_make(&p, &g->found.model, &g->features);
    struct bulk *b = bulk_open(r->db,
                               "INSERT INTO segment_profile SELECT c0, c1, c2,"
                               " c3, c4, c5 FROM bulk",
                               6, d);
    int status = b == NULL ? -1 : 0;
    for (size_t k = 0; k < g->found.model.k; k++)
        for (size_t i = 0; status == 0 && i < p.count; i++) {
            bulk_integer(b, r->key);
            bulk_integer(b, g->number[k]);
            put_text(b, p.kind[i]);
            put_text(b, p.feature[i]);
            bulk_real(b, p.mean[k * p.count + i]);
            bulk_real(b, (p.mean[k * p.count + i] - p.all[i]) / p.sd[i]);
            status = bulk_end_row(b, d);
        }
    profile_free(&p);
    return bulk_end(b, status, d);
}

int results_store(const struct grouping *g, const struct run *r, struct diag *d)
{
    struct traits t;
    uint16_t most = 0;
    for (size_t k = 0; k < g->found.model.k; k++)
        most = g->number[k] > most ? g->number[k] : most;
    traits_make(&t, r, &g->features, g->segment_of, most);
    naming_choose(&t);
    int status = store_segments(g, r, &t, d);
    if (status == 0)
        status = store_traits(r, &t, d);
    traits_free(&t);
    if (status == 0)
        status = store_profile(g, r, d);
    return status == 0 ? store_members(g, r, d) : -1;
}
