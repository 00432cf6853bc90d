/*
 * desk.h - an empty warehouse in memory and a report's context on it, for tests
 * of the reports. Facts and results are put in by SQL; the run is 1.
 *
 * The pseudonym key is the bytes 0, 1, ... 31. Threshold 10, cells of 5.
 */
#ifndef DESK_H
#define DESK_H

#include "report/context.h"

struct desk {
    struct study study;
    struct cli cli;
    struct context c;
};

/* Call desk_close(). */
struct desk *desk_open(void);
void desk_close(struct desk *desk);

/* Runs SQL; any fault ends the test. */
void desk_run(struct desk *desk, const char *sql);

/* Reads the members (NAMED: with their names) and the organisations. */
void desk_read(struct desk *desk, bool named);

#endif
