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

struct ease_side side_make(const struct facts *f)
{
    struct holders h = find_holders(f);
    struct ease_side t = {.item = h.course};
    size_t used = 0;
    t.at = mem_alloc((f->n_topics + 1) * sizeof *t.at);
    for (size_t k = 0; k < f->n_topics; k++) {
        size_t count = h.at[k + 1] - h.at[k];
        if (count < 2)
            continue;
        memmove(t.item + used, h.course + h.at[k], count * sizeof *t.item);
        used += count;
        t.at[++t.topics] = used;
    }
    free(h.at);
    return t;
}

void side_free(struct ease_side *t)
{
    free(t->at);
    free(t->item);
    *t = (struct ease_side){0};
}
