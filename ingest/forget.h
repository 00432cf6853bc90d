/*
 * forget.h - takes one batch out of the warehouse.
 *
 * Its facts go, and the entities that only it describes. What the input gave
 * before the batch took its place is not in the warehouse and does not come
 * back. Fails, and says which input is in the way, where rows of another batch
 * name what would go.
 */
#ifndef FORGET_H
#define FORGET_H

#include "lib/attr.h"
#include "lib/cli.h"
#include "lib/diag.h"
#include "lib/study.h"

#include <sqlite3.h>

/*
 * Forgets the batch WHICH, its number or the name of its input, in a
 * transaction that the caller has begun and will end. Inputs of its kind that
 * had rows rejected beside it are loaded again by the next run.
 */
int forget_batch(sqlite3 *db, const struct study *study, const struct cli *cli,
                 const char *which, struct diag *d) MUST_CHECK;

#endif
