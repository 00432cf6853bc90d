/*
 * lineage.h - rows that name other rows of their own kind.
 *
 * An organisation names its parent, a course the courses before it; these may
 * stand further down in the file. So the rows are looked at twice: first every
 * row tells whom it names, then lineage_settle() finds the rows that stand:
 * all they name stands. A row that names somebody unknown does not, nor do the
 * rows that name it, nor rows that lead back to themselves.
 */
#ifndef LINEAGE_H
#define LINEAGE_H

#include "ingest/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lineage_name; /* who names whom */

/* Starts as {0}. */
struct lineage {
    struct lineage_name *names;
    size_t count, room;
    char *ids; /* of the named, one after another */
    size_t used, ids_room;
    uint8_t *states; /* enum lineage_state of each entry of the ledger */
    size_t n_states;
};

enum lineage_state {
    LINEAGE_ABSENT,
    LINEAGE_STANDS,
    LINEAGE_LOST,
    LINEAGE_LOOP
};

/* The row that claims the entry FROM names ID. */
void lineage_add(struct lineage *l, size_t from, const char *id, size_t length);

/* After the first look, while LEDGER has the claims of all rows. */
void lineage_settle(struct lineage *l, const struct ledger *ledger);

/* Of the entry INDEX of the ledger, after lineage_settle(). */
enum lineage_state lineage_state(const struct lineage *l, long index);

void lineage_free(struct lineage *l);

#endif
