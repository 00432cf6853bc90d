/*
 * partition.h - deals records of one size out into numbered parts.
 *
 * Used to bring events of many members into blocks of members with bounded
 * memory: records are kept in memory up to a budget, and beyond it in one
 * unlinked temporary file (TMPDIR, else /var/tmp, else /tmp; mode 0600).
 * Within a part, records come back in the order in which they were added.
 */
#ifndef PARTITION_H
#define PARTITION_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>

struct partition;

/* PARTS >= 1; SIZE of a record in bytes; BUDGET of memory in bytes. */
struct partition *partition_open(size_t parts, size_t size,
                                 size_t budget) MUST_CHECK;
void partition_close(struct partition *p);

int partition_add(struct partition *p, size_t part, const void *record,
                  struct diag *d) MUST_CHECK;

/* Adds COUNT records that lie one behind the other. */
int partition_append(struct partition *p, size_t part, const void *records,
                     size_t count, struct diag *d) MUST_CHECK;

/* How many records PART has. */
size_t partition_count(const struct partition *p, size_t part);

/*
 * Copies the records of PART to TO, which has room for partition_count().
 * Nothing may be added after the first read. Several threads may read.
 */
int partition_read(struct partition *p, size_t part, void *to,
                   struct diag *d) MUST_CHECK;

#endif
