/*
 * ease.h - which courses go with which: the EASE recommender.
 *
 * Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019; with
 * side information: Jeunen, Van Balen, Goethals, "Closed-form models for
 * collaborative filtering with side-information", RecSys 2020 (CEASE).
 *
 *   P = (G + alpha^2 T'T + lambda I)^-1,  B_ij = -P_ij / P_jj,  B_jj = 0
 *
 * G counts members who took both courses (gram.h). T, if given, is the matrix
 * of topics by courses (ease_side.h). A member's score for course j is the sum
 * of B_ij over the courses i that the member took: each B_ij is that course's
 * part in the reason, and dropping i lowers the score by just B_ij.
 */
#ifndef MATH_EASE_H
#define MATH_EASE_H

#include "analyze/math/ease_side.h"
#include "analyze/math/gram.h"
#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>
#include <stdint.h>

struct ease {
    size_t items;
    double *weights; /* B, items rows of items: row = taken, column = target */
};

struct ease_options {
    double lambda; /* above 0; more is smoother; 20 to 1000 is usual */
    double alpha;  /* weight of the side information; 0 is none */
    const struct ease_side *side; /* T, of items below g->items; NULL: none */
    int by_gsl;                   /* nonzero: invert by GSL, not by LAPACK */
};

/*
 * Fits B. Fails if lambda is not above 0, or if numbers are not finite. Fills
 * MODEL; ease_free() it in any case.
 */
int ease_fit(struct ease *model, const struct gram *g,
             const struct ease_options *o, struct diag *d) MUST_CHECK;

/*
 * Puts the score of every item into OUT (model->items numbers) for a member
 * who took COUNT ITEMS, each below model->items. Items taken get a score too.
 * The sum runs in the order of ITEMS: give them ascending.
 */
void ease_score(const struct ease *model, const uint32_t *items, size_t count,
                double *out);

/* B_ij: what having taken I adds to the score of J. */
double ease_weight(const struct ease *model, size_t i, size_t j);

void ease_free(struct ease *model);

#endif
