/*
 * takes.h - which sessions are of the kind that each rule asks for.
 */
#ifndef TAKES_H
#define TAKES_H

#include "analyze/requirement/policy.h"
#include "lib/attr.h"

#include <sqlite3.h>

/*
 * By session: bit r if requirement r takes it (rule_takes_session(), and it is
 * training where meetings are excluded). NULL on failure; free() it.
 */
uint64_t *takes_read(const struct policy *policy, const struct facts *f,
                     sqlite3 *db, struct diag *d) MUST_CHECK;

#endif
