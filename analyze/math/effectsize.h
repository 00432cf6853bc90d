/*
 * effectsize.h - how large a change or a difference is, in standard units.
 *
 * Cohen, Statistical Power Analysis, 1988; Hedges, Journal of Educational
 * Statistics 6, 1981, for the correction of its bias in small samples. Hake,
 * American Journal of Physics 66, 1998, for the normalised gain. From moments
 * with weights of 1; NaN where there are too few values or no variance.
 */
#ifndef MATH_EFFECTSIZE_H
#define MATH_EFFECTSIZE_H

#include "analyze/math/moments.h"

/* d_z of paired differences: their mean over their standard deviation. */
double effectsize_dz(const struct moments *differences);

/* d of two groups: difference of means over the pooled deviation. */
double effectsize_d(const struct moments *a, const struct moments *b);

/*
 * Hedges's factor: g = d * factor, exact by the gamma function; and the usual
 * approximation 1 - 3 / (4 df - 1). NaN unless DF > 1.
 */
double effectsize_hedges(double df);
double effectsize_hedges_approximate(double df);

/* The standard error of g for two groups of NA and NB. */
double effectsize_error(double g, double na, double nb);

/* The same of d_z for N pairs: sqrt(1 / n + d^2 / (2 n)). */
double effectsize_dz_error(double dz, double n);

/*
 * How far the mean of a group lies from that of all, in standard errors of
 * drawing so many of all without putting back: Lebart, Morineau and Piron,
 * Statistique exploratoire multidimensionnelle, 1995. The group is part of
 * ALL.
 */
double effectsize_vtest(const struct moments *group, const struct moments *all);

/*
 * The normalised gain of class averages: of what could be gained up to MOST,
 * the share that was. BEFORE and AFTER are means over the same members. NaN
 * unless BEFORE is below MOST. Below 0 if they lost; at most 1.
 */
double effectsize_gain(double before, double after, double most);

#endif
