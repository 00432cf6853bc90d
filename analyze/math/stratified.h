/*
 * stratified.h - two groups compared within strata: like with like.
 *
 * The difference of the means of A and B in each stratum, weighted by how many
 * values of A it has, so the answer is for those of A: subclassification,
 * Cochran, Biometrics 24, 1968. The variances of A and of B may differ; each is
 * taken as one in all strata, where it is pooled, since a stratum may have two
 * values only. Degrees of freedom of Satterthwaite, Biometrics Bulletin 2,
 * 1946. Strata without a value of A, or of B, are left out. With one stratum
 * this is Welch's test.
 *
 * Moments must have weights of 1. NaN where nothing is left, or no variance.
 */
#ifndef MATH_STRATIFIED_H
#define MATH_STRATIFIED_H

#include "analyze/math/moments.h"
#include "analyze/math/ttest.h"

#include <stddef.h>
#include <stdint.h>

struct stratum {
    struct moments a, b;
};

struct stratified {
    int64_t a, b;          /* values in the strata that were not left out */
    double mean_a, mean_b; /* by the same weights */
    struct ttest test;     /* of mean_a - mean_b */
    double sd;             /* pooled within groups and strata */
};

/* LEVEL of the interval: 0.95, say. */
struct stratified stratified_compare(const struct stratum *s, size_t count,
                                     double level);

#endif
