/*
 * assign.h - places in classes, dealt out so that the most is gained in all.
 *
 *   maximise   the sum of worth over the places given
 *   so that    nobody gets more places than their quota, no class gives more
 *              than its seats, nobody sits in two classes of one group, in
 *              two that clash, or in two for one purpose (-1 is none), and all
 *              places together cost no more than the budget
 *
 * By dual prices (Lagrange; the subgradient method of Shor, as in Zhang et al.,
 * "Solving billion-scale knapsack problems", WWW 2020): every class has a
 * price, every member takes the best of what is worth more than its price, and
 * prices rise where a class is over-full and fall where it has seats left:
 *
 *   price <- max(0, price + step / sqrt(1 + t) * (load - seats) / seats)
 *
 * Money has a price too. It begins at what a unit of it brings in the first
 * round, and goes on by factors exp(20 step / sqrt(1 + t) * excess), excess
 * being (cost - budget) / budget from -1 to 1.
 *
 * For any prices, what members would gain plus what the seats would sell for
 * is a bound that no plan exceeds; the lowest bound of all rounds is kept as
 * the certificate. Then places are given for good, best reduced worth first,
 * while seats last, and members trade up: into classes that still have room, or
 * into the place of one who loses less by moving on.
 * The plan found keeps all the limits; (bound - worth) / bound says how much
 * could at most be missed. The bound does not know of clashes and purposes, so
 * with many of them it lies further off.
 *
 * Choices are in compressed rows: those of member m are
 * choices[starts[m]] .. choices[starts[m + 1] - 1], ascending by class, each
 * class once. Ties go to the lower member, then the lower class. The result
 * does not depend on the number of threads.
 */
#ifndef MATH_ASSIGN_H
#define MATH_ASSIGN_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ASSIGN_MOST_QUOTA = 16 };

struct assign_choice {
    uint32_t class;
    float worth; /* finite; what is not above 0 is never given */
};

struct assign_class {
    uint32_t group; /* at most one place a member in classes of one group */
    int64_t seats;  /* 0 or more */
    double cost;    /* of one place, 0 or more */
};

struct assign_problem {
    size_t members, classes;
    const size_t *starts; /* members + 1 */
    const struct assign_choice *choices;
    const struct assign_class *class; /* by class */
    const uint8_t *quota;             /* by member, <= ASSIGN_MOST_QUOTA */
    const int8_t *purpose;            /* by choice, or NULL: as if all -1 */
    /* Whether two classes are at the same time; NULL: none are. Symmetric. */
    bool (*clash)(const void *of, uint32_t a, uint32_t b);
    const void *of;
    double budget; /* INFINITY: none */
    size_t slice;  /* bids that are in memory at a time; 0: as serves */
};

struct assign_options {
    int rounds;     /* 100 serve */
    double step;    /* .05 serves where the best worth of a member is about 1 */
    size_t threads; /* at least 1 */
};

struct assignment {
    bool *given;   /* by choice */
    double *price; /* by class: the worth of one seat more, about */
    int64_t *load; /* by class: places given */
    double money_price;
    double worth, cost; /* of the places given */
    double bound;       /* no plan is worth more */
    int64_t places;
};

/*
 * Fails if a choice names no class, if choices are not ascending or a worth is
 * not finite, or if a quota is too large. Call assign_free() in any case.
 */
int assign_solve(struct assignment *a, const struct assign_problem *p,
                 const struct assign_options *o, struct diag *d) MUST_CHECK;
void assign_free(struct assignment *a);

/*
 * The last step of assign_solve(), at the prices of A: gives places, best
 * reduced worth first, then lets members move up. Fills given, load, worth,
 * cost and places.
 */
void assign_fill(struct assignment *a, const struct assign_problem *p);

#endif
