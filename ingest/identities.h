/*
 * identities.h - other ids of members: which member a platform's id means.
 *
 * A study says of an input in which namespace its member ids are; inputs of
 * kind identities say which member each id of a namespace means. Names are
 * never tried, and an id of another namespace means nobody.
 */
#ifndef IDENTITIES_H
#define IDENTITIES_H

#include "ingest/cell.h"
#include "lib/arena.h"
#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/study.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

struct identities_space; /* the ids of one namespace */

/* Starts as {0}. */
struct identities {
    struct identities_space *spaces;
    size_t count, room;
    struct arena ids; /* of members */
    bool read;
};

/* Reads the warehouse, once; all inputs of kind identities are loaded. */
int identities_read(struct identities *all, sqlite3 *db,
                    struct diag *d) MUST_CHECK;

/*
 * What INPUT, of STUDY, needs to have its member ids understood: fails, naming
 * the namespaces that there are, if nobody is known in its own.
 */
int identities_check(const struct identities *all,
                     const struct study_input *input, const struct study *study,
                     struct diag *d) MUST_CHECK;

/*
 * Puts the member's own id in the place of CELL, an id of the namespace NAME.
 * False and a fault if it is nobody's. Threads may call it at a time.
 */
bool identities_find(const struct identities *all, const char *name,
                     struct cell *cell, struct fault *fault);

void identities_free(struct identities *all);

#endif
