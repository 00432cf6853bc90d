/* partial.c - see partial.h. */
#include "report/partial.h"

#include "lib/mem.h"
#include "report/suppress.h"

#include <stdlib.h>

void partial_begin(struct partial *p, size_t parts)
{
    *p = (struct partial){0};
    p->people = mem_array(NULL, parts + 1, sizeof *p->people);
    p->parent = mem_array(NULL, parts + 1, sizeof *p->parent);
    p->shown = mem_alloc((parts + 1) * sizeof *p->shown);
    p->people[0] = 0;
    p->parent[0] = SUPPRESS_TOP;
}

void partial_free(struct partial *p)
{
    free(p->people);
    free(p->parent);
    free(p->shown);
    *p = (struct partial){0};
}

void partial_add(struct partial *p, int64_t people)
{
    p->count++;
    p->people[p->count] = people;
    p->parent[p->count] = 0;
    p->people[0] += people;
}

void partial_add_others(struct partial *p, int64_t people)
{
    p->people[0] += people;
}

void partial_decide(struct partial *p, int64_t threshold)
{
    struct suppress s = {.count = p->count + 1,
                         .width = 1,
                         .parent = p->parent,
                         .parts = p->people,
                         .threshold = threshold,
                         .cell = 1};
    suppress_groups(&s, p->shown);
}

bool partial_shown(const struct partial *p, size_t part)
{
    return p->shown[part + 1];
}

json_t *partial_total(const struct partial *p)
{
    return p->shown[0] ? json_integer(p->people[0]) : json_null();
}
