/*
 * kmeans_moves.h - moves of single rows that lower the spread.
 *
 * Lloyd's rounds stop where each row is nearest to its own centre. A row may
 * still gain by moving, because its own centre follows it: leaving a cluster
 * of N rows saves N / (N - 1) times its squared distance, joining one of M
 * costs M / (M + 1) times (Hartigan and Wong 1979).
 */
#ifndef MATH_KMEANS_MOVES_H
#define MATH_KMEANS_MOVES_H

#include "analyze/math/kmeans.h"

/*
 * Goes over the rows in order, again and again, moving each to where it costs
 * least, until a whole pass moves none or after PASSES. KM's centres, sizes
 * and labels are right on entry and kept so. Returns how many were moved.
 */
size_t kmeans_moves(struct kmeans *km, struct rows rows, size_t passes);

#endif
