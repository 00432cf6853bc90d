/*
 * ledger.h - the ids of one entity: what key each has, and which row claims it.
 *
 * An entity keeps its key from load to load. The entries that the warehouse
 * holds are read before the batches that will be loaded again are deleted;
 * those become free, and the first good row that names one claims it. What is
 * still free at the end has left the organisation's files: see sweep.h.
 */
#ifndef LEDGER_H
#define LEDGER_H

#include "ingest/batch.h"
#include "ingest/source.h"
#include "lib/attr.h"
#include "lib/diag.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ledger_state {
    LEDGER_FREE,    /* known, but no row of this run names it (yet) */
    LEDGER_HELD,    /* of an earlier roster: its heir may claim it */
    LEDGER_KEPT,    /* of a batch that is not loaded again, or made */
    LEDGER_CLAIMED, /* by a row of this run */
    LEDGER_DEAD     /* by a row that was rejected afterwards */
};

struct ledger_entry {
    int64_t key;   /* in the warehouse; above 0 */
    int64_t batch; /* that claims it; 0: none */
    int64_t line;
    int64_t heir;  /* the batch that may claim it of another; 0 */
    uint8_t state; /* enum ledger_state */
    bool old;      /* the warehouse held it before this run */
    bool used;     /* of what is made: a row of this run needs it */
};

struct ledger;
struct idmap;

/* Reads all of ENTITY, marking those of BATCHES to load as free. */
struct ledger *ledger_read(sqlite3 *db, enum entity entity,
                           const struct batches *batches,
                           struct diag *d) MUST_CHECK;
void ledger_free(struct ledger *ledger);

size_t ledger_count(const struct ledger *ledger);
struct ledger_entry *ledger_entry(const struct ledger *ledger, size_t index);

/* The place of ID, whatever its state; -1 if it was never seen. */
long ledger_find(const struct ledger *ledger, const char *id, size_t length);

/* The map of ids to places, to be searched by other ways. Borrowed. */
const struct idmap *ledger_places(const struct ledger *ledger);

/* The key that a reference to ID means; 0 if there is no such thing. */
int64_t ledger_resolve(const struct ledger *ledger, const char *id,
                       size_t length);

/*
 * The same for who has many ids at hand, in the steps that idmap.h explains:
 * what ledger_hash() gives goes to the other two.
 */
uint64_t ledger_hash(const struct ledger *ledger, const char *id,
                     size_t length);
void ledger_approach(const struct ledger *ledger, uint64_t hash);
int64_t ledger_resolve_hashed(const struct ledger *ledger, uint64_t hash,
                              const char *id, size_t length);

/* Makes room for COUNT more, within MOST bytes; see idmap_reserve(). */
void ledger_expect(struct ledger *ledger, size_t count, size_t most);

/*
 * The same for who meets ids in about the order of the ledger: the place of ID
 * if it is one of the COUNT from PLACE on, else -1; and what a place means.
 */
long ledger_follow(const struct ledger *ledger, size_t place, size_t count,
                   const char *id, size_t length);
int64_t ledger_key(const struct ledger *ledger, size_t place);

/*
 * Claims ID for the row at LINE of BATCH. False if a row has it already;
 * *INDEX is its place in either case.
 */
bool ledger_claim(struct ledger *ledger, const char *id, size_t length,
                  int64_t batch, int64_t line, size_t *index);
bool ledger_claim_hashed(struct ledger *ledger, uint64_t hash, const char *id,
                         size_t length, int64_t batch, int64_t line,
                         size_t *index);

/* Makes what this run has claimed free again. */
void ledger_release(struct ledger *ledger);

/* The row that has claimed ENTRY is rejected. */
void ledger_reject(struct ledger_entry *entry);

/* Whether the warehouse held it and no row claims it any more. */
bool ledger_has_gone(const struct ledger_entry *entry);

/* A word for messages: "member". */
const char *ledger_word(enum entity entity);

#endif
