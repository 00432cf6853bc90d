/*
 * lacking.h - what those answered who left an item out.
 *
 * For the sums of pairs of items (scale.h): who answered both is who answered
 * one less who lacks the other, and few lack one. Add, merge, finish; whole
 * numbers, so the order does not matter.
 */
#ifndef MATH_LACKING_H
#define MATH_LACKING_H

#include "analyze/math/scale.h"

#include <stddef.h>
#include <stdint.h>

/* Of who lacks item J row J, WIDTH numbers, one for each other item. */
struct lacking {
    size_t items, width;
    int64_t *there; /* how many of them answered the other */
    int64_t *sum;   /* of their bytes */
    int64_t *lack;  /* by item: how many they are */
    int64_t any;    /* respondents who answered at least one item */
    struct lacking_work *work;
};

/*
 * All zero, for ITEMS columns as scale_add_columns() takes them, borrowed.
 * lacking_close() it.
 */
void lacking_open(struct lacking *l, const struct scale_column *columns,
                  size_t items);
void lacking_close(struct lacking *l);

/* Adds COUNT respondents from FIRST on. The sums hold after a finish. */
void lacking_add(struct lacking *l, size_t first, size_t count);
void lacking_finish(struct lacking *l);

#endif
