/*
 * friedman.h - do the same people rate several things differently?
 *
 * Friedman, JASA 32, 1937, corrected for ties; Kendall's W, 0 .. 1, says how
 * far they agree: Kendall and Babington Smith, Annals of Mathematical
 * Statistics 10, 1939. Add, merge, finish; doubled ranks are whole numbers, so
 * adding and merging are exact in any order. Who did not rate all is left out.
 */
#ifndef MATH_FRIEDMAN_H
#define MATH_FRIEDMAN_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>
#include <stdint.h>

enum { FRIEDMAN_MAX = 1000 };

struct friedman {
    size_t things;
    int64_t n;      /* who rated all */
    int64_t *rank2; /* of each thing: the sum of doubled ranks */
    int64_t ties;   /* the sum of t^3 - t */
};

struct friedman_result {
    int64_t n;
    double chi2, df, p, log10_p, w; /* NaN if all is tied or n is 0 */
};

/* All zero. Fails on fewer than 2 or too many things. friedman_close() it. */
int friedman_open(struct friedman *f, size_t things, struct diag *d) MUST_CHECK;
void friedman_close(struct friedman *f);

/* One person's ratings, one per thing; with a NaN among them: none. */
void friedman_add(struct friedman *f, const double *ratings);
void friedman_merge(struct friedman *f, const struct friedman *other);
struct friedman_result friedman_finish(const struct friedman *f);

#endif
