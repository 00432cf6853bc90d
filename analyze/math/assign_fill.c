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

bool fill_at_odds(const struct assign_problem *p, size_t a, size_t b)
{
    uint32_t x = p->choices[a].class, y = p->choices[b].class;
    if (p->purpose != NULL && p->purpose[a] >= 0 &&
        p->purpose[a] == p->purpose[b])
        return true;
    return p->class[x].group == p->class[y].group ||
           (p->clash != NULL && p->clash(p->of, x, y));
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

/* How many places member M has; whether one is at odds with CHOICE. */
static size_t places_of(const struct fill *f, size_t m, size_t choice,
                        bool *odds)
{
    const struct assign_problem *p = f->problem;
    size_t count = 0;
    *odds = false;
    for (size_t i = p->starts[m]; i < p->starts[m + 1]; i++) {
        if (!f->plan->given[i])
            continue;
        count++;
        *odds = *odds || fill_at_odds(p, i, choice);
    }
    return count;
}

/* A choice with its worth less its price. */
struct bid {
    float gain;
    uint32_t member;
    uint32_t at; /* of the member's choices */
};

/*
 * Higher gains first, bucket by bucket. Only those of a few buckets at a time
 * are in memory, some USUAL_SLICE of them, and none of classes that are full.
 */
enum { BUCKETS = 4096, USUAL_SLICE = 1 << 22 };

struct auction {
    const struct fill *f;
    struct bid *bid;
    size_t *count;   /* by bucket */
    size_t *end;     /* by bucket at hand: where its next bid goes */
    size_t from, to; /* the buckets at hand */
    double low, high;
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

static float gain_of(const struct fill *f, const struct assign_choice *c)
{
    return (float)((double)c->worth - f->plan->price[c->class] -
                   f->plan->money_price * f->problem->class[c->class].cost);
}

static size_t bucket_of(const struct auction *a, float gain)
{
    double part = (a->high - (double)gain) / (a->high - a->low);
    return part >= 1 ? BUCKETS - 1 : (size_t)(part * BUCKETS);
}

/* Calls for every choice that is worth anything. */
static void each_bid(const struct fill *f, struct auction *a,
                     void (*act)(struct auction *a, struct bid bid))
{
    const struct assign_problem *p = f->problem;
    for (size_t m = 0; m < p->members; m++)
        for (size_t i = p->starts[m]; i < p->starts[m + 1]; i++)
            if (p->choices[i].worth > 0)
                act(a, (struct bid){gain_of(f, &p->choices[i]), (uint32_t)m,
                                    (uint32_t)(i - p->starts[m])});
}

static void note_range(struct auction *a, struct bid bid)
{
    a->low = fmin(a->low, (double)bid.gain);
    a->high = fmax(a->high, (double)bid.gain);
}

static void count_bid(struct auction *a, struct bid bid)
{
    a->count[bucket_of(a, bid.gain)]++;
}

/* What is full stays full: nothing is taken back here. */
static void put_bid(struct auction *a, struct bid bid)
{
    const struct assign_problem *p = a->f->problem;
    size_t bucket = bucket_of(a, bid.gain);
    uint32_t class = p->choices[p->starts[bid.member] + bid.at].class;
    if (bucket >= a->from && bucket < a->to && fill_has_room(a->f, class, 0))
        a->bid[a->end[bucket]++] = bid;
}

static void auction_open(struct auction *a, const struct fill *f)
{
    *a = (struct auction){.f = f, .low = INFINITY, .high = -INFINITY};
    each_bid(f, a, note_range);
    if (!(a->high > a->low))
        a->low = a->high - 1;
    a->count = mem_alloc(BUCKETS * sizeof *a->count);
    a->end = mem_alloc(BUCKETS * sizeof *a->end);
    each_bid(f, a, count_bid);
}

static void auction_close(struct auction *a)
{
    free(a->bid);
    free(a->count);
    free(a->end);
}

/* The buckets to be at hand next; false if there are no more. */
static bool next_slice(struct auction *a)
{
    size_t slice = a->f->problem->slice, bids = 0;
    if (slice == 0)
        slice = USUAL_SLICE;
    for (a->from = a->to; a->to < BUCKETS; a->to++) {
        if (bids > 0 && bids + a->count[a->to] > slice)
            break;
        a->end[a->to] = bids;
        bids += a->count[a->to];
    }
    free(a->bid);
    a->bid = mem_array(NULL, bids, sizeof *a->bid);
    return bids > 0;
}

/* Gives what one bucket bids for, the best first. */
static void sell_bucket(struct fill *f, struct bid *bid, size_t count)
{
    const struct assign_problem *p = f->problem;
    if (count > 1)
        qsort(bid, count, sizeof *bid, by_gain);
    for (size_t b = 0; b < count; b++) {
        size_t m = bid[b].member, i = p->starts[m] + bid[b].at;
        uint32_t class = p->choices[i].class;
        bool odds;
        if (fill_has_room(f, class, 0) &&
            places_of(f, m, i, &odds) < p->quota[m] && !odds)
            fill_give(f, i, true);
    }
}

static void fill_by_gain(struct fill *f)
{
    struct auction a;
    auction_open(&a, f);
    while (next_slice(&a)) {
        each_bid(f, &a, put_bid);
        size_t begin = 0;
        for (size_t b = a.from; b < a.to; begin += a.count[b++])
            sell_bucket(f, a.bid + begin, a.end[b] - begin);
    }
    auction_close(&a);
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
