/*
 * linked.h - which sums follow from others that are known.
 *
 * Figures are sums over the same atoms (of people, where and how they were
 * taught): a figure is a set of atoms, and each atom is in a few figures.
 * Whoever knows some figures finds out another if it is a combination of them,
 * by adding and subtracting. Told by elimination with sparse rows, in integers
 * modulo a large prime: without rounding. (A figure that follows is always
 * found; chance that one is taken to follow that does not is about 1 : 10^9.)
 */
#ifndef LINKED_H
#define LINKED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct linked {
    size_t figures, atoms;
    size_t width;         /* of how many figures an atom may be a part */
    const size_t *inside; /* atoms x width: each another figure; or figures
                             or more: no figure */
};

/* What somebody knows of a figure. */
enum linked_role {
    LINKED_UNKNOWN,
    LINKED_KNOWN,
    LINKED_ASKED /* not known: whether it follows is the question */
};

/* What a figure has to do with those that follow. */
enum linked_tie {
    LINKED_APART,
    LINKED_FOLLOWS, /* it was asked, and follows from the known */
    LINKED_PART,    /* known, and a part of how one that follows is made up */
    LINKED_KEY      /* the same, and without it none of them would follow */
};

/*
 * Sets TIE of each figure by the ROLE of each; returns how many of those asked
 * follow. A figure without atoms follows from nothing. How one that follows is
 * made up is told in one way of several, so a LINKED_PART may be dispensable.
 */
size_t linked_find(const struct linked *l, const enum linked_role *role,
                   enum linked_tie *tie);

#endif
