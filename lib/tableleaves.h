/*
 * tableleaves.h - rows as the leaves of a table's b-tree.
 *
 * Rows are records, as tablerecord.h writes them, and come in the order of
 * their keys. What of a long record does not belong in its leaf lies in a chain
 * of pages beside it. After "Database File Format", 1.6 (sqlite.org).
 */
#ifndef TABLELEAVES_H
#define TABLELEAVES_H

#include "lib/attr.h"
#include "lib/treepages.h"

/* Begins as {0}. */
struct tableleaves {
    struct treepages tree;
    int64_t key; /* of the last row; the next one is above it */
    int64_t rows;
};

/* Puts what of a record lies beside its leaf into pages; returns the first. */
uint32_t tableleaves_chain(struct treepages *t, const unsigned char *rest,
                           size_t length) MUST_CHECK;

/* How much of a record of LENGTH bytes lies in its leaf. */
size_t tableleaves_local(size_t length);

/* Adds the row KEY, above 0. */
void tableleaves_add(struct tableleaves *l, int64_t key,
                     const unsigned char *record, size_t length);

/* The same of a record that the caller writes at once to where it returns;
   LENGTH is at most TABLELEAVES_SHORT. */
enum { TABLELEAVES_SHORT = TREEPAGES_SIZE - 35 };
unsigned char *tableleaves_room(struct tableleaves *l, int64_t key,
                                size_t length) MUST_CHECK;

/* Ends the last leaf; without a row, it is an empty one. */
void tableleaves_end(struct tableleaves *l);

#endif
