/*
 * mix.h - the blend of history and what is taken lately, for the backtest.
 *
 *   w * history / its largest + beta * prior / its largest
 *
 * as blend.h has it, without the declared demand, over the courses not known.
 */
#ifndef MIX_H
#define MIX_H

#include "analyze/math/ease.h"
#include "analyze/recommend/recency.h"
#include "analyze/recommend/trial.h"

/* ln(1 + decayed takings) of each course, into OUT. */
void mix_prior(const struct trial *t, enum recency_shape shape, double days,
               double *out);

/* Scores by course for M, faded over MEMORY days (0: not), into OUT. */
void mix_history(const struct ease *e, const struct trial_member *m,
                 double memory, double *out);

/* The largest absolute value of those OPEN; 1 if all are 0. */
double mix_largest(const double *list, const bool *open, size_t count);

/* What A * ONE + B * OTHER ranks by where open (blend.h), else -infinity. */
void mix_scores(const double *one, double a, const double *other, double b,
                const bool *open, size_t count, double *out);

#endif
