/*
 * sharedlist.h - a list of numbers for each of many owners, kept once where
 * owners have the same.
 *
 * What is said of a million members are a few hundred statements, and few
 * lists of them. A list is made by adding item after item to the empty one,
 * and owners who were given the same items in the same order share it. Past
 * some ten thousand lists equal ones may be kept twice: nothing may depend
 * on that, nor on the numbers of lists.
 */
#ifndef SHAREDLIST_H
#define SHAREDLIST_H

#include "lib/attr.h"

#include <stddef.h>
#include <stdint.h>

/* The items of list l: item[at[l]] .. item[at[l + 1] - 1]. */
struct sharedlist {
    uint32_t *of; /* by owner, the list */
    size_t *at;
    uint32_t *item;
    size_t n_lists;
};

/* Lists in the making. */
struct sharedlist_maker;

enum { SHAREDLIST_EMPTY = 0 };

/* For OWNERS who all have the empty list. */
struct sharedlist_maker *sharedlist_new(size_t owners) MUST_CHECK;

/* LIST, or SHAREDLIST_EMPTY, and ITEM behind it. */
uint32_t sharedlist_next(struct sharedlist_maker *m, uint32_t list,
                         uint32_t item);

/* Adds ITEM to what OWNER has. */
void sharedlist_add(struct sharedlist_maker *m, size_t owner, uint32_t item);

/* OWNER has LIST. */
void sharedlist_set(struct sharedlist_maker *m, size_t owner, uint32_t list);

/*
 * Ends and frees M; the lists that owners have become those of L, under other
 * numbers. sharedlist_free() it.
 */
void sharedlist_finish(struct sharedlist_maker *m, struct sharedlist *l);
void sharedlist_free(struct sharedlist *l);

/* The list of OWNER, of COUNT items. */
static inline const uint32_t *sharedlist_of(const struct sharedlist *l,
                                            size_t owner, size_t *count)
{
    size_t list = l->of[owner];
    *count = l->at[list + 1] - l->at[list];
    return l->item + l->at[list];
}

#endif
