/*
 * mixture_floor.h - how little members of one class may differ. Used by
 * mixture_sums.c.
 *
 * An answer is rounded to a code, which adds noise of its own: a variance of a
 * twelfth of a squared step in each item, independent of all else (Sheppard
 * 1898). So within a class S - D is positive semidefinite, D being diagonal
 * with these variances; numbers that are not codes have MIXTURE_RIDGE. Among
 * such S the one that is likeliest, given the S that would be likeliest of all,
 * has the eigenvalues of D^-1/2 S D^-1/2 below 1 put up to 1: so EM goes on
 * climbing. Anderson, Anderson and Olkin, Annals of Statistics 14, 1986:
 * maximum likelihood with S - D known to be semidefinite. Few members with many
 * items would otherwise have an infinite likelihood along some direction.
 */
#ifndef MATH_MIXTURE_FLOOR_H
#define MATH_MIXTURE_FLOOR_H

#include "lib/attr.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * COV is DIMS x DIMS, symmetric; LEAST has DIMS variances, 0 for what is no
 * code. True if the floor was needed, and COV was changed.
 */
bool mixture_floor(double *cov, size_t dims, const double *least);

#endif
