/*
 * sampling.h - how far a weighted mean may be off because not all were asked.
 *
 * The variance of a total by the values of its units: in each stratum,
 * (1 - n / N) n s^2 of the units drawn (Cochran, Sampling Techniques, 1977; as
 * svyrecvar() of Lumley's survey package). A mean is the total of
 * w (x - mean) / sum of w over its respondents; where clusters were drawn, a
 * unit is the sum over its cluster. After raking, what the margins explain is
 * taken out of x - mean first (Deville, Sarndal and Sautory, JASA 88, 1993):
 * sampling_sweep().
 *
 * It covers the chance of the draw only: not that some refused to answer.
 */
#ifndef MATH_SAMPLING_H
#define MATH_SAMPLING_H

#include "analyze/math/moments.h"

#include <stddef.h>
#include <stdint.h>

/*
 * The variance of the sum of all units. UNITS: moments of the units of each
 * stratum, weights 1. POPULATION: units there are to draw from, per stratum; 0
 * or less: endless. NaN if a stratum has a single unit.
 */
double sampling_variance(const struct moments *units, const double *population,
                         size_t strata);

/*
 * Takes the means of the categories of each margin out of RESIDUAL, one margin
 * after the other, again until nothing changes. N rows, CATEGORY as in rake.h;
 * COUNT (or NULL for 1) says how many a row stands for.
 */
void sampling_sweep(double *residual, const double *count, size_t n,
                    const uint32_t *category, size_t margins);

#endif
