/*
 * indexkeys.h - the unique texts of a table, and the index over them.
 *
 * Keeps the text and the key of each row until all are there, in the form that
 * the index has them, then sorts and writes the index as pages. Texts that come
 * in order, as ids mostly do, are not sorted. Texts compare by bytes.
 */
#ifndef INDEXKEYS_H
#define INDEXKEYS_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/pagelot.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { INDEXKEYS_LONGEST = 2000 }; /* bytes of a text */

/* Begins as {0}. */
struct indexkeys {
    unsigned char *cells; /* of the leaves, one behind the other */
    size_t used, room;
    size_t count;
    size_t last; /* where the last one begins */
    bool mixed;  /* some did not come in order */
};

void indexkeys_free(struct indexkeys *k);

/* Adds the row KEY with the TEXT of LENGTH bytes. */
void indexkeys_add(struct indexkeys *k, const void *text, size_t length,
                   int64_t key);

/*
 * Writes the index NAME of the table that LOT is for. Fails if two texts are
 * the same.
 */
int indexkeys_put(struct indexkeys *k, struct pagelot *lot, const char *name,
                  struct diag *d) MUST_CHECK;

#endif
