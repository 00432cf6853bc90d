/* history.c - see history.h. */
#include "analyze/recommend/history.h"

#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>

static const double TAU_DAYS = 60;

static int by_course(const void *one, const void *two)
{
    const struct taken *a = one, *b = two;
    if (a->course != b->course)
        return a->course < b->course ? -1 : 1;
    return (a->last_on > b->last_on) - (a->last_on < b->last_on);
}

size_t history_of(const struct run *r, const struct block *block, size_t i,
                  struct taken *list)
{
    size_t count = 0;
    for (size_t e = block->starts[i]; e < block->starts[i + 1]; e++) {
        const struct event *event = &block->event[e];
        if (!event->attended || event->day > r->study->as_of)
            continue;
        list[count++] = (struct taken){
            (uint32_t)r->facts->session[event->session].course, event->day};
    }
    if (count == 0)
        return 0;
    qsort(list, count, sizeof *list, by_course);
    size_t kept = 0;
    for (size_t j = 1; j < count; j++) {
        if (list[j].course != list[kept].course)
            kept++;
        list[kept] = list[j]; /* the last of its course comes last */
    }
    return kept + 1;
}

/* What a block adds: the members' courses, end to end. */
struct history_part {
    struct taken *taken;
    size_t *starts;
    size_t members;
};

static int history_block(const struct run *r, const void *self,
                         const struct block *block, void **part, struct diag *d)
{
    (void)self;
    (void)d;
    struct history_part *p = mem_alloc(sizeof *p);
    p->members = block->count;
    p->taken = mem_array(NULL, block->starts[block->count], sizeof *p->taken);
    p->starts = mem_array(NULL, block->count + 1, sizeof *p->starts);
    size_t used = 0;
    for (size_t i = 0; i < block->count; i++) {
        p->starts[i] = used;
        used += history_of(r, block, i, p->taken + used);
    }
    p->starts[block->count] = used;
    *part = p;
    return 0;
}

static int add_member(struct run *r, const struct taken *list, size_t count,
                      uint32_t *courses, struct diag *d)
{
    struct history *h = r->history;
    for (size_t i = 0; i < count; i++) {
        courses[i] = list[i].course;
        int32_t age = r->study->as_of - list[i].last_on;
        h->recent[list[i].course] += h->tau > 0 ? exp(-age / h->tau) : age == 0;
    }
    h->pairs += (int64_t)count;
    h->active += count > 0;
    return gram_add(&h->gram, courses, count, d);
}

static int history_merge(struct run *r, void *self, void *part, int failed,
                         struct diag *d)
{
    (void)self;
    struct history_part *p = part;
    int status = failed ? -1 : 0;
    uint32_t *courses = mem_array(NULL, r->facts->n_courses, sizeof *courses);
    for (size_t i = 0; status == 0 && i < p->members; i++)
        status = add_member(r, p->taken + p->starts[i],
                            p->starts[i + 1] - p->starts[i], courses, d);
    free(courses);
    free(p->taken);
    free(p->starts);
    free(p);
    return status;
}

static int history_begin(struct run *r, void **self, int *skip, struct diag *d)
{
    *self = NULL;
    if (r->facts->n_courses == 0) {
        *skip = 1;
        return 0;
    }
    r->history = mem_alloc(sizeof *r->history);
    r->history->n_courses = r->facts->n_courses;
    r->history->tau =
        study_number(r->study, "recommend", "prior_days", TAU_DAYS);
    r->history->recent =
        mem_alloc(r->facts->n_courses * sizeof *r->history->recent);
    return gram_open(&r->history->gram, r->facts->n_courses, d);
}

static int history_finish(struct run *r, void *self, struct diag *d)
{
    (void)self;
    const struct history *h = r->history;
    if (run_figure(r, "history", "member_course_pairs", (double)h->pairs, d) !=
        0)
        return -1;
    return run_figure(r, "history", "active_members", (double)h->active, d);
}

void history_free(struct history *h)
{
    if (h == NULL)
        return;
    gram_close(&h->gram);
    free(h->recent);
    free(h);
}

const struct task history_task = {
    .name = "history",
    .begin = history_begin,
    .block = history_block,
    .merge = history_merge,
    .finish = history_finish,
};
