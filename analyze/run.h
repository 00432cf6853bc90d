/*
 * run.h - one run of the analyses: what they read, and what one hands to the
 * next.
 *
 * An analysis stores its results in the warehouse under run->key. What a later
 * one needs of it and would be slow to read back stands here as a product:
 * written once by its maker's finish(), read-only afterwards, NULL if that
 * analysis had nothing to say.
 */
#ifndef RUN_H
#define RUN_H

#include "analyze/base/events.h"
#include "analyze/base/facts.h"
#include "lib/cli.h"
#include "lib/study.h"

#include <sqlite3.h>
#include <stdint.h>

struct run {
    sqlite3 *db;
    int64_t key; /* run.run */
    const struct study *study;
    const struct cli *cli;
    const char *previous; /* run id that --previous names, or NULL */
    const struct facts *facts;
    const struct events *events;

    /* PERIODS of each member: analyze/record/learning.h. */
    struct total *total;

    /*
     * By member, bit r for requirement r: that it is due or overdue; that it
     * binds the member, who is not exempt; that it is met.
     */
    uint64_t *owing, *bound, *met;

    /*
     * By member, a replay_stand (analyze/requirement/replay.h): on the last day
     * of the period before.
     */
    unsigned char *stood;
    struct policy *policy; /* analyze/requirement/policy.h */

    /* By segment: of each member, from 1; 0 has none. */
    uint16_t *segment;
    size_t n_segments;

    struct shelf *shelf;     /* questionnaires: analyze/survey/shelf.h */
    struct demand *demand;   /* declared: analyze/survey/demand.h */
    struct history *history; /* analyze/recommend/history.h */
    struct circle *circle;   /* analyze/recommend/circle.h */

    struct settings *settings;     /* analyze/recommend/settings.h */
    struct candidates *candidates; /* analyze/recommend/candidates.h */
};

/*
 * Tells the person at the terminal of something that is probably not meant, on
 * standard error; silent under --quiet. It changes no result.
 */
void run_warn(const struct run *r, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* The same of analysis.SECTION.KEY, which stands in the study file. */
void run_warn_of(const struct run *r, const char *section, const char *key,
                 const char *fmt, ...) PRINTF_LIKE(4, 5);

/* The same of FILE, relative to the study, or NULL. */
void run_warn_at(const struct run *r, const char *file, long line,
                 const char *fmt, ...) PRINTF_LIKE(4, 5);

/* Stores a single figure: table run_figure. NaN is NULL. */
int run_figure(const struct run *r, const char *analysis, const char *name,
               double value, struct diag *d) MUST_CHECK;
int run_word(const struct run *r, const char *analysis, const char *name,
             const char *word, struct diag *d) MUST_CHECK;

#endif
