/*
 * ladder.h - how many members are in which state, by organisation: which of
 * these counts may be published.
 *
 * A node's counts are published step by step, each splitting one count of the
 * step before it in two:
 *
 *     members (bound by the rule, those exempt left out)
 *     members  = met + not met
 *     not met  = overdue + open
 *     open     = due + on track
 *
 * A step is shown only where the one before it is, and only if the rests (see
 * suppress.h) over all organisations that show it stay safe. As the shown
 * counts of each step are unions of its rests, and the steps are nested, no
 * subtraction across organisations or steps uncovers a smaller count.
 */
#ifndef LADDER_H
#define LADDER_H

#include "lib/attr.h"
#include "report/state.h"

#include <stdint.h>
#include <stddef.h>

enum ladder_step {
    LADDER_MEMBERS,
    LADDER_MET,
    LADDER_OVERDUE,
    LADDER_DUE,
    LADDER_STEPS
};

/* The counts of one node, itself and all below it, by state. */
struct ladder_counts {
    int64_t in[STATE_COUNT];
};

/*
 * Sets STEPS[i] to how many steps, from the first on, node i may show. PARENT
 * as in suppress.h.
 */
void ladder_climb(const size_t *parent, const struct ladder_counts *counts,
                  size_t nodes, int64_t threshold, int64_t cell, int *steps);

/* All but the exempt. */
int64_t ladder_members(const struct ladder_counts *counts);

#endif
