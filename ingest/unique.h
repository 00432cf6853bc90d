/*
 * unique.h - which row of which input a text key was first seen in.
 *
 * Of a key only 120 bits of a keyed hash are kept (SipHash-2-4-128), so that a
 * row costs 24 bytes however long its key is. That two of 10^8 keys are taken
 * for one happens once in 10^20 loads, and nobody can bring it about.
 */
#ifndef UNIQUE_H
#define UNIQUE_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct idmap;

struct unique {
    struct idmap *seen; /* NULL until the first key */
    unsigned char secret[16];
    char *key; /* being put together: parts joined by 0x1F */
    size_t length, room;
};

/* A place: LINE of BATCH. */
struct unique_place {
    int64_t batch, line;
};

/* A place in one integer: a line has up to 40 bits. */
int64_t unique_pack(struct unique_place place);
struct unique_place unique_unpack(int64_t packed);

/* Reads what rows that stay hold: (key, batch, line). */
int unique_read(struct unique *u, sqlite3 *db, const char *select,
                struct diag *d) MUST_CHECK;

/* Adds a part to the key. */
void unique_part(struct unique *u, const char *bytes, size_t length);

/*
 * Ends the key. True if it is new, and PLACE now has it; else PLACE is where
 * it was seen first.
 */
bool unique_end(struct unique *u, struct unique_place *place);

/* Takes U as {0}, too. */
void unique_free(struct unique *u);

#endif
