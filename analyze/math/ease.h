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
 * P without side information, of the items that were taken: what models of one
 * lambda and several alphas have in common, and by far the dearest part.
 */
struct ease_base {
    const struct gram *gram; /* borrowed */
    double lambda;
    size_t items, taken; /* of all; with a member */
    uint32_t *item;      /* the TAKEN, ascending; one nobody took: P is 0, and
                            1 / lambda beside itself */
    double *inverse;     /* TAKEN rows of TAKEN */
};

/*
 * Fits BASE, which borrows G until it is freed. Fails if lambda is not above 0,
 * or if numbers are not finite. ease_base_free() it in any case; one that was
 * freed or is all 0 may be fitted.
 */
int ease_base_fit(struct ease_base *base, const struct gram *g, double lambda,
                  struct diag *d) MUST_CHECK;
void ease_base_free(struct ease_base *base);

/*
 * The model of BASE and SIDE (NULL or ALPHA 0: none), the same as ease_fit()
 * makes but for rounding, and sooner where there are several. Where MODEL has
 * been filled with a model of as many items, its memory is used again; else it
 * is all 0. ease_free() it in any case.
 */
int ease_extend(struct ease *model, const struct ease_base *base,
                const struct ease_side *side, double alpha,
                struct diag *d) MUST_CHECK;

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
