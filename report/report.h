/*
 * report.h - the reports, as a table in the order in which they are written.
 *
 * A new report is one file and one line in report.c.
 */
#ifndef REPORT_H
#define REPORT_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "report/context.h"
#include "report/folder.h"

#include <stdbool.h>
#include <stddef.h>

struct report {
    const char *name; /* as in reports.identify of the study */
    const char *file;

    /*
     * The analysis that it tells of; NULL: it is always written. It ran if it
     * left a figure, or if EVIDENCE selects a row; ?1 is the run.
     */
    const char *analysis;
    const char *evidence;

    enum audience audience; /* as the manifest tells it */

    /* Writes FILE into c->folder. */
    int (*write)(const struct context *c, const char *file, struct diag *d);
};

/* The table ends with a NULL name. */
extern const struct report reports[];

/* Fails unless every name in reports.identify is that of a report of members.
 */
int report_check_study(const struct study *study, struct diag *d) MUST_CHECK;

/* Whether there is something to write. */
int report_is_due(const struct report *r, const struct context *c, bool *due,
                  struct diag *d) MUST_CHECK;

/* Writes all that are due. */
int report_write_all(const struct context *c, struct diag *d) MUST_CHECK;

#endif
