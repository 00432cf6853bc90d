/* side.c - see side.h. */
#include "analyze/recommend/side.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

/* The courses of each topic: [at[t], at[t + 1]) of the list. */
struct holders {
    size_t *at;
    uint32_t *course;
};

static struct holders find_holders(const struct facts *f)
{
    struct holders h;
    h.at = mem_alloc((f->n_topics + 2) * sizeof *h.at);
    size_t total = 0;
    for (size_t c = 0; c < f->n_courses; c++)
        for (size_t i = 0; i < f->course[c].n_topics; i++, total++)
            h.at[f->course_topic[f->course[c].topics_at + i] + 2]++;
    for (size_t t = 2; t < f->n_topics + 2; t++)
        h.at[t] += h.at[t - 1];
    h.course = mem_array(NULL, total, sizeof *h.course);
    for (size_t c = 0; c < f->n_courses; c++)
        for (size_t i = 0; i < f->course[c].n_topics; i++)
            h.course[h.at[f->course_topic[f->course[c].topics_at + i] + 1]++] =
                (uint32_t)c;
    return h;
}

double *side_make(const struct facts *f)
{
    size_t n = f->n_courses;
    double *side = mem_array(NULL, n * n, sizeof *side);
    memset(side, 0, n * n * sizeof *side);
    struct holders h = find_holders(f);
    for (size_t t = 0; t < f->n_topics; t++) {
        if (h.at[t + 1] - h.at[t] < 2)
            continue;
        for (size_t a = h.at[t]; a < h.at[t + 1]; a++)
            for (size_t b = h.at[t]; b < h.at[t + 1]; b++)
                side[h.course[a] * n + h.course[b]] += 1;
    }
    free(h.at);
    free(h.course);
    return side;
}
