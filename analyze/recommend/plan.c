/* plan.c - see plan.h. */
#include "analyze/recommend/plan.h"

#include "analyze/recommend/keep.h"
#include "analyze/recommend/seating.h"
#include "analyze/recommend/unmet.h"
#include "lib/bulk.h"
#include "lib/mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PER_MEMBER = 3, ROUNDS = 100 };

struct plan {
    struct classes classes;
    struct seating seating;
    struct seating_options options;
};

void plan_options(struct seating_options *o, const struct run *r)
{
    const struct study *study = r->study;
    double budget = study_number(study, "plan", "budget", INFINITY);
    *o = (struct seating_options){
        .per_member =
            (size_t)study_integer(study, "plan", "per_member", PER_MEMBER),
        .candidates =
            (size_t)study_integer(study, "plan", "candidates", CANDIDATES_MOST),
        .budget = budget * 100,
        .rounds = (int)study_integer(study, "plan", "rounds", ROUNDS),
        .threads = r->cli->threads};
}

static void put_key(struct bulk *b, int64_t key, bool known)
{
    if (known)
        bulk_integer(b, key);
    else
        bulk_null(b);
}

static int store_seats(const struct plan *p, const struct run *r,
                       struct diag *d)
{
    const struct facts *f = r->facts;
    struct bulk *b = bulk_open(
        r->db, "INSERT INTO class_plan SELECT c0, c1, c2, c3, c4 FROM bulk", 5,
        d);
    int status = b == NULL ? -1 : 0;
    for (size_t i = 0; i < p->seating.count && status == 0; i++) {
        const struct seat *s = &p->seating.seat[i];
        bulk_integer(b, r->key);
        bulk_integer(b, f->offering[p->classes.class[s->class].offering].key);
        bulk_integer(b, f->member[s->member].key);
        bulk_real(b, (double)s->worth);
        put_key(b, s->requirement, s->requirement >= 0);
        status = bulk_end_row(b, d);
    }
    return bulk_end(b, status, d);
}

static int store_classes(const struct plan *p, const struct run *r,
                         struct diag *d)
{
    struct bulk *b = bulk_open(r->db,
                               "INSERT INTO plan_class SELECT c0, c1, c2, c3,"
                               " c4, c5, c6 FROM bulk",
                               7, d);
    int status = b == NULL ? -1 : 0;
    for (size_t i = 0; i < p->classes.count && status == 0; i++) {
        const struct class *c = &p->classes.class[i];
        bulk_integer(b, r->key);
        bulk_integer(b, r->facts->offering[c->offering].key);
        put_key(b, c->seats, c->seats != CLASSES_ENDLESS);
        bulk_integer(b, c->enrolled);
        bulk_integer(b, p->seating.required[i]);
        bulk_integer(b, p->seating.wished[i]);
        bulk_real(b, p->seating.price[i]);
        status = bulk_end_row(b, d);
    }
    return bulk_end(b, status, d);
}

static int tell(const struct run *r, const char *round, const char *what,
                double value, struct diag *d)
{
    char name[64];
    snprintf(name, sizeof name, "%s_%s", round, what);
    return run_figure(r, "plan", name, value, d);
}

static int store_figures(const struct plan *p, const struct run *r,
                         struct diag *d)
{
    static const char *const rounds[] = {"required", "wished"};
    for (size_t i = 0; i < COUNT_OF(rounds); i++) {
        const struct seating_round *s = &p->seating.round[i];
        if (tell(r, rounds[i], "members", (double)s->members, d) != 0 ||
            tell(r, rounds[i], "places", (double)s->places, d) != 0 ||
            tell(r, rounds[i], "worth", s->worth, d) != 0 ||
            tell(r, rounds[i], "bound", s->bound, d) != 0 ||
            tell(r, rounds[i], "cost", s->cost / 100, d) != 0)
            return -1;
    }
    if (isinf(p->options.budget))
        return 0;
    return run_figure(r, "plan", "budget", p->options.budget / 100, d);
}

static int plan_begin(struct run *r, void **self, int *skip, struct diag *d)
{
    struct plan *p = mem_alloc(sizeof *p);
    *self = p;
    if (r->candidates == NULL) {
        *skip = 1;
        return 0;
    }
    plan_options(&p->options, r);
    if (classes_read(&p->classes, r, d) != 0)
        return -1;
    if (p->classes.count == 0) {
        *skip = 1; /* nothing is to come */
        return 0;
    }
    if (seating_make(&p->seating, r, &p->classes, &p->options, d) != 0 ||
        store_seats(p, r, d) != 0 || store_classes(p, r, d) != 0 ||
        unmet_store(r, &p->classes, &p->seating, p->options.per_member, d) != 0)
        return -1;
    return keep_store(r, d) != 0 ? -1 : store_figures(p, r, d);
}

static void plan_free(void *self)
{
    struct plan *p = self;
    if (p == NULL)
        return;
    classes_free(&p->classes);
    seating_free(&p->seating);
    free(p);
}

const struct task plan_task = {
    .name = "plan", .begin = plan_begin, .free = plan_free};
