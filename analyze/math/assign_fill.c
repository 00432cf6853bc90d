/*
 * assign_fill.c - gives the places at the prices found; see assign.h.
 *
 * By the reduced worth of all choices, worth less price, the best first. A
 * price is an estimate, so seats may be left where it was too high; what can
 * still be gained is the work of assign_trade.c.
 */
#include "analyze/math/assign_fill.h"

#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool fill_has_room(const struct fill *f, uint32_t class, double money_back)
{
    const struct assign_class *c = &f->problem->class[class];
    return f->plan->load[class] < c->seats &&
           f->plan->cost - money_back + c->cost <= f->problem->budget;
}

bool fill_at_odds(const struct assign_problem *p, uint32_t a, uint32_t b)
{
    return p->class[a].group == p->class[b].group ||
           (p->clash != NULL && p->clash(p->of, a, b));
}

void fill_give(struct fill *f, size_t choice, bool place)
{
    uint32_t class = f->problem->choices[choice].class;
    int sign = place ? 1 : -1;
    f->plan->given[choice] = place;
    f->plan->load[class] += sign;
    f->plan->places += sign;
    f->plan->cost += sign * f->problem->class[class].cost;
}

/* How many places member M has; whether one is at odds with CLASS. */
static size_t places_of(const struct fill *f, size_t m, uint32_t class,
                        bool *odds)
{
    const struct assign_problem *p = f->problem;
    size_t count = 0;
    *odds = false;
    for (size_t i = p->starts[m]; i < p->starts[m + 1]; i++) {
        if (!f->plan->given[i])
            continue;
        count++;
        *odds = *odds || fill_at_odds(p, p->choices[i].class, class);
    }
    return count;
}

struct bid {
    double gain;
    uint32_t member;
    uint32_t at; /* of the member's choices */
};

static int by_gain(const void *a, const void *b)
{
    const struct bid *x = a, *y = b;
    if (x->gain != y->gain)
        return x->gain > y->gain ? -1 : 1;
    if (x->member != y->member)
        return x->member < y->member ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static size_t collect(const struct fill *f, struct bid *bids)
{
    const struct assign_problem *p = f->problem;
    size_t count = 0;
    for (size_t m = 0; m < p->members; m++)
        for (size_t i = p->starts[m]; i < p->starts[m + 1]; i++) {
            const struct assign_choice *c = &p->choices[i];
            if (c->worth <= 0)
                continue;
            double full = f->plan->price[c->class] +
                          f->plan->money_price * p->class[c->class].cost;
            bids[count++] = (struct bid){(double)c->worth - full, (uint32_t)m,
                                         (uint32_t)(i - p->starts[m])};
        }
    return count;
}

static void fill_by_gain(struct fill *f)
{
    const struct assign_problem *p = f->problem;
    struct bid *bids = mem_array(NULL, p->starts[p->members], sizeof *bids);
    size_t count = collect(f, bids);
    qsort(bids, count, sizeof *bids, by_gain);
    for (size_t b = 0; b < count; b++) {
        size_t m = bids[b].member, i = p->starts[m] + bids[b].at;
        uint32_t class = p->choices[i].class;
        bool odds;
        if (fill_has_room(f, class, 0) &&
            places_of(f, m, class, &odds) < p->quota[m] && !odds)
            fill_give(f, i, true);
    }
    free(bids);
}

/* Sums anew, so that nothing is left of what was given and taken back. */
static void sum_up(struct fill *f)
{
    const struct assign_problem *p = f->problem;
    f->plan->worth = f->plan->cost = 0;
    for (size_t i = 0; i < p->starts[p->members]; i++)
        if (f->plan->given[i])
            f->plan->worth += (double)p->choices[i].worth;
    for (size_t c = 0; c < p->classes; c++)
        f->plan->cost += (double)f->plan->load[c] * p->class[c].cost;
}

void assign_fill(struct assignment *a, const struct assign_problem *p)
{
    struct fill f = {p, a};
    free(a->given);
    free(a->load);
    a->given = mem_alloc(p->starts[p->members] * sizeof *a->given);
    a->load = mem_alloc(p->classes * sizeof *a->load);
    a->places = 0;
    a->cost = 0;
    fill_by_gain(&f);
    trade_places(&f);
    sum_up(&f);
}
