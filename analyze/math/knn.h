/*
 * knn.h - item-kNN: courses are alike when the same members took them.
 *
 *   S_ij = G_ij / (sqrt(G_ii G_jj) + shrink + 1e-6),  S_jj = 0
 *
 * the cosine of two columns of X, G = X'X (gram.h); of each column only the
 * NEAREST largest are kept, of equal ones the lower index. A member's score for
 * course j is the sum of S_ij over the courses i taken. Sarwar, Karypis,
 * Konstan, Riedl, "Item-based collaborative filtering recommendation
 * algorithms", WWW 2001. Here it is what EASE is measured against.
 */
#ifndef MATH_KNN_H
#define MATH_KNN_H

#include "analyze/math/gram.h"

#include <stddef.h>

/*
 * S as rows of g->items: row = taken, column = target; free() it. SHRINK is 0
 * or more. NEAREST is at least 1; g->items or more keeps all.
 */
double *knn_fit(const struct gram *g, double shrink, size_t nearest);

#endif
