/* planned.c - see planned.h. */
#include "analyze/duplicate/planned.h"

#include "analyze/duplicate/place.h"
#include "analyze/duplicate/search.h"
#include "lib/mem.h"

#include <stdlib.h>

struct planned {
    struct places places;
    struct search search;
    bool *wanted; /* by class: somebody has a place in it */
};

/* Marks the classes to come that somebody has a place in. */
static void mark_classes(struct planned *u, const struct facts *f)
{
    const struct places *p = &u->places;
    bool *taken = mem_alloc(f->n_offerings * sizeof *taken);
    u->wanted = mem_alloc(u->search.audiences.count * sizeof *u->wanted);
    for (size_t i = 0; i < p->count; i++)
        taken[p->place[i].offering] = true;
    for (size_t o = 0; o < f->n_offerings; o++)
        for (size_t k = p->starts[o]; taken[o] && k < p->starts[o + 1]; k++) {
            int32_t class = u->search.audiences.of_session[p->session[k]];
            if (class != FACT_NONE)
                u->wanted[class] = true;
        }
    free(taken);
}

static int planned_begin(struct run *r, void **self, int *skip, struct diag *d)
{
    struct planned *u = mem_alloc(sizeof *u);
    *self = u;
    if (places_read(&u->places, r, d) != 0)
        return -1;
    if (u->places.count == 0) {
        *skip = 1;
        return 0;
    }
    if (search_begin(&u->search, r, FACT_OPEN, d) != 0)
        return -1;
    mark_classes(u, r->facts);
    return 0;
}

/* Takes out what was added after FROM and is not to come. */
static void keep_coming(struct findings *list, size_t from, const struct run *r)
{
    size_t kept = from;
    for (size_t i = from; i < list->count; i++) {
        int32_t second = list->finding[i].second;
        if (second != FACT_NONE &&
            r->facts->session[second].day > r->study->as_of)
            list->finding[kept++] = list->finding[i];
    }
    list->count = kept;
}

static void look_at(const void *self, const struct search_visit *v,
                    struct search_desk *desk, struct search_part *p)
{
    const struct planned *u = self;
    const struct run *r = u->search.r;
    size_t from[FINDING_KINDS];
    if (places_attend(&u->places, r->facts, v->member, v->stays) == 0)
        return;
    for (size_t k = 0; k < FINDING_KINDS; k++)
        from[k] = p->found[k].count;
    search_member(&u->search, desk, p, v->member, v->stays);
    for (size_t k = 0; k < FINDING_KINDS; k++)
        keep_coming(&p->found[k], from[k], r);
}

static int planned_block(const struct run *r, const void *self,
                         const struct block *block, void **part, struct diag *d)
{
    (void)d;
    const struct planned *u = self;
    *part = search_block(&u->search, block, r->study->as_of, look_at, u);
    return 0;
}

static int planned_merge(struct run *r, void *self, void *part, int failed,
                         struct diag *d)
{
    (void)r;
    (void)d;
    struct planned *u = self;
    search_merge(&u->search, part, failed);
    return failed ? -1 : 0;
}

static int planned_finish(struct run *r, void *self, struct diag *d)
{
    (void)r;
    struct planned *u = self;
    search_pairs(&u->search, u->wanted);
    return search_store(&u->search, true, d);
}

static void planned_free(void *self)
{
    struct planned *u = self;
    if (u == NULL)
        return;
    places_free(&u->places);
    search_free(&u->search);
    free(u->wanted);
    free(u);
}

const struct task planned_task = {.name = "planned",
                                  .begin = planned_begin,
                                  .block = planned_block,
                                  .merge = planned_merge,
                                  .finish = planned_finish,
                                  .free = planned_free};
