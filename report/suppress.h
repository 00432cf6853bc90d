/*
 * suppress.h - which group figures may be published, given all the others.
 *
 * Groups are nested: a tree, or several. Each has the same PARTS: the counts
 * of people below it of each kind (say met and not met), its own and those of
 * all groups inside it. Publishing a group means publishing all its parts.
 *
 * Whoever reads the published groups can subtract the ones inside from the one
 * around them. What can be found out in this way is made of *rests*: a
 * published group less the published groups that lie directly inside it
 * (others between them being hidden). The rests share no person, every sum or
 * difference that describes people is a union of rests, so it is enough that
 * each rest is safe:
 *
 *     it is empty, or
 *     it has at least THRESHOLD people, and each of its parts is 0 or at
 *     least CELL.
 *
 * That is primary and complementary suppression in one rule: a small group is
 * unsafe itself, and a large one is held back if showing it would uncover the
 * small ones beside it. From the top down, and on each level from the largest
 * to the smallest, a group is published if all rests stay safe. So much is
 * shown, though not provably the most.
 *
 * Other figures of people may be published for the same groups: how many each
 * of several rules binds. Where one of two includes the other, as all members
 * include those of the countryside, their difference is a group too. So the
 * difference of the people, of every group that shows both, and what it leaves
 * of that of the nearest group around it that shows both, must be 0 or at
 * least THRESHOLD; which of the two is larger does not matter.
 *
 * The rule for small counts in nested tables: Hundepool et al., "Statistical
 * Disclosure Control", 2012, ch. 4; the threshold of 10: NCES 2011-603.
 */
#ifndef SUPPRESS_H
#define SUPPRESS_H

#include "lib/attr.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SUPPRESS_TOP SIZE_MAX

/* A figure that has been decided about already. */
struct suppress_other {
    const int64_t *people; /* of each group */
    const bool *shown;
};

struct suppress {
    size_t count;         /* groups */
    size_t width;         /* parts of each, at least 1 */
    const size_t *parent; /* of each: SUPPRESS_TOP, or a smaller index */
    const int64_t *parts; /* width numbers for each, none negative */
    const bool *allowed;  /* may be NULL: all are */
    int64_t threshold;    /* of people in a rest */
    int64_t cell;         /* of people in a part of a rest */
    const struct suppress_other *others; /* may be NULL: there are none */
    size_t n_others;
};

/*
 * Sets SHOWN[i] for each group. Groups of one parent that are equally large
 * are taken in the order of their indexes. A group whose parts exceed what is
 * left of the group around it is no part of it, and is not shown.
 */
void suppress_groups(const struct suppress *s, bool *shown);

#endif
