/*
 * due.h - the calendar of what will be due: how many members, and how much, by
 * requirement, organisation and month.
 *
 * An accumulator: due_add() for each member, due_merge() of blocks in order,
 * due_store() in the end. Sums of whole numbers: any order gives the same.
 */
#ifndef DUE_H
#define DUE_H

#include "analyze/run.h"

#include <stddef.h>
#include <stdint.h>

/* What is due in one month: place is rule, org and month; see due.c. */
struct due_entry {
    uint64_t place;
    int64_t members, amount;
};

/* Starts as {0}. Call due_free(). */
struct due {
    struct due_entry *entry; /* a table of 2^n places; members 0: free */
    size_t count, room;
};

void due_free(struct due *due);

/*
 * One member more of ORG (or FACT_NONE) owes AMOUNT of RULE by DUE_ON: in its
 * month, or late (DATE_NONE, or not after AS_OF).
 */
void due_add(struct due *due, size_t rule, int32_t org, int32_t due_on,
             int64_t amount, int32_t as_of);

/* Adds PART to DUE, and frees PART. */
void due_merge(struct due *due, struct due *part);

/* Stores the table requirement_due. */
int due_store(const struct run *r, struct due *due, struct diag *d) MUST_CHECK;

#endif
