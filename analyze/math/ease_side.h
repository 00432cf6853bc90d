/*
 * ease_side.h - what items have in common, for EASE: T of ease.h.
 *
 * T has a row for each topic and 1 where an item has it. There are far fewer
 * topics than items, so T'T is of low rank, and what it adds to a matrix whose
 * inverse is known need not be inverted again (Woodbury; Golub and Van Loan,
 * "Matrix Computations", 4th ed., 2.1.4):
 *
 *   (D + s T'T)^-1 = E - E T' (I / s + T E T')^-1 T E,  E = D^-1
 */
#ifndef MATH_EASE_SIDE_H
#define MATH_EASE_SIDE_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>
#include <stdint.h>

struct ease_side {
    size_t topics;
    size_t *at;     /* of topic t: item[at[t]] .. item[at[t + 1] - 1] */
    uint32_t *item; /* each once within a topic */
};

/* Adds S T'T to A, N rows of N, N above all items. */
void ease_side_add(const struct ease_side *t, double s, double *a, size_t n);

/*
 * Replaces E, N rows of N, symmetric and positive definite, by the inverse said
 * above, both triangles. S is above 0. Fails if numbers are not finite.
 */
int ease_side_update(const struct ease_side *t, double s, double *e, size_t n,
                     struct diag *d) MUST_CHECK;

#endif
