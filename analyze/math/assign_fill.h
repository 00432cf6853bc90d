/*
 * assign_fill.h - a plan while places are given: the inside of assign_fill()
 * of assign.h, shared by assign_fill.c and assign_trade.c.
 */
#ifndef MATH_ASSIGN_FILL_H
#define MATH_ASSIGN_FILL_H

#include "analyze/math/assign.h"

struct fill {
    const struct assign_problem *problem;
    struct assignment *plan; /* its cost and load are kept up to date */
};

/*
 * Whether CLASS has a seat left that the budget can pay, if MONEY_BACK is
 * given back for it.
 */
bool fill_has_room(const struct fill *f, uint32_t class, double money_back);

/* Whether a member cannot have the places of both of its choices A and B. */
bool fill_at_odds(const struct assign_problem *p, size_t a, size_t b);

/* Gives the place of CHOICE, or takes it back. */
void fill_give(struct fill *f, size_t choice, bool place);

/*
 * Trades until next to nothing is gained, at most 20 turns: a member moves to a
 * class with room that is worth more, or takes the place of another who loses
 * less by moving on. Every trade adds to the sum of worth.
 */
void trade_places(struct fill *f);

#endif
