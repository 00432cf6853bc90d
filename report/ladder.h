/*
 * ladder.h - how many members are in which state of each rule, by
 * organisation: which of these counts may be published.
 *
 * A node's counts under a rule are published step by step, each splitting one
 * count of the step before it in two:
 *
 *     members (bound by the rule, the exempt among them)
 *     members  = met + not met
 *     not met  = overdue + not late
 *     not late = due + waiting
 *     waiting  = on track + exempt
 *
 * A step is shown only where the one before it is, and only if the rests (see
 * suppress.h) over all organisations that show it stay safe. As the shown
 * counts of each step are unions of its rests, and the steps are nested, no
 * subtraction across organisations or steps uncovers a smaller count.
 *
 * Rules bind groups that overlap, so the members of one less those of another
 * are a group as well. Rules are taken from the one that binds most members,
 * and a node under a later one is shown only where these differences are safe
 * too: the others of suppress.h. All members, of whom a rule may bind nearly
 * all, are the first of these.
 */
#ifndef LADDER_H
#define LADDER_H

#include "lib/attr.h"
#include "report/state.h"
#include "report/suppress.h"

#include <stdint.h>
#include <stddef.h>

enum ladder_step {
    LADDER_MEMBERS,
    LADDER_MET,
    LADDER_OVERDUE,
    LADDER_DUE,
    LADDER_ON_TRACK,
    LADDER_STEPS
};

/* The counts of one node, itself and all below it, by state. */
struct ladder_counts {
    int64_t in[STATE_COUNT];
};

/* Those of all RULES, each with as many nodes; node 0 is above all others. */
struct ladder {
    size_t rules, nodes;
    const size_t *parent;               /* of each node, as in suppress.h */
    const struct ladder_counts *counts; /* of rule r, node n: [r * nodes + n] */
    int64_t threshold, cell;            /* as in suppress.h */
    const struct suppress_other *all;   /* members, or NULL: not told */
};

/*
 * Sets STEPS, laid out as the counts, to how many steps, from the first on,
 * each node may show. Rules that bind equally many are taken in their order.
 */
void ladder_climb(const struct ladder *ladder, int *steps);

/* All, the exempt too. */
int64_t ladder_members(const struct ladder_counts *counts);

#endif
