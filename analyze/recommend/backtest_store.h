/*
 * backtest_store.h - the results of a backtest, into the warehouse.
 */
#ifndef BACKTEST_STORE_H
#define BACKTEST_STORE_H

#include "analyze/recommend/contest.h"
#include "analyze/recommend/windows.h"
#include "analyze/run.h"

struct backtest_result {
    const char *protocol; /* rolling or last-out */
    const struct contest *contest;
    const struct contest_rules *rules;
};

/* Means with their intervals, and spreads, of each audience and model. */
int backtest_store(struct run *r, const struct backtest_result *b,
                   struct diag *d) MUST_CHECK;

/* Window WINDOW and its settings; the one behind the last is what holds now. */
int backtest_store_window(struct run *r, const struct windows *w, size_t window,
                          const struct settings *s, struct diag *d) MUST_CHECK;

#endif
