/* circle.c - see circle.h. */
#include "analyze/recommend/circle.h"

#include "analyze/recommend/eligible.h"
#include "analyze/recommend/history.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

enum { YEAR = 365, LEAST = 10, DRAWN = 20 };

/* Segment 0 stands for all of them, branch COUNT for all of those. */
static size_t group_of(const struct circle *c, size_t segment, size_t branch)
{
    return segment * (c->branches.count + 1) + branch;
}

static size_t everybody(const struct circle *c)
{
    return group_of(c, 0, c->branches.count);
}

static size_t segment_of(const struct run *r, size_t member)
{
    return r->segment != NULL ? r->segment[member] : 0;
}

/* The groups of MEMBER, the widest first; returns how many. */
static size_t groups_of(const struct circle *c, const struct run *r,
                        size_t member, size_t group[4])
{
    size_t segment = segment_of(r, member), branch = c->branches.of[member];
    size_t count = 0;
    group[count++] = everybody(c);
    if (branch > 0)
        group[count++] = group_of(c, 0, branch);
    if (segment > 0)
        group[count++] = group_of(c, segment, c->branches.count);
    if (branch > 0 && segment > 0)
        group[count++] = group_of(c, segment, branch);
    return count;
}

static double drawn(double taken, double members, double to)
{
    return (taken + DRAWN * to) / (members + DRAWN);
}

/* The share of GROUP that took COURSE, drawn to TO. */
static double share_of(const struct circle *c, size_t group, size_t course,
                       double to)
{
    return drawn((double)c->taken[group * c->n_courses + course],
                 (double)c->size[group], to);
}

double circle_shares(const struct circle *c, const struct run *r, size_t member,
                     double *share)
{
    size_t group[4], count = groups_of(c, r, member, group);
    size_t own = group[count - 1], all = group[0];
    if (c->size[own] < LEAST || c->size[own] == c->size[all])
        return 0;
    for (size_t i = 0; i < c->n_courses; i++) {
        double wide =
            (double)c->taken[all * c->n_courses + i] / (double)c->size[all];
        if (count == 4) /* the segment in all branches */
            wide = share_of(c, group[2], i, wide);
        share[i] = c->taken[own * c->n_courses + i] > 0
                       ? share_of(c, own, i, wide)
                       : 0;
    }
    return (double)c->size[own] / (double)(c->size[own] + DRAWN);
}

/* Who took what in the year, member by member. */
struct circle_part {
    struct circle_take {
        uint32_t member, course;
    } * take;
    size_t count;
};

static int circle_block(const struct run *r, const void *self,
                        const struct block *block, void **part, struct diag *d)
{
    (void)self;
    (void)d;
    struct circle_part *p = mem_alloc(sizeof *p);
    size_t room = 0, list_room = 0;
    struct taken *list = NULL;
    *part = p;
    for (size_t i = 0; i < block->count; i++) {
        size_t events = block->starts[i + 1] - block->starts[i];
        if (events == 0 || !eligible_member(r, block->first + i))
            continue;
        if (events > list_room) {
            list_room = events;
            list = mem_array(list, list_room, sizeof *list);
        }
        size_t count = history_of(r, block, i, list);
        for (size_t t = 0; t < count; t++) {
            if (r->study->as_of - list[t].first_on >= YEAR)
                continue;
            p->take = mem_grow(p->take, p->count, &room, sizeof *p->take);
            p->take[p->count++] = (struct circle_take){
                (uint32_t)(block->first + i), list[t].course};
        }
    }
    free(list);
    return 0;
}

static int circle_merge(struct run *r, void *self, void *part, int failed,
                        struct diag *d)
{
    (void)self;
    (void)d;
    struct circle *c = r->circle;
    struct circle_part *p = part;
    for (size_t i = 0; i < p->count; i++) {
        size_t group[4], count = groups_of(c, r, p->take[i].member, group);
        for (size_t g = 0; g < count; g++)
            c->taken[group[g] * c->n_courses + p->take[i].course]++;
    }
    free(p->take);
    free(p);
    return failed ? -1 : 0;
}

static void count_members(struct circle *c, const struct run *r)
{
    for (size_t m = 0; m < r->facts->n_members; m++) {
        size_t group[4], count = groups_of(c, r, m, group);
        if (!eligible_member(r, m))
            continue;
        for (size_t g = 0; g < count; g++)
            c->size[group[g]]++;
    }
}

static int circle_begin(struct run *r, void **self, int *skip, struct diag *d)
{
    (void)d;
    *self = NULL;
    const struct history *h = r->history;
    *skip = h == NULL || h->active == 0 ||
            h->active == (int64_t)r->facts->n_members;
    if (*skip)
        return 0;
    struct circle *c = mem_alloc(sizeof *c);
    r->circle = c;
    branches_make(&c->branches, r);
    c->segments = r->segment != NULL ? r->n_segments : 0;
    c->n_courses = r->facts->n_courses;
    size_t groups = (c->segments + 1) * (c->branches.count + 1);
    c->size = mem_alloc(groups * sizeof *c->size);
    c->taken = mem_array(NULL, groups, c->n_courses * sizeof *c->taken);
    memset(c->taken, 0, groups * c->n_courses * sizeof *c->taken);
    count_members(c, r);
    return 0;
}

void circle_free(struct circle *c)
{
    if (c == NULL)
        return;
    branches_free(&c->branches);
    free(c->size);
    free(c->taken);
    free(c);
}

const struct task circle_task = {
    .name = "circle",
    .begin = circle_begin,
    .block = circle_block,
    .merge = circle_merge,
};
