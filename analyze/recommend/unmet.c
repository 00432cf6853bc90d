/* unmet.c - see unmet.h. */
#include "analyze/recommend/unmet.h"

#include "analyze/base/branches.h"
#include "lib/bulk.h"
#include "lib/mem.h"

#include <stdlib.h>

struct demand {
    int64_t wanted, placed, unmet;
};

struct counter {
    const struct run *r;
    const struct classes *c;
    const struct seating *s;
    struct branches branches;
    struct demand *demand; /* by course and branch */
    uint32_t *had;         /* by course: the last member, + 1, who has it */
    uint64_t given;        /* rules for which the member has a place */
    size_t enrolled, seat; /* how far these lists are read */
};

static struct demand *demand_at(const struct counter *k, size_t course,
                                size_t member)
{
    return &k->demand[course * k->branches.count + k->branches.of[member]];
}

/* Notes the courses in which M is enrolled or placed. */
static void note_places(struct counter *k, size_t m)
{
    const struct classes *c = k->c;
    uint32_t mark = (uint32_t)m + 1;
    k->given = 0;
    for (; k->enrolled < c->n_enrolled && c->enrolled[k->enrolled].member <= m;
         k->enrolled++)
        if (c->enrolled[k->enrolled].member == m)
            k->had[c->class[c->enrolled[k->enrolled].class].course] = mark;
    for (; k->seat < k->s->count && k->s->seat[k->seat].member == m;
         k->seat++) {
        int32_t course = c->class[k->s->seat[k->seat].class].course;
        demand_at(k, (size_t)course, m)->placed++;
        k->had[course] = mark;
        if (k->s->seat[k->seat].requirement >= 0)
            k->given |= UINT64_C(1) << k->s->seat[k->seat].requirement;
    }
}

static void count_wanted(struct counter *k, size_t m, size_t per_member)
{
    const struct candidates *from = k->r->candidates;
    size_t best = 0;
    uint64_t seen = 0;
    for (size_t i = from->starts[m]; i < from->starts[m + 1]; i++) {
        const struct candidate *c = &from->list[i];
        uint64_t rule = c->requirement < 0 ? 0 : UINT64_C(1) << c->requirement;
        bool first = (rule & ~seen) != 0;
        seen |= rule;
        if (!first && best++ >= per_member)
            continue;
        struct demand *to = demand_at(k, c->course, m);
        to->wanted++;
        to->unmet += k->had[c->course] != (uint32_t)m + 1 &&
                     !(first && (k->given & rule) != 0);
    }
}

static int store(const struct counter *k, struct diag *d)
{
    const struct facts *f = k->r->facts;
    struct bulk *b = bulk_open(k->r->db,
                               "INSERT INTO class_demand SELECT c0, c1, c2,"
                               " c3, c4, c5 FROM bulk",
                               6, d);
    int status = b == NULL ? -1 : 0;
    for (size_t i = 0; i < f->n_courses * k->branches.count && status == 0;
         i++) {
        int32_t org = k->branches.org[i % k->branches.count];
        if (k->demand[i].wanted == 0 && k->demand[i].placed == 0)
            continue;
        bulk_integer(b, k->r->key);
        bulk_integer(b, f->course[i / k->branches.count].key);
        if (org == FACT_NONE)
            bulk_null(b);
        else
            bulk_integer(b, f->org[org].key);
        bulk_integer(b, k->demand[i].wanted);
        bulk_integer(b, k->demand[i].placed);
        bulk_integer(b, k->demand[i].unmet);
        status = bulk_end_row(b, d);
    }
    return bulk_end(b, status, d);
}

int unmet_store(const struct run *r, const struct classes *c,
                const struct seating *s, size_t per_member, struct diag *d)
{
    struct counter k = {.r = r, .c = c, .s = s};
    branches_make(&k.branches, r);
    k.demand =
        mem_alloc(r->facts->n_courses * k.branches.count * sizeof *k.demand);
    k.had = mem_alloc(r->facts->n_courses * sizeof *k.had);
    for (size_t m = 0; m < r->candidates->members; m++) {
        note_places(&k, m);
        count_wanted(&k, m, per_member);
    }
    int status = store(&k, d);
    branches_free(&k.branches);
    free(k.demand);
    free(k.had);
    return status;
}
