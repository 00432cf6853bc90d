/*
 * pool.h - jobs on threads, their results taken in order.
 *
 * There is no queue to keep: jobs are numbered 0..count-1. Any thread works
 * on any job; the caller's thread takes the results in the order of their
 * numbers, so what is made of them does not depend on the number of threads.
 */
#ifndef POOL_H
#define POOL_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>

/* On any thread. Must not touch what another job touches. May fail. */
typedef int (*pool_work)(void *context, size_t job, void **result,
                         struct diag *d);

/*
 * On the caller's thread, in the order of the jobs. Takes RESULT over. Also
 * called, to free it, for results (other than NULL) that are made when a job
 * has failed, of that job too; then FAILED is not 0 and its own return value
 * is passed over.
 */
typedef int (*pool_take)(void *context, size_t job, void *result, int failed,
                         struct diag *d);

/*
 * Runs COUNT jobs on THREADS threads (at least 1; 1 uses the caller's only).
 * At most 2 * THREADS results wait at any time. Fails with the diag of the
 * failed job that has the lowest number. TAKE may be NULL if no job makes a
 * result.
 */
int pool_run(size_t threads, size_t count, pool_work work, pool_take take,
             void *context, struct diag *d) MUST_CHECK;

/*
 * The same of jobs that are not known beforehand: FEED makes the next one,
 * which WORK finds in *RESULT and replaces. It is called on any thread, but by
 * one at a time and in the order of the jobs: 1 there is one, 0 there are no
 * more, -1 failed, which counts as a failure of that job.
 */
int pool_stream(size_t threads, pool_work feed, pool_work work, pool_take take,
                void *context, struct diag *d) MUST_CHECK;

/* Processors this process may use, at least 1. */
size_t pool_processors(void);

#endif
