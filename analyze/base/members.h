/*
 * members.h - reads the members of facts.h, sorted by their ids.
 *
 * A part of catalogue.c; nobody else needs it.
 */
#ifndef MEMBERS_H
#define MEMBERS_H

#include "analyze/base/facts.h"

int members_read(struct facts *f, sqlite3 *db, struct diag *d) MUST_CHECK;

#endif
