/*
 * tail.h - how likely a statistic as far out as this one is, however small.
 *
 * GSL's distributions where they are exact: the error function and the
 * incomplete gamma. Its tail of t has only 8 digits far out (t = 20 on 100
 * degrees of freedom), and that of F is read from a rounded ratio; both are
 * computed here from the continued fraction of the incomplete beta (DiDonato
 * and Morris, ACM TOMS 18, 1992; evaluated as Lentz, Applied Optics 15, 1976),
 * with the small part of the ratio given exactly.
 *
 * A p below 1e-308 is 0; its logarithm is not, so each comes with log10. NaN
 * in gives NaN out, and so do degrees of freedom that are not above 0. An
 * infinite statistic has p 0 and log10 -infinity.
 */
#ifndef MATH_TAIL_H
#define MATH_TAIL_H

struct tail {
    double p, log10_p;
};

/* Two-sided: what lies beyond Z or T on either side. */
struct tail tail_normal(double z);
struct tail tail_t(double t, double df);

/* The upper tail. X and F below 0 count as 0. */
struct tail tail_chisq(double x, double df);
struct tail tail_f(double f, double df1, double df2);

#endif
