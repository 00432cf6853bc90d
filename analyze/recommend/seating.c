/* seating.c - see seating.h. */
#include "analyze/recommend/seating.h"

#include "analyze/recommend/seating_table.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void take_seats(struct seating *s, const struct seating_table *t,
                       const struct assignment *a, size_t *room)
{
    struct seating_round *of = &s->round[t->round];
    int64_t *places = t->round == SEATING_REQUIRED ? s->required : s->wished;
    for (size_t m = 0; m < t->r->candidates->members; m++) {
        of->members += t->starts[m + 1] > t->starts[m];
        for (size_t i = t->starts[m]; i < t->starts[m + 1]; i++) {
            if (!a->given[i])
                continue;
            s->seat = mem_grow(s->seat, s->count, room, sizeof *s->seat);
            s->seat[s->count++] =
                (struct seat){(uint32_t)m, t->choice[i].class,
                              t->choice[i].worth, t->requirement[i]};
            places[t->choice[i].class]++;
        }
    }
    of->places = a->places;
    of->worth = a->worth;
    of->bound = a->bound;
    of->cost = a->cost;
    memcpy(s->price, a->price, t->c->count * sizeof *s->price);
}

static int seat_round(struct seating *s, struct seating_table *t, size_t *room,
                      struct diag *d)
{
    seating_table_fill(t, s);
    double spent =
        t->round == SEATING_WISHED ? s->round[SEATING_REQUIRED].cost : 0;
    struct assign_problem p = {.members = t->r->candidates->members,
                               .classes = t->c->count,
                               .starts = t->starts,
                               .choices = t->choice,
                               .class = t->class,
                               .quota = t->quota,
                               .purpose = t->requirement,
                               .clash = seating_table_clash,
                               .of = t,
                               .budget = fmax(0, t->o->budget - spent)};
    struct assign_options o = {
        .rounds = t->o->rounds, .step = .05, .threads = t->o->threads};
    struct assignment a;
    int status = assign_solve(&a, &p, &o, d);
    if (status == 0)
        take_seats(s, t, &a, room);
    assign_free(&a);
    return status;
}

static int by_member(const void *a, const void *b)
{
    const struct seating_held *x = a, *y = b;
    if (x->member != y->member)
        return x->member < y->member ? -1 : 1;
    return (x->class > y->class) - (x->class < y->class);
}

/* Enrolled in, or given so far. */
static struct seating_held *list_held(const struct seating *s,
                                      const struct classes *c, size_t *count)
{
    *count = c->n_enrolled + s->count;
    struct seating_held *held = mem_array(NULL, *count, sizeof *held);
    for (size_t i = 0; i < c->n_enrolled; i++)
        held[i] = (struct seating_held){
            c->enrolled[i].member, c->enrolled[i].class, c->enrolled[i].called};
    for (size_t i = 0; i < s->count; i++)
        held[c->n_enrolled + i] =
            (struct seating_held){s->seat[i].member, s->seat[i].class, false};
    if (*count > 1)
        qsort(held, *count, sizeof *held, by_member);
    return held;
}

static int by_seat(const void *a, const void *b)
{
    const struct seat *x = a, *y = b;
    if (x->member != y->member)
        return x->member < y->member ? -1 : 1;
    if ((x->requirement < 0) != (y->requirement < 0))
        return x->requirement < 0 ? 1 : -1;
    return (x->class > y->class) - (x->class < y->class);
}

int seating_make(struct seating *s, const struct run *r,
                 const struct classes *c, const struct seating_options *o,
                 struct diag *d)
{
    *s = (struct seating){0};
    s->price = mem_alloc(c->count * sizeof *s->price);
    s->required = mem_alloc(c->count * sizeof *s->required);
    s->wished = mem_alloc(c->count * sizeof *s->wished);
    size_t room = 0;
    int status = 0;
    struct reach reach;
    struct bars bars;
    reach_open(&reach, r);
    status = bars_open(&bars, r, c, d);
    for (int round = SEATING_REQUIRED; round <= SEATING_WISHED && status == 0;
         round++) {
        struct seating_table t = {.r = r,
                                  .c = c,
                                  .o = o,
                                  .reach = &reach,
                                  .bars = &bars,
                                  .round = round};
        struct seating_held *held = list_held(s, c, &t.n_held);
        t.held = held;
        status = seat_round(s, &t, &room, d);
        seating_table_free(&t);
        free(held);
    }
    reach_close(&reach);
    bars_close(&bars);
    if (status == 0 && s->count > 1)
        qsort(s->seat, s->count, sizeof *s->seat, by_seat);
    return status;
}

void seating_free(struct seating *s)
{
    free(s->seat);
    free(s->price);
    free(s->required);
    free(s->wished);
    *s = (struct seating){0};
}
