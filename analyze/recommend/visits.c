/* visits.c - see visits.h. */
#include "analyze/recommend/visits.h"

#include "analyze/math/mixhash.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

/* Any number will do; it stays, so that the sample does. */
enum { SAMPLE_SEED = 90 };

void visits_open(struct visits *v, size_t n_members, size_t most)
{
    *v = (struct visits){.first_day = INT32_MAX, .share = 1};
    v->starts = mem_grow(NULL, 0, &v->start_room, sizeof *v->starts);
    v->starts[0] = 0;
    if (n_members > most)
        v->share = (double)most / (double)n_members;
}

void visits_close(struct visits *v)
{
    free(v->member);
    free(v->starts);
    free(v->list);
    *v = (struct visits){0};
}

bool visits_wants(const struct visits *v, size_t index)
{
    return v->share >= 1 || mixhash_uniform(index, 0, SAMPLE_SEED) < v->share;
}

static int by_time(const void *one, const void *two)
{
    const struct visit *a = one, *b = two;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    if (a->second != b->second)
        return a->second < b->second ? -1 : 1;
    return (a->course > b->course) - (a->course < b->course);
}

void visits_add(struct visits *v, uint32_t index, const struct visit *list,
                size_t count)
{
    size_t used = v->starts[v->members];
    for (size_t i = 0; i < count; i++) {
        v->list = mem_grow(v->list, used, &v->room, sizeof *v->list);
        v->list[used++] = list[i];
    }
    qsort(v->list + used - count, count, sizeof *v->list, by_time);
    if (v->list[used - count].day < v->first_day)
        v->first_day = v->list[used - count].day;
    v->member =
        mem_grow(v->member, v->members, &v->member_room, sizeof *v->member);
    v->member[v->members++] = index;
    v->starts =
        mem_grow(v->starts, v->members, &v->start_room, sizeof *v->starts);
    v->starts[v->members] = used;
}
