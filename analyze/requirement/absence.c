/* absence.c - see absence.h. */
#include "analyze/requirement/absence.h"

#include "lib/mem.h"

#include <stdlib.h>

void absence_free(struct absence *a)
{
    free(a->listed);
    free(a->missed);
    free(a->round_of);
    free(a->present);
    free(a->met);
    *a = (struct absence){0};
}

static void begin_round(struct absence *a, const struct facts *f)
{
    if (a->round == UINT32_MAX)
        absence_free(a);
    if (a->listed == NULL) {
        a->listed = mem_alloc(f->n_offerings * sizeof *a->listed);
        a->missed = mem_alloc(f->n_offerings * sizeof *a->missed);
        a->round_of = mem_alloc(f->n_offerings * sizeof *a->round_of);
        a->present = mem_alloc(f->n_sessions * sizeof *a->present);
        a->met = mem_alloc(f->n_sessions * sizeof *a->met);
    }
    a->round++;
}

/* A session is counted with the first of its rows. */
static void add_session(struct absence *a, const struct facts *f,
                        uint32_t number)
{
    const struct session *session = &f->session[number];
    size_t offering = (size_t)session->offering;
    int64_t minutes = session->minutes > 0 ? session->minutes : 1;
    if (a->met[number] == a->round)
        return;
    a->met[number] = a->round;
    if (a->round_of[offering] != a->round) {
        a->round_of[offering] = a->round;
        a->listed[offering] = a->missed[offering] = 0;
    }
    a->listed[offering] += minutes;
    if (a->present[number] != a->round)
        a->missed[offering] += minutes;
}

void absence_read(struct absence *a, const struct facts *f,
                  const struct event *event, size_t count, int32_t as_of)
{
    begin_round(a, f);
    for (size_t i = 0; i < count; i++)
        if (event[i].attended && event[i].day <= as_of)
            a->present[event[i].session] = a->round;
    for (size_t i = 0; i < count; i++)
        if (event[i].day <= as_of)
            add_session(a, f, event[i].session);
}

bool absence_voids(const struct absence *a, size_t offering,
                   struct rule_share most)
{
    if (a->round_of[offering] != a->round)
        return false;
    return a->missed[offering] * most.of > a->listed[offering] * most.part;
}
