/*
 * membersearch.h - which members the rows of a file name, in steps.
 *
 * A search among millions waits for memory, so all rows of a block ask for it
 * before the first is answered. Often a file has its members in about the order
 * of the roster. Then the next is one of the few behind the last, and is found
 * there without a hash.
 */
#ifndef MEMBERSEARCH_H
#define MEMBERSEARCH_H

#include "ingest/cell.h"
#include "ingest/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of one field of the rows that one thread reads. Starts as {0}. */
struct membersearch {
    bool follows; /* the last was one of the few behind the one before */
    size_t next;  /* the place behind the last */
};

/* One search. */
struct membersearch_one {
    long place; /* in the ledger, if it is found already; else -1 */
    uint64_t hash;
};

/* Begins to search for what CELL, which is known, names, and asks for memory;
   then for more. */
void membersearch_ask(struct membersearch *m, const struct ledger *ledger,
                      const struct cell *cell, struct membersearch_one *one);
void membersearch_approach(const struct ledger *ledger,
                           const struct membersearch_one *one);

/* The key, as ledger_resolve() has it. Rows come in their order. */
int64_t membersearch_end(struct membersearch *m, const struct ledger *ledger,
                         const struct cell *cell,
                         const struct membersearch_one *one);

#endif
