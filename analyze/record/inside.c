/* inside.c - see inside.h. */
#include "analyze/record/inside.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static void next_round(struct inside *s, const struct facts *f)
{
    if (s->topic == NULL) {
        s->topic = mem_alloc(f->n_topics * sizeof *s->topic);
        s->course = mem_alloc(f->n_courses * sizeof *s->course);
    }
    if (s->round == UINT32_MAX) {
        memset(s->topic, 0, f->n_topics * sizeof *s->topic);
        memset(s->course, 0, f->n_courses * sizeof *s->course);
        s->round = 0;
    }
    s->round++;
}

void inside_turn(struct inside *s, const struct facts *f,
                 const struct demand *m, size_t member)
{
    s->any = demand_declared(m, member);
    if (!s->any)
        return;
    next_round(s, f);
    for (size_t i = m->topics_at[member]; i < m->topics_at[member + 1]; i++)
        s->topic[m->topic[i].topic] = s->round;
    for (size_t i = m->orders_at[member]; i < m->orders_at[member + 1]; i++)
        s->course[m->order[i]] = s->round;
}

bool inside_has(const struct inside *s, const struct facts *f, size_t course)
{
    const struct course *c = &f->course[course];
    if (!s->any)
        return false;
    return s->course[course] == s->round ||
           (c->n_topics > 0 &&
            s->topic[f->course_topic[c->topics_at]] == s->round);
}

void inside_free(struct inside *s)
{
    free(s->topic);
    free(s->course);
}
