/*
 * gram.h - how many members took both of two courses: G = X'X.
 *
 * X has a row for each member and a column for each item, 1 where the member
 * took it. Counts are integers, so members may be added in any order and parts
 * merged in any order: the sums are the same. The diagonal holds how many
 * members took each item. Also for T'T, where a row is a topic and its items.
 *
 * Item lists must be strictly ascending: once in a list, an item counts once.
 */
#ifndef MATH_GRAM_H
#define MATH_GRAM_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>
#include <stdint.h>

enum { GRAM_MAX_ITEMS = 20000 }; /* 1.6 GB for the counts */

struct gram {
    size_t items;
    int64_t *counts; /* the upper triangle, row after row */
};

/* All zero. Fails if ITEMS is above the limit. gram_close() it. */
int gram_open(struct gram *g, size_t items, struct diag *d) MUST_CHECK;
void gram_close(struct gram *g);

/*
 * Adds a member who took COUNT items, numbers from 0, strictly ascending.
 * Fails, and adds nothing, if they are not, or if one is not below g->items.
 */
int gram_add(struct gram *g, const uint32_t *items, size_t count,
             struct diag *d) MUST_CHECK;

/* Adds all of OTHER, which has as many items. */
void gram_merge(struct gram *g, const struct gram *other);

/*
 * The row of item A from (A, A) on: ROW[B] is the count for A and B, B not
 * below A. What stands before ROW[A] is no part of it. Borrowed.
 */
const int64_t *gram_row(const struct gram *g, size_t a);

/* The count for items A and B, in either order. */
int64_t gram_at(const struct gram *g, size_t a, size_t b);

#endif
