/* classes.c - see classes.h. */
#include "analyze/recommend/classes.h"

#include "analyze/base/query.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

/* What the sessions of an offering say, by offering. */
struct look {
    bool begun, to_come;
    int64_t seats;
    double cost;
    size_t sessions;
};

static struct look *look_at_sessions(const struct run *r)
{
    const struct facts *f = r->facts;
    struct look *look = mem_array(NULL, f->n_offerings, sizeof *look);
    for (size_t o = 0; o < f->n_offerings; o++)
        look[o] = (struct look){.seats = CLASSES_ENDLESS};
    for (size_t i = 0; i < f->n_sessions; i++) {
        const struct session *s = &f->session[i];
        struct look *at = &look[s->offering];
        bool later = s->day != FACT_UNKNOWN && s->day > r->study->as_of;
        at->begun = at->begun || !later || s->made;
        at->to_come = at->to_come || later;
        at->sessions++;
        if (s->seats != FACT_UNKNOWN && s->seats < at->seats)
            at->seats = s->seats;
        if (s->cost != FACT_UNKNOWN)
            at->cost += (double)s->cost;
    }
    return look;
}

/* Lists the classes; AT gets the class of each offering, or FACT_NONE. */
static void list_classes(struct classes *c, const struct run *r,
                         const struct look *look, int32_t *at)
{
    const struct facts *f = r->facts;
    c->class = mem_array(NULL, f->n_offerings, sizeof *c->class);
    for (size_t o = 0; o < f->n_offerings; o++) {
        at[o] = FACT_NONE;
        if (!look[o].to_come || look[o].begun)
            continue;
        int32_t provider = f->offering[o].provider;
        at[o] = (int32_t)c->count;
        c->class[c->count++] = (struct class){.offering = (int32_t)o,
                                              .course = f->offering[o].course,
                                              .provider = provider,
                                              .seats = look[o].seats,
                                              .cost = look[o].cost,
                                              .session_at = c->sessions};
        c->sessions += look[o].sessions;
    }
}

static int by_time(const void *a, const void *b)
{
    const struct class_session *x = a, *y = b;
    if (x->begins != y->begins)
        return x->begins < y->begins ? -1 : 1;
    return (x->session > y->session) - (x->session < y->session);
}

static void list_sessions(struct classes *c, const struct run *r,
                          const int32_t *at)
{
    const struct facts *f = r->facts;
    c->session = mem_array(NULL, c->sessions, sizeof *c->session);
    for (size_t i = 0; i < f->n_sessions; i++) {
        const struct session *s = &f->session[i];
        if (at[s->offering] == FACT_NONE)
            continue;
        struct class *to = &c->class[at[s->offering]];
        c->session[to->session_at + to->count++] =
            (struct class_session){s->begins, s->ends, (int32_t)i};
    }
    for (size_t i = 0; i < c->count; i++)
        qsort(c->session + c->class[i].session_at, c->class[i].count,
              sizeof *c->session, by_time);
}

static void list_by_course(struct classes *c, const struct facts *f)
{
    c->of_course = mem_alloc((f->n_courses + 1) * sizeof *c->of_course);
    c->list = mem_array(NULL, c->count, sizeof *c->list);
    for (size_t i = 0; i < c->count; i++)
        c->of_course[c->class[i].course + 1]++;
    for (size_t i = 0; i < f->n_courses; i++)
        c->of_course[i + 1] += c->of_course[i];
    size_t *next = mem_array(NULL, f->n_courses + 1, sizeof *next);
    memcpy(next, c->of_course, (f->n_courses + 1) * sizeof *next);
    for (size_t i = 0; i < c->count; i++)
        c->list[next[c->class[i].course]++] = (uint32_t)i;
    free(next);
}

static int by_member(const void *a, const void *b)
{
    const struct enrolled *x = a, *y = b;
    if (x->member != y->member)
        return x->member < y->member ? -1 : 1;
    return (x->class > y->class) - (x->class < y->class);
}

static int read_enrolments(struct classes *c, const struct run *r,
                           const int32_t *at, struct diag *d)
{
    size_t room = 0;
    struct query q = query_open(r->db,
                                "SELECT e.member, o.offering_id,"
                                " max(e.called_on IS NOT NULL OR"
                                " e.called_by IS NOT NULL) FROM enrolment e"
                                " JOIN offering o USING (offering)"
                                " GROUP BY e.member, e.offering",
                                d);
    while (query_next(&q)) {
        int32_t m = facts_member_of_key(r->facts, query_integer(&q, 0, 0));
        int32_t o = facts_offering(r->facts, query_text(&q, 1));
        if (m == FACT_NONE || o == FACT_NONE || at[o] == FACT_NONE)
            continue;
        c->enrolled =
            mem_grow(c->enrolled, c->n_enrolled, &room, sizeof *c->enrolled);
        c->enrolled[c->n_enrolled++] = (struct enrolled){
            (uint32_t)m, (uint32_t)at[o], query_integer(&q, 2, 0) != 0};
        c->class[at[o]].enrolled++;
    }
    if (c->n_enrolled > 1)
        qsort(c->enrolled, c->n_enrolled, sizeof *c->enrolled, by_member);
    return query_close(&q);
}

int classes_read(struct classes *c, const struct run *r, struct diag *d)
{
    *c = (struct classes){0};
    int32_t *at = mem_array(NULL, r->facts->n_offerings, sizeof *at);
    struct look *look = look_at_sessions(r);
    list_classes(c, r, look, at);
    list_sessions(c, r, at);
    list_by_course(c, r->facts);
    int status = read_enrolments(c, r, at, d);
    free(look);
    free(at);
    return status;
}

void classes_free(struct classes *c)
{
    free(c->class);
    free(c->session);
    free(c->of_course);
    free(c->list);
    free(c->enrolled);
    *c = (struct classes){0};
}

bool classes_admit(const struct classes *c, const struct reach *h, size_t class,
                   const struct reach_member *of)
{
    const struct class_session *s = c->session + c->class[class].session_at;
    for (size_t i = 0; i < c->class[class].count; i++)
        if (reach_session(h, of, s[i].session) != REACH_YES)
            return false;
    return true;
}

bool classes_clash(const void *classes, uint32_t a, uint32_t b)
{
    const struct classes *c = classes;
    const struct class *x = &c->class[a], *y = &c->class[b];
    for (size_t i = 0; i < x->count; i++)
        for (size_t j = 0; j < y->count; j++) {
            const struct class_session *s = &c->session[x->session_at + i];
            const struct class_session *t = &c->session[y->session_at + j];
            if (s->begins < t->ends && t->begins < s->ends)
                return true;
        }
    return false;
}

int64_t classes_places(const struct class *c)
{
    if (c->seats == CLASSES_ENDLESS)
        return CLASSES_ENDLESS;
    return c->seats > c->enrolled ? c->seats - c->enrolled : 0;
}
