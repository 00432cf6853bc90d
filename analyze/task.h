/*
 * task.h - the analyses, as a table in the order in which they depend on each
 * other.
 *
 * An analysis that looks at members one by one has block() and merge(). Those
 * that stand next to each other in the table share one pass over attendance:
 * block() is called for each block of members on any thread, merge() on one
 * thread in the order of the blocks, so results do not depend on the number
 * of threads. An analysis without block() does its work in begin().
 *
 * A new analysis is one file and one line in task.c.
 */
#ifndef TASK_H
#define TASK_H

#include "analyze/run.h"

struct task {
    const char *name;

    /*
     * Makes the analysis's own state in *SELF (it may leave it NULL). Runs on
     * the main thread; reads and writes the warehouse. To say that there is
     * nothing to do (no survey, no policy), it leaves *SKIP set to 1.
     */
    int (*begin)(struct run *r, void **self, int *skip, struct diag *d);

    /*
     * On any thread, for one block: reads R, SELF and BLOCK, changes none, and
     * makes *PART, its contribution. No SQL here.
     */
    int (*block)(const struct run *r, const void *self,
                 const struct block *block, void **part, struct diag *d);

    /*
     * On the main thread, in the order of the blocks: adds PART to SELF, stores
     * rows, frees PART. FAILED is set when it shall only free PART.
     */
    int (*merge)(struct run *r, void *self, void *part, int failed,
                 struct diag *d);

    /* After the pass: stores what is of the whole. NULL: nothing. */
    int (*finish)(struct run *r, void *self, struct diag *d);

    void (*free)(void *self); /* NULL: free() */
};

/* Runs all of them. */
int task_run_all(struct run *r, struct diag *d) MUST_CHECK;

#endif
