/*
 * calibrate.h - lists whose areas are mixed as the member's own interests are.
 *
 * Steck, "Calibrated recommendations", RecSys 2018: of lists L of K courses the
 * one, built up course by course, that makes the most of
 *
 *   (1 - share) sum of scores - share KL(p || q~),  q~ = .99 q + .01 p
 *
 * p is the mix of areas the member should see, q that of the list. Each course
 * is of one area. With SHARE 0 the list is that of the K best scores.
 */
#ifndef MATH_CALIBRATE_H
#define MATH_CALIBRATE_H

#include <stddef.h>
#include <stdint.h>

struct calibrate {
    const int32_t *area; /* by course: 0 .. areas - 1, or below 0: none */
    size_t areas;
    const double *wanted; /* p, by area; sums to 1, or all 0: no wishes */
    double share;         /* 0 .. 1 */
};

/*
 * Puts the COUNT courses of LIST, best score first, into a new order, of which
 * the first K are the list; SCORES by course. COUNT is at most 200.
 */
void calibrate_order(const struct calibrate *c, const double *scores,
                     uint32_t *list, size_t count, size_t k);

#endif
