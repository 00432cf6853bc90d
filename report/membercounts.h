/*
 * membercounts.h - how many members each organisation has, with all below it,
 * and where that may be published: suppress.h over the tree alone.
 *
 * standing.json tells them; what else tells of members of organisations takes
 * them for the others of suppress.h.
 */
#ifndef MEMBERCOUNTS_H
#define MEMBERCOUNTS_H

#include "lib/attr.h"
#include "report/context.h"
#include "report/suppress.h"

/* By node of the tree. Starts as {0}. */
struct membercounts {
    int64_t *people; /* 0 where the standing was not analysed */
    bool *shown;
};

/*
 * Those of the as-of day, or BEFORE: of the last day of the period before.
 * Call membercounts_free() in any case.
 */
int membercounts_read(struct membercounts *m, const struct context *c,
                      bool before, struct diag *d) MUST_CHECK;
void membercounts_free(struct membercounts *m);

struct suppress_other membercounts_other(const struct membercounts *m);

#endif
