/*
 * logit.h - a logistic regression of "answered" on groups of members: a part
 * of response.h, which says what for.
 *
 * An intercept and the groups named, fitted to cells of members who are alike,
 * by Newton's method with halved steps. A penalty of 1e-9 / 2 times the sum of
 * the squared coefficients keeps them finite where nobody of a group answered,
 * or everybody; elsewhere it is too small to be seen. Cox, JRSS B 20, 1958.
 */
#ifndef MATH_LOGIT_H
#define MATH_LOGIT_H

#include "analyze/math/response.h"
#include "lib/attr.h"
#include "lib/diag.h"

#include <gsl/gsl_matrix.h>
#include <stddef.h>
#include <stdint.h>

enum { LOGIT_NAMED = 64, LOGIT_TERMS = LOGIT_NAMED + 1 };

struct logit {
    const struct response_cell *cell; /* borrowed */
    size_t count, groups;
    uint32_t named[LOGIT_NAMED];
    uint32_t *term; /* by group: its place in beta, or 0; the caller's */
    size_t terms;   /* 1 + groups named; begin with 1 */
    double beta[LOGIT_TERMS];
    gsl_matrix *information; /* terms x terms, factored by logit_fit(); who
                                made the model frees it */
};

/* Names GROUP, which is not named, while terms is below LOGIT_TERMS. */
void logit_add(struct logit *m, size_t group);

/* Takes GROUP, which is named, out again. */
void logit_drop(struct logit *m, size_t group);

/* From where the coefficients stand. */
int logit_fit(struct logit *m, struct diag *d) MUST_CHECK;

/* Which terms a cell has: [0] the intercept, [t] the group named[t - 1]. */
void logit_terms(const struct logit *m, const struct response_cell *c,
                 double *x);

/* Answers of a cell beyond those expected, and their variance. */
void logit_residual(const struct logit *m, const struct response_cell *c,
                    double *beyond, double *variance);

/* Solves information * out = right, after a fit. */
void logit_solve(const struct logit *m, const double *right, double *out);

#endif
