/*
 * stages.h - where the time of a run goes, for those who measure it.
 *
 * With --stages a line for each group of tasks that run together, on standard
 * error: their names, seconds on the clock and of the processors, and the most
 * memory that the program has had so far. Nothing of it reaches a result.
 */
#ifndef STAGES_H
#define STAGES_H

#include "lib/cli.h"

/* When the stage that is running began. */
struct stages {
    double clock, processor; /* seconds */
};

struct stages stages_begin(void);

/* Ends the stage NAME, where CLI asks for it, and begins the next. */
void stages_end(struct stages *s, const struct cli *cli, const char *name);

#endif
