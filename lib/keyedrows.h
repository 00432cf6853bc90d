/*
 * keyedrows.h - the records of rows whose keys come in any order.
 *
 * Keeps them until all are there, and then gives them in the order of their
 * keys, as a table wants them.
 */
#ifndef KEYEDROWS_H
#define KEYEDROWS_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Begins as {0}. */
struct keyedrows {
    unsigned char *bytes; /* of each row: its key, a length, its record */
    size_t used, room;
    size_t count;
    int64_t last; /* key */
    bool mixed;   /* some did not come in order */
};

void keyedrows_free(struct keyedrows *k);

/* Room for the record of the row KEY, above 0; to be written at once. */
unsigned char *keyedrows_room(struct keyedrows *k, int64_t key,
                              size_t length) MUST_CHECK;

/* What is done with a row; the record is borrowed for the call. */
typedef int keyedrows_use(void *to, int64_t key, const unsigned char *record,
                          size_t length, struct diag *d);

/* Uses all in the order of their keys, up to the first that fails. */
int keyedrows_each(const struct keyedrows *k, keyedrows_use *use, void *to,
                   struct diag *d) MUST_CHECK;

#endif
