/*
 * linked.h - which sums follow from others that are known.
 *
 * Figures are sums over the same atoms (of people, where and how they were
 * taught): a figure is a row of zeros and ones, an atom a column. Whoever knows
 * some figures finds out another if it is a combination of them, by adding and
 * subtracting. Told by elimination with pivots, so to rounding.
 */
#ifndef LINKED_H
#define LINKED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct linked {
    size_t figures, atoms;
    const uint8_t *part; /* figures x atoms: whether the atom is in it */
};

/* Elimination takes time as known x known x atoms: more are not looked at. */
#define LINKED_MOST 4e9

/*
 * FOLLOWS[i] for each figure that is not KNOWN and follows from those that
 * are; a figure without atoms follows from nothing. False if there are so many
 * that it was not looked at.
 */
bool linked_find(const struct linked *l, const bool *known, bool *follows);

#endif
