/*
 * matching.h - the best one-to-one matching of rows with columns.
 *
 * The Hungarian method: Kuhn, Naval Research Logistics Quarterly 2, 1955, by
 * shortest augmenting paths (Jonker and Volgenant, Computing 38, 1987). Time
 * grows as rows^2 * columns.
 */
#ifndef MATH_MATCHING_H
#define MATH_MATCHING_H

#include <stddef.h>

/*
 * Finds the matching with the largest sum of GAINS (ROWS rows of COLUMNS, all
 * finite). MATCH gets a column for each row, or SIZE_MAX for rows left over
 * when there are fewer columns. The same gains give the same matching.
 */
void matching_best(const double *gains, size_t rows, size_t columns,
                   size_t *match);

#endif
