/* assign_trade.c - see assign_fill.h. */
#include "analyze/math/assign_fill.h"

#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_TURNS = 20 };
static const double ENOUGH = 1e-5; /* of the worth, that a turn must add */
#define NO_CHOICE SIZE_MAX

static double worth_of(const struct fill *f, size_t choice)
{
    return choice == NO_CHOICE ? 0 : (double)f->problem->choices[choice].worth;
}

static double cost_of(const struct fill *f, size_t choice)
{
    const struct assign_problem *p = f->problem;
    return choice == NO_CHOICE ? 0 : p->class[p->choices[choice].class].cost;
}

static void move(struct fill *f, size_t from, size_t to)
{
    if (from != NO_CHOICE)
        fill_give(f, from, false);
    if (to != NO_CHOICE)
        fill_give(f, to, true);
}

/*
 * The place of M that has to go for choice I: the one at odds with it or, if
 * none is and the quota is used up, the one of least worth. NO_CHOICE in *OUT
 * if none has to go. False if more than one would.
 */
static bool in_the_way(const struct fill *f, size_t m, size_t i, size_t *out)
{
    const struct assign_problem *p = f->problem;
    size_t odds = 0, held = 0, least = NO_CHOICE;
    *out = NO_CHOICE;
    for (size_t j = p->starts[m]; j < p->starts[m + 1]; j++) {
        if (!f->plan->given[j])
            continue;
        held++;
        if (fill_at_odds(p, j, i)) {
            odds++;
            *out = j;
        }
        if (least == NO_CHOICE || worth_of(f, j) < worth_of(f, least))
            least = j;
    }
    if (odds == 0 && held == p->quota[m])
        *out = least;
    return odds <= 1 && p->quota[m] > 0;
}

/* The places that a member holds. */
struct held {
    size_t place[ASSIGN_MOST_QUOTA];
    size_t count;
};

static void list_held(const struct fill *f, size_t m, struct held *h)
{
    const struct assign_problem *p = f->problem;
    h->count = 0;
    for (size_t j = p->starts[m]; j < p->starts[m + 1]; j++)
        if (f->plan->given[j])
            h->place[h->count++] = j;
}

/* Whether nothing held, but for place I, is at odds with CHOICE. */
static bool fits(const struct fill *f, const struct held *h, size_t i,
                 size_t choice)
{
    for (size_t j = 0; j < h->count; j++)
        if (h->place[j] != i && fill_at_odds(f->problem, h->place[j], choice))
            return false;
    return true;
}

/* The best that M could have for its place I, seats as they are. */
static size_t next_best(const struct fill *f, const struct held *h, size_t m,
                        size_t i)
{
    const struct assign_problem *p = f->problem;
    size_t best = NO_CHOICE;
    for (size_t j = p->starts[m]; j < p->starts[m + 1]; j++)
        if (worth_of(f, j) > worth_of(f, best) && !f->plan->given[j] &&
            fill_has_room(f, p->choices[j].class, cost_of(f, i)) &&
            fits(f, h, i, j))
            best = j;
    return best;
}

/* By class: the place that is given up with the least loss. */
struct loser {
    double loss; /* INFINITY: none is known */
    size_t member, place, next;
};

static void note_loser(const struct fill *f, struct loser *loser,
                       const struct held *h, size_t m, size_t i)
{
    size_t next = next_best(f, h, m, i);
    struct loser *l = &loser[f->problem->choices[i].class];
    double loss = worth_of(f, i) - worth_of(f, next);
    if (loss < l->loss)
        *l = (struct loser){loss, m, i, next};
}

static void find_losers(const struct fill *f, struct loser *loser)
{
    const struct assign_problem *p = f->problem;
    for (size_t c = 0; c < p->classes; c++)
        loser[c] = (struct loser){INFINITY, 0, NO_CHOICE, NO_CHOICE};
    for (size_t m = 0; m < p->members; m++) {
        struct held h;
        list_held(f, m, &h);
        for (size_t k = 0; k < h.count; k++)
            note_loser(f, loser, &h, m, h.place[k]);
    }
}

/* Whether the loser's way out is open after the trades of this turn too. */
static bool can_leave(const struct fill *f, const struct loser *l)
{
    if (l->place == NO_CHOICE || !f->plan->given[l->place])
        return false;
    if (l->next == NO_CHOICE)
        return true;
    uint32_t class = f->problem->choices[l->next].class;
    struct held h;
    list_held(f, l->member, &h);
    return !f->plan->given[l->next] &&
           fill_has_room(f, class, cost_of(f, l->place)) &&
           fits(f, &h, l->place, l->next);
}

/* Gives choice I of a member, for its place OLD, where the class is full. */
static double displace(struct fill *f, size_t i, size_t old, struct loser *l)
{
    double gain = worth_of(f, i) - worth_of(f, old) - l->loss;
    double money = cost_of(f, i) - cost_of(f, old) + cost_of(f, l->next) -
                   cost_of(f, l->place);
    if (!(gain > 1e-9) || !can_leave(f, l) ||
        f->plan->cost + money > f->problem->budget)
        return 0;
    move(f, l->place, l->next);
    move(f, old, i);
    l->loss = INFINITY;
    return gain;
}

/* Gives choice I for what is in its way, if that gains; returns what. */
static double trade_up(struct fill *f, size_t m, size_t i, struct loser *loser)
{
    const struct assign_problem *p = f->problem;
    uint32_t class = p->choices[i].class;
    size_t old;
    if (f->plan->given[i] || !in_the_way(f, m, i, &old) ||
        worth_of(f, i) <= worth_of(f, old))
        return 0;
    double gain = worth_of(f, i) - worth_of(f, old);
    if (fill_has_room(f, class, cost_of(f, old))) {
        move(f, old, i);
        return gain;
    }
    if (f->plan->load[class] < p->class[class].seats ||
        loser[class].member == m || gain <= loser[class].loss)
        return 0;
    return displace(f, i, old, &loser[class]);
}

static double trade_all(struct fill *f, struct loser *loser)
{
    const struct assign_problem *p = f->problem;
    double gained = 0;
    find_losers(f, loser);
    for (size_t m = 0; m < p->members; m++)
        for (size_t i = p->starts[m]; i < p->starts[m + 1]; i++)
            gained += trade_up(f, m, i, loser);
    return gained;
}

static double worth_of_all(const struct fill *f)
{
    double sum = 0;
    for (size_t i = 0; i < f->problem->starts[f->problem->members]; i++)
        if (f->plan->given[i])
            sum += worth_of(f, i);
    return sum;
}

void trade_places(struct fill *f)
{
    struct loser *loser = mem_array(NULL, f->problem->classes, sizeof *loser);
    double least = ENOUGH * worth_of_all(f);
    for (int turn = 0; turn < MOST_TURNS; turn++)
        if (!(trade_all(f, loser) > least))
            break;
    free(loser);
}
