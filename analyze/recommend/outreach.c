/* outreach.c - see outreach.h. */
#include "analyze/recommend/outreach.h"

#include "lib/mem.h"

#include <stdlib.h>

void outreach_open(struct outreach *r, size_t segments, size_t courses)
{
    *r = (struct outreach){.segments = segments, .courses = courses};
    r->cell = mem_alloc(segments * courses * sizeof *r->cell);
    r->course = mem_array(NULL, segments * courses, sizeof *r->course);
    r->count = mem_alloc(segments * sizeof *r->count);
}

void outreach_close(struct outreach *r)
{
    free(r->cell);
    free(r->course);
    free(r->count);
    *r = (struct outreach){0};
}

void outreach_add(struct outreach *r, size_t segment, uint32_t course,
                  size_t reason)
{
    size_t row = segment * r->courses;
    struct reached *to = &r->cell[row + course];
    if (to->members == 0)
        r->course[row + r->count[segment]++] = course;
    to->course = course;
    to->members++;
    to->by[reason]++;
}

static int by_reach(const void *a, const void *b)
{
    const struct reached *x = a, *y = b;
    if (x->members != y->members)
        return x->members > y->members ? -1 : 1;
    return (x->course > y->course) - (x->course < y->course);
}

size_t outreach_list(const struct outreach *r, size_t segment,
                     struct reached *list)
{
    size_t row = segment * r->courses, count = r->count[segment];
    for (size_t i = 0; i < count; i++)
        list[i] = r->cell[row + r->course[row + i]];
    if (count > 1)
        qsort(list, count, sizeof *list, by_reach);
    return count;
}

void outreach_clear(struct outreach *r)
{
    for (size_t s = 0; s < r->segments; s++) {
        size_t row = s * r->courses;
        for (size_t i = 0; i < r->count[s]; i++)
            r->cell[row + r->course[row + i]] = (struct reached){0};
        r->count[s] = 0;
    }
}
