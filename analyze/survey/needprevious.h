/*
 * needprevious.h - how needed each topic was in the study before.
 *
 * That is the run named by analysis.need.previous (its run id), else the latest
 * of this study with an earlier as-of day that has needs.
 */
#ifndef NEEDPREVIOUS_H
#define NEEDPREVIOUS_H

#include "analyze/run.h"

/*
 * Sets the columns of the earlier run in the rows of this one. A run that is
 * named and not there is a failure.
 */
int needprevious_set(const struct run *r, struct diag *d) MUST_CHECK;

#endif
