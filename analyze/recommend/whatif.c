/* whatif.c - see whatif.h. */
#include "analyze/recommend/whatif.h"

#include "analyze/base/query.h"
#include "analyze/recommend/keep.h"
#include "analyze/recommend/plan.h"
#include "analyze/recommend/seating.h"
#include "analyze/requirement/policy.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double MOST = 1e12;

/* The plan as it is, and as it would be. */
struct pair {
    struct classes classes[2];
    struct seating_options options[2];
    struct seating seating[2];
    bool *changed; /* by class */
};

static int find_run(struct run *r, struct diag *d)
{
    struct query q = query_open(r->db,
                                "SELECT max(run) FROM run WHERE study = ?1"
                                " AND as_of = ?2 AND finished IS NOT NULL",
                                d);
    query_bind_text(&q, 1, r->study->id);
    query_bind(&q, 2, r->study->as_of);
    r->key = query_next(&q) ? query_integer(&q, 0, -1) : -1;
    if (query_close(&q) != 0)
        return -1;
    return r->key >= 0 ? 0
                       : diag_fail(d,
                                   "'%s' has not been analysed for this day;"
                                   " run dripline-analyze first",
                                   r->study->id);
}

/* Gives the class, or all classes of the course, called ID so many seats. */
static int set_seats(struct pair *p, const struct run *r,
                     const struct jsondoc *doc, const json_t *seats,
                     const char *id, struct diag *d)
{
    const json_t *value = json_object_get(seats, id);
    struct classes *c = &p->classes[1];
    bool found = false;
    if (!json_is_integer(value) || json_integer_value(value) < 0 ||
        (double)json_integer_value(value) > MOST)
        return jsondoc_fail(doc, seats, "seats", id, d,
                            "expected a whole number of seats, 0 or more");
    for (size_t i = 0; i < c->count; i++) {
        const struct class *of = &c->class[i];
        if (strcmp(r->facts->offering[of->offering].id, id) != 0 &&
            strcmp(r->facts->course[of->course].id, id) != 0)
            continue;
        c->class[i].seats = json_integer_value(value);
        p->changed[i] = found = true;
    }
    return found ? 0
                 : jsondoc_fail(doc, seats, "seats", id, d,
                                "no class to come, and no course with one, is"
                                " called '%s'",
                                id);
}

static int apply(struct pair *p, const struct run *r, const struct jsondoc *doc,
                 struct diag *d)
{
    static const struct jsonkey keys[] = {
        {.name = "seats", .type = JSONKEY_OBJECT},
        {.name = "budget", .type = JSONKEY_LIMIT, .low = 0, .high = 1e12},
        {.name = "per_member", .type = JSONKEY_INTEGER, .low = 1, .high = 16},
        {.name = NULL}};
    const json_t *root = jsondoc_root(doc);
    if (jsondoc_check(doc, root, NULL, keys, d) != 0)
        return -1;
    struct seating_options *o = &p->options[1];
    bool lifted = json_is_null(json_object_get(root, "budget"));
    o->budget = 100 * jsondoc_number(root, "budget",
                                     lifted ? INFINITY : o->budget / 100);
    o->per_member =
        (size_t)jsondoc_integer(root, "per_member", (int64_t)o->per_member);
    const json_t *seats = json_object_get(root, "seats");
    for (void *i = json_object_iter((json_t *)seats); i != NULL;
         i = json_object_iter_next((json_t *)seats, i))
        if (set_seats(p, r, doc, seats, json_object_iter_key(i), d) != 0)
            return -1;
    return 0;
}

static void tell_row(const char *what, double is, double would, int decimals)
{
    printf("%-34s %14.*f %14.*f %+14.*f\n", what, decimals, is, decimals, would,
           decimals, would - is);
}

static void tell_rounds(const struct pair *p)
{
    static const char *const names[] = {"required", "wished"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const struct seating_round *a = &p->seating[0].round[i];
        const struct seating_round *b = &p->seating[1].round[i];
        char what[64];
        snprintf(what, sizeof what, "%s: places", names[i]);
        tell_row(what, (double)a->places, (double)b->places, 0);
        snprintf(what, sizeof what, "%s: worth", names[i]);
        tell_row(what, a->worth, b->worth, 2);
        snprintf(what, sizeof what, "%s: at most missed", names[i]);
        tell_row(what, a->bound - a->worth, b->bound - b->worth, 2);
        snprintf(what, sizeof what, "%s: cost", names[i]);
        tell_row(what, a->cost / 100, b->cost / 100, 2);
    }
}

static double places_of(const struct pair *p, int which, size_t class)
{
    return (double)(p->seating[which].required[class] +
                    p->seating[which].wished[class]);
}

/* The changed classes, and others whose places change. */
static void tell_classes(const struct pair *p, const struct run *r)
{
    for (size_t i = 0; i < p->classes[0].count; i++) {
        double is = places_of(p, 0, i), would = places_of(p, 1, i);
        if (!p->changed[i] && is == would)
            continue;
        char what[96];
        snprintf(what, sizeof what, "class %.80s: places",
                 r->facts->offering[p->classes[0].class[i].offering].id);
        tell_row(what, is, would, 0);
    }
}

static int compare(struct pair *p, const struct run *r, struct diag *d)
{
    for (int i = 0; i < 2; i++)
        if (seating_make(&p->seating[i], r, &p->classes[i], &p->options[i],
                         d) != 0)
            return -1;
    printf("%-34s %14s %14s %14s\n", "", "as it is", "as it would be",
           "difference");
    tell_rounds(p);
    tell_classes(p, r);
    return 0;
}

static int work(struct run *r, struct pair *p, const struct jsondoc *doc,
                struct diag *d)
{
    r->candidates = keep_read(r, d);
    r->policy =
        r->candidates != NULL ? policy_read(r->study, r->facts, d) : NULL;
    if (r->policy == NULL || classes_read(&p->classes[0], r, d) != 0 ||
        classes_read(&p->classes[1], r, d) != 0)
        return -1;
    p->changed = mem_alloc(p->classes[0].count * sizeof *p->changed);
    plan_options(&p->options[0], r);
    p->options[1] = p->options[0];
    return apply(p, r, doc, d) != 0 ? -1 : compare(p, r, d);
}

static int with_warehouse(struct run *r, struct facts *facts,
                          const struct jsondoc *doc, struct diag *d)
{
    struct pair p = {0};
    int status = facts_read(facts, r->db, d);
    if (status == 0)
        status = find_run(r, d);
    if (status == 0)
        status = work(r, &p, doc, d);
    for (int i = 0; i < 2; i++) {
        classes_free(&p.classes[i]);
        seating_free(&p.seating[i]);
    }
    free(p.changed);
    candidates_free(r->candidates);
    policy_free(r->policy);
    facts_free(facts);
    return status;
}

int whatif_tell(const struct cli *cli, const struct study *study,
                const char *changes, struct diag *d)
{
    struct warehouse w = {0};
    struct jsondoc *doc = jsondoc_read(changes, d);
    int status = doc == NULL ? -1
                             : warehouse_open(&w, study->warehouse,
                                              WAREHOUSE_READ, cli->program, d);
    struct facts facts = {0};
    struct run r = {.db = w.db, .study = study, .cli = cli, .facts = &facts};
    if (status == 0)
        status = with_warehouse(&r, &facts, doc, d);
    warehouse_close(&w);
    jsondoc_free(doc);
    return status;
}
