/* pairs.c - see pairs.h. */
#include "analyze/survey/pairs.h"

#include "lib/mem.h"

static struct observation *observation_of(struct pairs *p, size_t from,
                                          const struct session *session,
                                          bool taught)
{
    for (size_t i = from; i < p->count; i++)
        if (p->list[i].offering == session->offering &&
            p->list[i].taught == taught)
            return &p->list[i];
    p->list = mem_grow(p->list, p->count, &p->room, sizeof *p->list);
    p->list[p->count] =
        (struct observation){.course = (uint32_t)session->course,
                             .offering = session->offering,
                             .pre = EVENT_NO_SCORE,
                             .post = EVENT_NO_SCORE,
                             .taught = taught};
    return &p->list[p->count++];
}

static void observe(struct observation *o, const struct event *e)
{
    if (o->pre == EVENT_NO_SCORE && e->pre != EVENT_NO_SCORE) {
        o->pre = e->pre;
        o->session = e->session;
    }
    if (o->pre != EVENT_NO_SCORE && o->post == EVENT_NO_SCORE &&
        e->post != EVENT_NO_SCORE) {
        o->post = e->post;
        o->session = e->session;
    }
    if (o->taught && e->rating != EVENT_NO_RATING) {
        o->ratings++;
        o->rating_sum += e->rating;
        if (o->pre == EVENT_NO_SCORE)
            o->session = e->session;
    }
}

static bool has_score(const struct event *e)
{
    return e->pre != EVENT_NO_SCORE || e->post != EVENT_NO_SCORE;
}

/* Takes MORE, a later offering of the same course, into O. */
static void join(struct observation *o, const struct observation *more)
{
    bool better = pairs_whole(more)
                      ? !pairs_whole(o)
                      : o->pre == EVENT_NO_SCORE && more->pre != EVENT_NO_SCORE;
    if (better) {
        o->pre = more->pre;
        o->post = more->post;
        o->session = more->session;
    }
    o->ratings += more->ratings;
    o->rating_sum += more->rating_sum;
}

/* Makes one observation per course of those per offering, in order. */
static void join_courses(struct pairs *p, size_t from)
{
    size_t kept = from;
    for (size_t i = from; i < p->count; i++) {
        size_t k = from;
        while (k < kept && (p->list[k].course != p->list[i].course ||
                            p->list[k].taught != p->list[i].taught))
            k++;
        if (k < kept)
            join(&p->list[k], &p->list[i]);
        else
            p->list[kept++] = p->list[i];
    }
    p->count = kept;
}

/* The events of one member. */
struct stretch {
    const struct run *run;
    const struct event *event, *end;
};

static bool was_taught(const struct stretch *s, uint32_t course)
{
    for (const struct event *e = s->event; e < s->end; e++)
        if (e->attended && e->day <= s->run->study->as_of &&
            (uint32_t)s->run->facts->session[e->session].course == course)
            return true;
    return false;
}

/* Who was taught the course some time is nobody to compare with. */
static void drop_taught(struct pairs *p, size_t from, const struct stretch *s)
{
    size_t kept = from;
    for (size_t i = from; i < p->count; i++)
        if (p->list[i].taught ||
            (pairs_whole(&p->list[i]) && !was_taught(s, p->list[i].course)))
            p->list[kept++] = p->list[i];
    p->count = kept;
}

static void observe_member(struct pairs *p, const struct stretch *s)
{
    size_t from = p->count;
    for (const struct event *e = s->event; e < s->end; e++) {
        bool tells =
            has_score(e) || (e->attended && e->rating != EVENT_NO_RATING);
        if (tells && e->day <= s->run->study->as_of)
            observe(observation_of(p, from, &s->run->facts->session[e->session],
                                   e->attended != 0),
                    e);
    }
    join_courses(p, from);
    drop_taught(p, from, s);
}

/* Whom the observations from FROM on are about: MEMBER. */
static void tell_member(struct pairs *p, size_t from, const struct run *r,
                        const struct waiting *w, size_t member)
{
    uint16_t segment = r->segment != NULL ? r->segment[member] : 0;
    for (size_t i = from; i < p->count; i++) {
        struct observation *o = &p->list[i];
        o->segment = segment;
        o->waiting = !o->taught && waiting_has(w, (uint32_t)member, o->course);
    }
}

void pairs_of_block(struct pairs *p, const struct run *r,
                    const struct waiting *w, const struct block *block)
{
    for (size_t i = 0; i < block->count; i++) {
        size_t from = p->count;
        struct stretch s = {.run = r,
                            .event = block->event + block->starts[i],
                            .end = block->event + block->starts[i + 1]};
        observe_member(p, &s);
        tell_member(p, from, r, w, block->first + i);
    }
}
