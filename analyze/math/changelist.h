/*
 * changelist.h - pairs by the size of their change, where sizes are few or far
 * between.
 *
 * The sufficient statistic of signedrank.h, as a list: changes_add() keeps a
 * cell for every size up to the largest, which many groups cannot afford. A
 * size seen again costs no memory; counts are 64-bit integers, so adding and
 * merging are exact in any order. {0} is empty.
 */
#ifndef MATH_CHANGELIST_H
#define MATH_CHANGELIST_H

#include "analyze/math/signedrank.h"

#include <stddef.h>
#include <stdint.h>

struct changelist {
    struct sized {
        int64_t size; /* above 0 */
        struct change seen;
    } * of;
    size_t count, room;
    int64_t unchanged; /* pairs without a change */
};

/* One pair that changed by CHANGE, which is above INT64_MIN. */
void changelist_add(struct changelist *c, int64_t change);
void changelist_merge(struct changelist *c, const struct changelist *other);
void changelist_free(struct changelist *c);

/* The test of all pairs; brings the list in order. */
struct signedrank changelist_test(struct changelist *c);

#endif
