/*
 * rowsum.h - weighed sums of rows of a matrix, as scores are made.
 *
 *   out[j] = sum over i of weight[i] * row[item[i]][j]
 *
 * The sum of each column runs in the order of the items, whatever registers the
 * processor has: the same bytes on every machine. MATRIX has WIDTH columns.
 */
#ifndef MATH_ROWSUM_H
#define MATH_ROWSUM_H

#include <stddef.h>
#include <stdint.h>

/* WEIGHT may be NULL: all 1. OUT has room for WIDTH numbers. */
void rowsum(const double *matrix, size_t width, const uint32_t *item,
            const double *weight, size_t count, double *out);

/*
 * The same for COUNT members at once: those of member m are
 * item[starts[m]] .. item[starts[m + 1]] - 1; the sums go to out[m * WIDTH].
 * Worked off in strips of columns that stay near the processor.
 */
void rowsum_many(const double *matrix, size_t width, const uint32_t *item,
                 const double *weight, const size_t *starts, size_t count,
                 double *out);

#endif
