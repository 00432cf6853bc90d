/* duplicate.c - see duplicate.h. */
#include "analyze/duplicate/duplicate.h"

#include "analyze/duplicate/search.h"
#include "analyze/requirement/policy.h"
#include "lib/mem.h"

#include <stdlib.h>

/* Tells of roles that nobody ever held: they limit nobody. */
static void warn_of_roles(const struct run *r)
{
    const struct facts *f = r->facts;
    const struct wordset *roles = &r->policy->duplicate.call_role;
    for (size_t i = 0; i < roles->count; i++) {
        size_t held = f->role_at[f->n_members], k = 0;
        while (k < held && f->role[k].role != roles->word[i])
            k++;
        if (k == held)
            run_warn(r, "duplicate.call_roles: nobody ever held the role '%s'",
                     roles->text[i]);
    }
}

static int duplicate_begin(struct run *r, void **self, int *skip,
                           struct diag *d)
{
    (void)skip;
    *self = mem_alloc(sizeof(struct search));
    warn_of_roles(r);
    return search_begin(*self, r, r->study->as_of, d);
}

static void look_at(const void *self, const struct search_visit *v,
                    struct search_desk *desk, struct search_part *p)
{
    const struct search *s = self;
    search_member(s, desk, p, v->member, v->stays);
    twins_find(&p->found[FINDING_SAME_RECORD], s->r->facts, s->twin, v->block,
               v->from, v->to, s->last, &desk->twin);
}

static int duplicate_block(const struct run *r, const void *self,
                           const struct block *block, void **part,
                           struct diag *d)
{
    (void)r;
    (void)d;
    const struct search *s = self;
    *part = search_block(s, block, s->last, look_at, s);
    return 0;
}

static int duplicate_merge(struct run *r, void *self, void *part, int failed,
                           struct diag *d)
{
    (void)r;
    (void)d;
    search_merge(self, part, failed);
    return failed ? -1 : 0;
}

static int duplicate_finish(struct run *r, void *self, struct diag *d)
{
    (void)r;
    search_pairs(self, NULL);
    return search_store(self, false, d);
}

static void duplicate_free(void *self)
{
    if (self == NULL)
        return;
    search_free(self);
    free(self);
}

const struct task duplicate_task = {.name = "duplicate",
                                    .begin = duplicate_begin,
                                    .block = duplicate_block,
                                    .merge = duplicate_merge,
                                    .finish = duplicate_finish,
                                    .free = duplicate_free};
