/*
 * said.h - what is said of members and holds for some time: memberships and
 * attributes, in the order of facts.h.
 *
 * A part of facts.c; nobody else needs it. There are several for each member,
 * so they are read as they lie in the warehouse and sorted here.
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

#endif
