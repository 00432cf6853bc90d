/*
 * rowplan.h - what is done with the cells of every row of a file.
 *
 * A kind has more fields than its file has columns, and most of what happens
 * to a cell is the same in every row. So the fields are looked at once, and a
 * row walks the lists of those that matter to it.
 */
#ifndef ROWPLAN_H
#define ROWPLAN_H

#include "ingest/columns.h"
#include "ingest/source.h"

#include <stddef.h>
#include <stdint.h>

/* Fields of a source, in its order. */
struct rowplan_fields {
    uint8_t list[SOURCE_FIELDS];
    size_t count;
};

/* Of those that are bound: */
struct rowplan {
    struct rowplan_fields single;    /* that hold one value */
    struct rowplan_fields ordered;   /* of them, what another may not follow */
    uint8_t earliest[SOURCE_FIELDS]; /* that other, of each of them */
    struct rowplan_fields others;    /* single: ids of another kind */
    struct rowplan_fields own;       /* single: ids of the own kind */
    struct rowplan_fields lists;     /* that hold a list of ids */
    size_t raw[SOURCE_FIELDS]; /* of a list, where its first cell is kept */
    size_t n_raw;              /* cells of lists in a row */
};

/* Makes the plan of SOURCE, whose fields are bound as C says. */
void rowplan_make(struct rowplan *p, const struct source *source,
                  const struct columns *c);

#endif
