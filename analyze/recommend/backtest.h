/*
 * backtest.h - how good the recommendations would have been.
 *
 * The organisation's own history is replayed in windows of 90 days that end on
 * the day of the study: what is known before a window, and what its members
 * then took for the first time (trial.h). Of each window the settings are
 * chosen on the windows before it (tune.h), never on itself; the first windows,
 * at most six and a third of all, serve for that alone. Leave-last-out stands
 * beside it with the settings given or usual, as published figures are made.
 *
 * What the recommender then uses are the settings that all windows together
 * choose: run->settings. They are stored with the run.
 *
 * Bounds: a sample of 50,000 members (backtest.sample), and of them at most
 * 2,000 judged in a window (400 when settings are chosen) with and without a
 * history each, 20,000 in leave-last-out; fewer values are tried, and fewer
 * windows, where the courses are many. Declared demand is left out: it is asked
 * once, and to judge it in windows before it was asked would be to know the
 * future; so are groups. Eligibility is left out too: what could be taken then
 * is not known.
 */
#ifndef BACKTEST_H
#define BACKTEST_H

#include "analyze/task.h"

extern const struct task backtest_task;

#endif
