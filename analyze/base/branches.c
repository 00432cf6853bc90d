/* branches.c - see branches.h. */
#include "analyze/base/branches.h"

#include "analyze/base/groups.h"
#include "lib/mem.h"

#include <stdlib.h>

static int32_t branch_of(const struct run *r, size_t member)
{
    const struct membership *m =
        facts_membership_on(r->facts, member, r->study->as_of);
    return m != NULL ? groups_branch(r->facts, m->org) : FACT_NONE;
}

void branches_make(struct branches *b, const struct run *r)
{
    const struct facts *f = r->facts;
    uint32_t *number = mem_alloc(f->n_orgs * sizeof *number);
    b->of = mem_alloc(f->n_members * sizeof *b->of);
    b->org = mem_array(NULL, f->n_orgs + 1, sizeof *b->org);
    b->org[0] = FACT_NONE;
    b->count = 1;
    for (size_t m = 0; m < f->n_members; m++) {
        int32_t org = branch_of(r, m);
        if (org != FACT_NONE)
            number[org] = 1;
    }
    for (size_t o = 0; o < f->n_orgs; o++)
        if (number[o] != 0) {
            b->org[b->count] = (int32_t)o;
            number[o] = (uint32_t)b->count++;
        }
    for (size_t m = 0; m < f->n_members; m++) {
        int32_t org = branch_of(r, m);
        b->of[m] = org == FACT_NONE ? 0 : number[org];
    }
    free(number);
}

void branches_free(struct branches *b)
{
    free(b->of);
    free(b->org);
    *b = (struct branches){0};
}
