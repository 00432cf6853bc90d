/*
 * said.h - what is said of members and holds for some time: memberships and
 * attributes, in the order of facts.h.
 *
 * A part of facts.c; nobody else needs it. There are several for each member,
 * so they are read as they lie in the warehouse and sorted here: memberships by
 * said.c, attributes by statements.c.
 */
#ifndef SAID_H
#define SAID_H

#include "analyze/base/facts.h"

int said_read_memberships(struct facts *f, sqlite3 *db,
                          struct diag *d) MUST_CHECK;
int said_read_attributes(struct facts *f, sqlite3 *db,
                         struct diag *d) MUST_CHECK;

/*
 * Where those of each of N_MEMBERS begin in LIST, COUNT items of SIZE bytes
 * that begin with a uint32_t, the member, and are sorted by it. To be freed.
 */
size_t *said_ranges(const void *list, size_t size, size_t count,
                    size_t n_members) MUST_CHECK;

/* By the last day; what has no end stands before what ends. */
int said_by_end(int32_t a, int32_t b);

/* Sorts COUNT items of SIZE bytes, at most 32: one or few as a rule. */
typedef int said_compare(const void *one, const void *other);
void said_sort(void *list, size_t size, size_t count, said_compare *order);

#endif
