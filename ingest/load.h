/*
 * load.h - loads the inputs of most kinds, row by row.
 *
 * A row names things by their ids; these are resolved to keys. A row of an
 * entity claims its id. Rows that are good in every respect go to the kind's
 * table through lib/bulk, and the lists in them to the tables of links.
 */
#ifndef LOAD_H
#define LOAD_H

#include "ingest/claims.h"
#include "ingest/identities.h"
#include "ingest/ledger.h"
#include "ingest/lineage.h"
#include "ingest/list.h"
#include "ingest/lost.h"
#include "ingest/rowblock.h"
#include "ingest/rows.h"
#include "ingest/unique.h"
#include "lib/bulk.h"
#include "lib/cli.h"

struct surveys;

/* Keys that a list of the current row means, or others. */
struct load_keys {
    int64_t *keys;
    size_t count, room;
};

/* One run of ingest. */
struct loading {
    sqlite3 *db;
    const struct study *study;
    const struct cli *cli;
    struct batches batches;
    struct ledger *ledgers[ENTITY_COUNT]; /* NULL until loading_ledger() */
    struct unique unique;                 /* of the kind being loaded */
    struct lineage lineage;               /* of the kind being loaded */
    struct claims claims;                 /* of the kind being loaded */
    struct identities identities;         /* read when they are asked for */
    struct lost lost;                     /* whose rows are rejected */
    struct surveys *surveys;              /* NULL until surveys_find() */
    struct load_keys spared; /* whom rejected rows of a roster are about */
    bool looking;    /* the first look at rows that name their own kind */
    bool forgetting; /* nothing is loaded, a batch is taken out */
};

/* One input being loaded. */
struct loader {
    struct loading *loading;
    struct batch *batch;
    const struct source *source;
    struct reject reject;
    struct rows file;
    struct rows rows;      /* a part of it; its current row is dealt with */
    struct rowblock block; /* of that part */
    size_t at;             /* the place of the row in the block */
    bool expected;         /* the ledger knows how many rows there may be */
    struct rowplan_fields asked;                   /* ids to be looked up, */
    uint64_t hashes[SOURCE_FIELDS][ROWBLOCK_ROWS]; /* as ledger_hash() says */
    struct list list;
    struct bulk *main;
    struct bulk *links[SOURCE_FIELDS];
    bool linked; /* one of them is open */
    struct bulk *also[SOURCE_ALSO];
    struct bulk *made;      /* topics that lists make */
    struct also_kept *kept; /* of source->also; NULL until it is called */
    struct load_keys lists[SOURCE_FIELDS];
    int64_t key;    /* of the entity that the current row describes */
    bool again;     /* an earlier row has described it */
    int64_t stored; /* rows */
};

/* The ledger of ENTITY, read when it is first asked for. NULL on failure. */
struct ledger *loading_ledger(struct loading *l, enum entity entity,
                              struct diag *d) MUST_CHECK;

/* Frees what the loading holds, but not the loading. */
void loading_free(struct loading *l);

/*
 * Loads BATCH, or, while l->looking, only has its rows claimed and tells the
 * lineage whom they name. Fails if too many rows are rejected.
 */
int load_rows(struct loading *l, struct batch *batch,
              struct diag *d) MUST_CHECK;

/* Reads what the member ids of INPUT mean, if it says that they are not the
   members' own. Before its first row. */
int load_identities(struct loading *l, const struct study_input *input,
                    struct diag *d) MUST_CHECK;

/* Whether the ids of ENTITY in ROWS are not its own, but those of a namespace.
 */
bool load_is_foreign(const struct rows *rows, enum entity entity);

/*
 * Resolves CELL, an id of ENTITY read from COLUMN of BATCH: its value becomes
 * the key, and its text the member's own id where that is another. Notes a
 * fault in the row if there is no such thing.
 */
int load_resolve(struct loading *l, int64_t batch, struct rows *rows,
                 const struct column *column, enum entity entity,
                 struct cell *cell, struct diag *d) MUST_CHECK;

/* Adds the cell of FIELD to the row of BULK, as the warehouse keeps it. */
void load_cell(struct bulk *bulk, const struct field *field,
               const struct cell *cell);

/* A text, or NULL where it is not known. */
void load_text(struct bulk *bulk, const struct cell *cell);

#endif
