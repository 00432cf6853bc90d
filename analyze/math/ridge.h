/*
 * ridge.h - the bridge from declared demand to courses: ridge regression.
 *
 *   W = (Z'Z + mu I)^-1 Z'X
 *
 * Z: members x topics, how much each asked for a topic, in whole units of
 * 1 / unit; X: members x courses, 1 where taken. Z'Z and Z'X are sums of
 * integers, so members may be added and parts merged in any order. Hoerl and
 * Kennard, "Ridge regression", Technometrics 12, 1970.
 */
#ifndef MATH_RIDGE_H
#define MATH_RIDGE_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>
#include <stdint.h>

/* What a member asked for: a topic, and how much in units. */
struct ridge_wish {
    uint32_t topic;
    int32_t amount; /* above 0 */
};

struct ridge {
    size_t topics, courses;
    int64_t *zz; /* topics rows of topics, upper triangle */
    int64_t *zx; /* topics rows of courses */
    int64_t members;
};

void ridge_open(struct ridge *r, size_t topics, size_t courses);
void ridge_close(struct ridge *r);

/*
 * Adds a member with N_WISHES, topics strictly ascending and below r->topics,
 * who took N_TAKEN courses, each below r->courses and once.
 */
void ridge_add(struct ridge *r, const struct ridge_wish *wish, size_t n_wishes,
               const uint32_t *taken, size_t n_taken);

/*
 * W into OUT, topics rows of courses, for wishes of 1 = UNIT units. MU must be
 * above 0. OUT is spoilt on failure.
 */
int ridge_solve(const struct ridge *r, double unit, double mu, double *out,
                struct diag *d) MUST_CHECK;

#endif
