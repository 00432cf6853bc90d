/*
 * mahalanobis.h - how far answers lie from those of all, given how answers go
 * together.
 *
 * Mahalanobis, Proceedings of the National Institute of Sciences of India 2,
 * 1936; as a sign of careless answering Meade and Craig, Psychological Methods
 * 17, 2012. D squared of normal answers is chi-square on as many degrees of
 * freedom as there are items. By the Cholesky factor of the covariances and
 * its inverse (LAPACK); rows go in blocks, on one BLAS thread.
 *
 * A missing answer counts as the item's mean, which adds little: compare D
 * squared to as many degrees of freedom as there are answers. Items that do
 * not vary are left out.
 */
#ifndef MATH_MAHALANOBIS_H
#define MATH_MAHALANOBIS_H

#include "analyze/math/scale.h"
#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>

struct mahalanobis {
    size_t items;   /* that vary */
    size_t *place;  /* of each among those of the scale */
    double *mean;   /* of each */
    double *factor; /* items rows of items, lower: D = |factor (x - mean)| */
};

/*
 * From the pairwise covariances of S. Fails if they are not positive definite,
 * as when one item is a copy of another. mahalanobis_close() it in any case.
 */
int mahalanobis_open(struct mahalanobis *m, const struct scale *s,
                     struct diag *d) MUST_CHECK;
void mahalanobis_close(struct mahalanobis *m);

/*
 * D squared of COUNT respondents, columns as given to scale_add_columns(), into
 * OUT; 0 for who answered nothing.
 */
void mahalanobis_columns(const struct mahalanobis *m,
                         const struct scale_column *columns, size_t count,
                         double *out);

#endif
