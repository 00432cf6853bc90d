/*
 * events.h - attendance, dealt into blocks of members.
 *
 * The table is read once, in any order, from its pages (lib/tablescan.h), and
 * dealt out by block of members (lib/partition.h: memory up to a budget, then
 * a temporary file). A block is read back sorted by member, day, second
 * (unknown first), session and the rest of the fields, so it is the same
 * whatever order the files had.
 */
#ifndef EVENTS_H
#define EVENTS_H

#include "analyze/base/facts.h"
#include "lib/digest.h"

#include <stddef.h>
#include <stdint.h>

#define EVENT_NO_SCORE INT32_MIN
#define EVENT_NO_RATING INT32_MIN
#define EVENT_NO_PROGRESS INT16_MIN

struct event {
    uint32_t member;  /* index */
    uint32_t session; /* index */
    int32_t day;
    int32_t second;    /* of the day, or -1 */
    int32_t minutes;   /* attended, or -1 where none are counted */
    int32_t pre, post; /* hundredths, or EVENT_NO_SCORE */
    int32_t rating;    /* hundredths, or EVENT_NO_RATING */
    int16_t progress;  /* hundredths of a per cent, or EVENT_NO_PROGRESS */
    uint8_t status;    /* as in the table status */
    uint8_t attended;  /* 1 or 0: what the status says */
};

/* The events of the members FIRST .. FIRST + COUNT - 1. */
struct block {
    size_t number;
    size_t first, count;
    const struct event *event;
    const size_t *starts; /* COUNT + 1: of member FIRST + i in event[] */
};

struct events;

/*
 * Reads the attendance, in blocks of BLOCK members. ROWS gets the hash of all
 * events, in any order. NULL on failure.
 */
struct events *events_open(const struct facts *f, sqlite3 *db, size_t block,
                           struct digest_rows *rows, struct diag *d) MUST_CHECK;
void events_close(struct events *e);

size_t events_blocks(const struct events *e);
size_t events_count(const struct events *e);

/* Fills BLOCK with number NUMBER; on any thread. Then events_done(). */
int events_block(const struct events *e, size_t number, struct block *block,
                 struct diag *d) MUST_CHECK;
void events_done(struct block *block);

#endif
