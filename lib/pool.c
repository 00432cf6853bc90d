/*
 * pool.c - see pool.h.
 *
 * A ring of slots, one for each job that may be under way or waiting: job J
 * lies in slot J modulo their number, and begins only when the result that
 * lay there before was taken. All that is shared is under one lock. Results
 * are looked at in the order of the jobs, so the first failure that is met is
 * the one with the lowest number; jobs begun by then are waited for.
 */
#define _GNU_SOURCE /* sched_getaffinity() */
#include "lib/pool.h"

#include "lib/mem.h"

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

enum { MAX_THREADS = 1024 };

struct slot {
    void *result;
    int code; /* what the work returned */
    bool done;
    struct diag why;
};

struct pool {
    pool_work feed; /* NULL: the jobs are numbers alone */
    pool_work work;
    void *context;
    size_t count; /* SIZE_MAX until the feed ends */
    struct slot *slots;
    size_t n_slots;

    pthread_mutex_t lock;
    pthread_cond_t finished; /* a job is done */
    pthread_cond_t freed;    /* a result was taken, or no more are wanted */
    size_t begun, taken;     /* jobs */
    bool feeding;            /* a thread asks the feed for a job */
    bool stopped;
};

static struct slot *slot_of(const struct pool *pool, size_t job)
{
    return &pool->slots[job % pool->n_slots];
}

/* Waits for the number of a job; false when there is none left. */
static bool take_number(struct pool *pool, size_t *job)
{
    pthread_mutex_lock(&pool->lock);
    while (!pool->stopped && pool->begun < pool->count &&
           (pool->feeding || pool->begun == pool->taken + pool->n_slots))
        pthread_cond_wait(&pool->freed, &pool->lock);
    bool any = !pool->stopped && pool->begun < pool->count;
    if (any) {
        *job = pool->begun++;
        pool->feeding = pool->feed != NULL;
    }
    pthread_mutex_unlock(&pool->lock);
    return any;
}

/* Has JOB fed, which no other thread does meanwhile; false if it is none. */
static bool feed_job(struct pool *pool, size_t job)
{
    struct slot *slot = slot_of(pool, job);
    int got = pool->feed(pool->context, job, &slot->result, &slot->why);
    pthread_mutex_lock(&pool->lock);
    pool->feeding = false;
    if (got < 1)
        pool->count = pool->begun = got < 0 ? job + 1 : job;
    if (got < 0) {
        slot->code = -1;
        slot->done = true;
    }
    pthread_cond_broadcast(&pool->freed);
    pthread_cond_signal(&pool->finished);
    pthread_mutex_unlock(&pool->lock);
    return got == 1;
}

static bool begin_job(struct pool *pool, size_t *job)
{
    return take_number(pool, job) &&
           (pool->feed == NULL || feed_job(pool, *job));
}

static void *work_on_jobs(void *self)
{
    struct pool *pool = self;
    size_t job;
    while (begin_job(pool, &job)) {
        struct slot *slot = slot_of(pool, job);
        slot->code = pool->work(pool->context, job, &slot->result, &slot->why);
        pthread_mutex_lock(&pool->lock);
        slot->done = true;
        pthread_cond_signal(&pool->finished);
        pthread_mutex_unlock(&pool->lock);
    }
    return NULL;
}

/* Waits until JOB is done; false if there is no such job. */
static bool wait_for(struct pool *pool, size_t job)
{
    const struct slot *slot = slot_of(pool, job);
    pthread_mutex_lock(&pool->lock);
    while (job < pool->count && !slot->done)
        pthread_cond_wait(&pool->finished, &pool->lock);
    bool there = job < pool->count;
    pthread_mutex_unlock(&pool->lock);
    return there;
}

/* The slot is free for another job. */
static void release(struct pool *pool, struct slot *slot)
{
    *slot = (struct slot){0};
    pthread_mutex_lock(&pool->lock);
    pool->taken++;
    pthread_cond_broadcast(&pool->freed);
    pthread_mutex_unlock(&pool->lock);
}

static void drop_result(const struct slot *slot, size_t job, pool_take take,
                        void *context)
{
    struct diag unheard = {0};
    if (take != NULL && slot->result != NULL)
        take(context, job, slot->result, 1, &unheard);
}

static int take_slot(struct slot *slot, size_t job, pool_take take,
                     void *context, struct diag *d)
{
    if (slot->code == 0)
        return take == NULL ? 0 : take(context, job, slot->result, 0, d);
    drop_result(slot, job, take, context);
    if (d->text[0] == '\0')
        *d = slot->why;
    return -1;
}

/* Begins no more jobs; returns how many were begun. */
static size_t stop(struct pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->stopped = true;
    pthread_cond_broadcast(&pool->freed);
    size_t begun = pool->begun;
    pthread_mutex_unlock(&pool->lock);
    return begun;
}

static int take_in_order(struct pool *pool, pool_take take, struct diag *d)
{
    size_t job = 0;
    int result = 0;
    for (; result == 0 && wait_for(pool, job); job++) {
        struct slot *slot = slot_of(pool, job);
        result = take_slot(slot, job, take, pool->context, d);
        release(pool, slot);
    }
    size_t begun = stop(pool);
    for (; job < begun && wait_for(pool, job); job++)
        drop_result(slot_of(pool, job), job, take, pool->context);
    return result;
}

/* One at a time, here. */
static int run_alone(const struct pool *pool, pool_take take, struct diag *d)
{
    for (size_t job = 0; job < pool->count; job++) {
        struct slot slot = {0};
        int got = pool->feed != NULL
                      ? pool->feed(pool->context, job, &slot.result, &slot.why)
                      : 1;
        if (got == 0)
            break;
        slot.code =
            got < 0 ? -1
                    : pool->work(pool->context, job, &slot.result, &slot.why);
        if (take_slot(&slot, job, take, pool->context, d) != 0)
            return -1;
    }
    return 0;
}

/* Returns how many of THREADS could be made. */
static size_t start_threads(struct pool *pool, pthread_t *ids, size_t threads)
{
    for (size_t i = 0; i < threads; i++)
        if (pthread_create(&ids[i], NULL, work_on_jobs, pool) != 0)
            return i;
    return threads;
}

/* All of it on THREADS threads beside the caller's. */
static int run_threads(struct pool *pool, size_t threads, pool_take take,
                       struct diag *d)
{
    pool->n_slots = 2 * threads;
    pool->slots = mem_alloc(pool->n_slots * sizeof *pool->slots);
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->finished, NULL);
    pthread_cond_init(&pool->freed, NULL);

    pthread_t *ids = mem_array(NULL, threads, sizeof *ids);
    size_t started = start_threads(pool, ids, threads);
    int result =
        started > 0 ? take_in_order(pool, take, d) : run_alone(pool, take, d);
    for (size_t i = 0; i < started; i++)
        pthread_join(ids[i], NULL);

    pthread_cond_destroy(&pool->freed);
    pthread_cond_destroy(&pool->finished);
    pthread_mutex_destroy(&pool->lock);
    free(ids);
    free(pool->slots);
    return result;
}

static int run(struct pool *pool, size_t threads, pool_take take,
               struct diag *d)
{
    if (threads > MAX_THREADS)
        threads = MAX_THREADS;
    if (threads > pool->count)
        threads = pool->count;
    return threads <= 1 ? run_alone(pool, take, d)
                        : run_threads(pool, threads, take, d);
}

int pool_run(size_t threads, size_t count, pool_work work, pool_take take,
             void *context, struct diag *d)
{
    struct pool pool = {.work = work, .context = context, .count = count};
    return run(&pool, threads, take, d);
}

int pool_stream(size_t threads, pool_work feed, pool_work work, pool_take take,
                void *context, struct diag *d)
{
    struct pool pool = {
        .feed = feed, .work = work, .context = context, .count = SIZE_MAX};
    return run(&pool, threads, take, d);
}

size_t pool_processors(void)
{
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0)
        return (size_t)CPU_COUNT(&allowed);
    long all = sysconf(_SC_NPROCESSORS_ONLN);
    return all > 0 ? (size_t)all : 1;
}
