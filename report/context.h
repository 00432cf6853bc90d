/*
 * context.h - what every report is made from: the study, the run, the members.
 */
#ifndef CONTEXT_H
#define CONTEXT_H

#include "lib/attr.h"
#include "lib/cli.h"
#include "lib/diag.h"
#include "lib/study.h"
#include "lib/warehouse.h"
#include "report/folder.h"
#include "report/people.h"
#include "report/tree.h"

#include <sqlite3.h>
#include <stdint.h>

/* The run whose results go out. Texts are the context's. */
struct run_row {
    int64_t key;
    char *id, *facts, *version, *started, *finished;
    char *batches, *settings, *key_id; /* or NULL: not noted */
};

struct context {
    const struct cli *cli;
    const struct study *study;
    struct folder *folder; /* that is being written */
    struct warehouse warehouse;
    sqlite3 *db; /* of the warehouse */
    struct run_row run;
    struct pseudonym_key key;
    struct people people;
    struct tree tree; /* of organisations */
};

/*
 * Opens the warehouse, finds the newest run of the study's id and as-of date,
 * reads the key and the members. Call context_close() in either case.
 */
int context_open(struct context *c, const struct cli *cli,
                 const struct study *study, struct diag *d) MUST_CHECK;
void context_close(struct context *c);

#endif
