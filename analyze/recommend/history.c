/*
 * history.c - see history.h.
 *
 * A block counts its own pairs of courses where their table is small beside the
 * block; of many courses the pairs are counted at the merge.
 */
#include "analyze/recommend/history.h"

#include "lib/mem.h"

#include <stdlib.h>

enum { SAMPLE = 50000, MOST_COUNTED = 2048, MOST_BRIDGED = 2000 };

static int by_course(const void *one, const void *two)
{
    const struct taken *a = one, *b = two;
    if (a->course != b->course)
        return a->course < b->course ? -1 : 1;
    if (a->first_on != b->first_on)
        return a->first_on < b->first_on ? -1 : 1;
    return (a->first_second > b->first_second) -
           (a->first_second < b->first_second);
}

/* Sorted; of a few, as most members have, by insertion. */
static void sort_taken(struct taken *list, size_t count)
{
    if (count > 64) {
        qsort(list, count, sizeof *list, by_course);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        struct taken moved = list[i];
        size_t at = i;
        for (; at > 0 && by_course(&list[at - 1], &moved) > 0; at--)
            list[at] = list[at - 1];
        list[at] = moved;
    }
}

size_t history_of(const struct run *r, const struct block *block, size_t i,
                  struct taken *list)
{
    size_t count = 0;
    for (size_t e = block->starts[i]; e < block->starts[i + 1]; e++) {
        const struct event *event = &block->event[e];
        if (!event->attended || event->day > r->study->as_of)
            continue;
        list[count++] =
            (struct taken){(uint32_t)r->facts->session[event->session].course,
                           event->day, event->second, event->day};
    }
    if (count == 0)
        return 0;
    sort_taken(list, count);
    size_t kept = 0;
    for (size_t j = 1; j < count; j++) {
        if (list[j].course != list[kept].course)
            list[++kept] = list[j];
        else
            list[kept].last_on = list[j].last_on;
    }
    return kept + 1;
}

/* What a block adds: the members' courses, end to end. */
struct history_part {
    struct taken *taken;
    size_t *starts;
    size_t first, members;
    struct gram gram; /* of no items where it is not counted here */
};

static int count_pairs(struct history_part *p, size_t n_courses, struct diag *d)
{
    uint32_t *courses = mem_array(NULL, n_courses, sizeof *courses);
    int status = gram_open(&p->gram, n_courses, d);
    for (size_t i = 0; status == 0 && i < p->members; i++) {
        const struct taken *list = p->taken + p->starts[i];
        size_t count = p->starts[i + 1] - p->starts[i];
        for (size_t j = 0; j < count; j++)
            courses[j] = list[j].course;
        status = gram_add(&p->gram, courses, count, d);
    }
    free(courses);
    return status;
}

static int history_block(const struct run *r, const void *self,
                         const struct block *block, void **part, struct diag *d)
{
    (void)self;
    struct history_part *p = mem_alloc(sizeof *p);
    *part = p;
    p->first = block->first;
    p->members = block->count;
    p->taken = mem_array(NULL, block->starts[block->count], sizeof *p->taken);
    p->starts = mem_array(NULL, block->count + 1, sizeof *p->starts);
    size_t used = 0;
    for (size_t i = 0; i < block->count; i++) {
        p->starts[i] = used;
        used += history_of(r, block, i, p->taken + used);
    }
    p->starts[block->count] = used;
    if (r->history->n_courses > MOST_COUNTED)
        return 0;
    return count_pairs(p, r->history->n_courses, d);
}

/* What a member asked for beside what the member took. */
static void add_bridge(struct history *h, const struct demand *m, size_t member,
                       const uint32_t *courses, size_t count)
{
    size_t first = m->topics_at[member];
    if (h->bridge.topics == 0)
        return;
    ridge_add(&h->bridge, m->topic + first, m->topics_at[member + 1] - first,
              courses, count);
}

static void add_visits(struct history *h, size_t member,
                       const struct taken *list, size_t count)
{
    if (count == 0 || !visits_wants(&h->visits, member))
        return;
    struct visit *v = mem_array(NULL, count, sizeof *v);
    for (size_t i = 0; i < count; i++)
        v[i] = (struct visit){list[i].course, list[i].first_on,
                              list[i].first_second};
    visits_add(&h->visits, (uint32_t)member, v, count);
    free(v);
}

static int add_member(struct run *r, size_t member, const struct taken *list,
                      size_t count, uint32_t *courses, int counted,
                      struct diag *d)
{
    struct history *h = r->history;
    for (size_t i = 0; i < count; i++) {
        courses[i] = list[i].course;
        recency_add(&h->recent, list[i].course,
                    r->study->as_of - list[i].first_on);
    }
    h->pairs += (int64_t)count;
    h->active += count > 0;
    add_bridge(h, r->demand, member, courses, count);
    add_visits(h, member, list, count);
    return counted ? 0 : gram_add(&h->gram, courses, count, d);
}

static int history_merge(struct run *r, void *self, void *part, int failed,
                         struct diag *d)
{
    (void)self;
    struct history_part *p = part;
    int status = failed ? -1 : 0, counted = p->gram.counts != NULL;
    uint32_t *courses = mem_array(NULL, r->facts->n_courses, sizeof *courses);
    for (size_t i = 0; status == 0 && i < p->members; i++)
        status =
            add_member(r, p->first + i, p->taken + p->starts[i],
                       p->starts[i + 1] - p->starts[i], courses, counted, d);
    if (status == 0 && counted)
        gram_merge(&r->history->gram, &p->gram);
    gram_close(&p->gram);
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
    struct history *h = mem_alloc(sizeof *h);
    r->history = h;
    h->n_courses = r->facts->n_courses;
    recency_open(&h->recent, h->n_courses);
    size_t topics = r->facts->n_topics;
    ridge_open(&h->bridge, topics <= MOST_BRIDGED ? topics : 0, h->n_courses);
    visits_open(&h->visits, r->facts->n_members,
                (size_t)study_integer(r->study, "backtest", "sample", SAMPLE));
    if (demand_of_run(r, d) != 0)
        return -1;
    return gram_open(&h->gram, h->n_courses, d);
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
    recency_close(&h->recent);
    ridge_close(&h->bridge);
    visits_close(&h->visits);
    free(h);
}

const struct task history_task = {
    .name = "history",
    .begin = history_begin,
    .block = history_block,
    .merge = history_merge,
    .finish = history_finish,
};
