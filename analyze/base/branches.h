/*
 * branches.h - the branch of each member: the organisation one step below the
 * root (groups.h) above the one that the member belongs to on the as-of day.
 */
#ifndef BRANCHES_H
#define BRANCHES_H

#include "analyze/run.h"

#include <stddef.h>
#include <stdint.h>

struct branches {
    uint32_t *of; /* by member: a branch; 0 is none */
    int32_t *org; /* by branch: its organisation, ascending; FACT_NONE for 0 */
    size_t count; /* at least 1 */
};

/* Call branches_free() afterwards. */
void branches_make(struct branches *b, const struct run *r);
void branches_free(struct branches *b);

#endif
