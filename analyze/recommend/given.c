/* given.c - see given.h. */
#include "analyze/recommend/given.h"

#include "analyze/requirement/policy.h"
#include "analyze/requirement/training.h"
#include "lib/date.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

/* Whether a session is to come before the year is over. */
static bool is_open(const struct run *r)
{
    int32_t as_of = r->study->as_of, year = date_year(as_of);
    for (size_t i = 0; i < r->facts->n_sessions; i++) {
        const struct session *s = &r->facts->session[i];
        if (!s->made && s->day != FACT_UNKNOWN && s->day > as_of &&
            date_year(s->day) == year)
            return true;
    }
    return false;
}

int given_open(struct given *g, const struct run *r, struct diag *d)
{
    *g = (struct given){.r = r, .last = r->study->as_of};
    if (r->policy == NULL || !is_open(r))
        return 0;
    const struct duplicate_rules *rules = &r->policy->duplicate;
    g->first = date_day(date_year(g->last), 1, 1);
    g->limits = rules->max_calls != INT64_MAX;
    if (!g->limits && !rules->repeat_topic)
        return 0;
    if (rules->exclude_meetings) {
        g->training = training_read(r->facts, r->db, d);
        if (g->training == NULL)
            return -1;
    }
    if (rules->repeat_topic)
        g->lesson = lessons_read(r, g->training);
    return g->limits ? calls_read(&g->calls, r, g->training, d) : 0;
}

void given_close(struct given *g)
{
    free(g->lesson);
    free(g->training);
    calls_free(&g->calls);
    *g = (struct given){0};
}

void given_past_free(struct given_past *p)
{
    stays_free(&p->stays);
    free(p->scratch.call);
    free(p->taught);
    *p = (struct given_past){0};
}

/* Notes the topics of the lessons of the year, each at its highest level. */
static void note_topics(const struct given *g, struct given_past *p)
{
    size_t topics = g->r->facts->n_topics;
    if (p->taught == NULL)
        p->taught = mem_alloc(topics * sizeof *p->taught);
    memset(p->taught, 0, topics * sizeof *p->taught);
    for (size_t i = 0; i < p->stays.count; i++) {
        const struct stay *stay = &p->stays.stay[i];
        const struct lesson *lesson = &g->lesson[stay->session];
        if (lesson->topic == FACT_NONE || stay->day < g->first)
            continue;
        uint8_t *at = &p->taught[lesson->topic];
        if (*at == 0 || lesson->level + 1 < (int32_t)*at)
            *at = (uint8_t)(lesson->level + 1);
    }
}

uint8_t given_look(const struct given *g, struct given_past *p,
                   const struct block *block, size_t i)
{
    size_t from = block->starts[i], count = block->starts[i + 1] - from;
    if (!g->limits && g->lesson == NULL)
        return 0;
    stays_read(&p->stays, g->r->facts, block->event + from, count, g->last);
    if (g->lesson != NULL)
        note_topics(g, p);
    if (!g->limits)
        return 0;
    size_t calls = calls_count(g->r, &g->calls, (uint32_t)(block->first + i),
                               &p->stays, g->first, g->last, &p->scratch);
    return (uint8_t)(calls < UINT8_MAX ? calls : UINT8_MAX);
}

uint8_t given_taught(const struct given *g, const struct given_past *p,
                     size_t course)
{
    const struct course *c = &g->r->facts->course[course];
    if (g->lesson == NULL || p->taught == NULL || c->n_topics == 0)
        return 0;
    return p->taught[g->r->facts->course_topic[c->topics_at]];
}
