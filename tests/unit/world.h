/*
 * world.h - a small warehouse of invented facts, for tests of the analyses.
 *
 * Facts are put in by SQL, then read once; dates are made by world_day(). Any
 * fault ends the test with its text.
 */
#ifndef WORLD_H
#define WORLD_H

#include "analyze/task.h"
#include "lib/cli.h"
#include "lib/study.h"

#include <sqlite3.h>

struct world {
    sqlite3 *db; /* in memory */
    struct facts facts;
    struct events *events;
    struct study study;
    struct cli cli;
    struct run run;
};

/* An empty warehouse. Call world_close(). */
struct world *world_open(void);
void world_close(struct world *w);

/* Days since 1970 of "2025-12-31". */
int32_t world_day(const char *date);

/* Minutes since 1970 of "2025-12-31T18:30". */
int64_t world_minute(const char *moment);

/* Runs SQL, written as for printf. */
void world_run(struct world *w, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Gives the study this policy (JSON) and as-of day. Before world_read(). */
void world_set(struct world *w, const char *policy, const char *as_of);

/* Gives the study the section "analysis" (JSON). Before world_read(). */
void world_set_analysis(struct world *w, const char *analysis);

/* Reads the facts, and the events in blocks of BLOCK members. */
void world_read(struct world *w, size_t block);

/* Runs TASK over all blocks, from the first to the last. */
void world_task(struct world *w, const struct task *task);

/* The rows of SELECT as text: cells by "|", rows by "\n"; free() it. */
char *world_rows(struct world *w, const char *select);

#endif
