/* test_lib_pool.c - order, bounds and failures do not depend on threads. */
#include "lib/mem.h"
#include "lib/pool.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { NONE = -1 };

/* What the jobs of one run do, and what was seen of them. */
struct plan {
    long failing[2]; /* jobs whose work fails; NONE */
    long refused;    /* the job whose result is not taken; NONE */
    bool uneven;     /* early jobs take longer */
    bool leaves;     /* failing work leaves a result behind */
    atomic_long made, freed, begun;
    atomic_bool crowded; /* more results waited than may */
    size_t threads;
    long taken;
    long order[1000];
    pthread_t caller;
    bool elsewhere; /* something was taken on another thread */
};

static void sleep_ms(long ms)
{
    struct timespec t = {.tv_nsec = ms * 1000000};
    nanosleep(&t, NULL);
}

static int work(void *context, size_t job, void **result, struct diag *d)
{
    struct plan *p = context;
    long begun = atomic_fetch_add(&p->begun, 1) + 1;
    if (begun - atomic_load(&p->freed) > (long)(2 * p->threads))
        atomic_store(&p->crowded, true);
    if (p->uneven)
        sleep_ms(job % 7 == 3 ? 12 : 1);
    bool fails = (long)job == p->failing[0] || (long)job == p->failing[1];
    if (!fails || p->leaves) {
        size_t *made = mem_alloc(sizeof *made);
        *made = job;
        *result = made;
        atomic_fetch_add(&p->made, 1);
    }
    return fails ? diag_fail(d, "job %zu fails", job) : 0;
}

static int take(void *context, size_t job, void *result, int failed,
                struct diag *d)
{
    struct plan *p = context;
    assert_int_equal(*(size_t *)result, job);
    free(result);
    atomic_fetch_add(&p->freed, 1);
    if (!pthread_equal(p->caller, pthread_self()))
        p->elsewhere = true;
    if (failed)
        return -1;
    p->order[p->taken++] = (long)job;
    if ((long)job == p->refused)
        return diag_fail(d, "job %zu is not taken", job);
    return 0;
}

static struct plan new_plan(size_t threads)
{
    struct plan p = {.failing = {NONE, NONE}, .refused = NONE};
    p.threads = threads;
    p.caller = pthread_self();
    return p;
}

static const size_t thread_counts[] = {1, 2, 3, 7, 64};

static void expect_in_order(const struct plan *p, long taken)
{
    assert_int_equal(p->taken, taken);
    for (long i = 0; i < taken; i++)
        assert_int_equal(p->order[i], i);
    assert_int_equal(p->made, p->freed);
    assert_false(p->elsewhere);
}

static void results_are_taken_in_order_on_the_callers_thread(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(thread_counts); i++) {
        struct plan p = new_plan(thread_counts[i]);
        struct diag d = {0};
        p.uneven = i > 0;
        assert_int_equal(pool_run(p.threads, 200, work, take, &p, &d), 0);
        expect_in_order(&p, 200);
    }
}

static void few_results_wait_at_any_time(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(thread_counts); i++) {
        struct plan p = new_plan(thread_counts[i]);
        struct diag d = {0};
        p.uneven = true;
        assert_int_equal(pool_run(p.threads, 100, work, take, &p, &d), 0);
        assert_false(p.crowded);
    }
}

/* Job 9 fails at once; job 3 fails too, but later. */
static void failure_of_the_lowest_job_wins(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(thread_counts); i++) {
        for (int leaves = 0; leaves < 2; leaves++) {
            struct plan p = new_plan(thread_counts[i]);
            struct diag d = {0};
            p.failing[0] = 9;
            p.failing[1] = 3;
            p.uneven = true;
            p.leaves = leaves;
            assert_int_equal(pool_run(p.threads, 100, work, take, &p, &d), -1);
            assert_string_equal(d.text, "job 3 fails");
            expect_in_order(&p, 3);
            assert_true(p.begun <= 3 + 2 * (long)p.threads + 1);
        }
    }
}

static void failure_to_take_ends_the_run(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(thread_counts); i++) {
        struct plan p = new_plan(thread_counts[i]);
        struct diag d = {0};
        p.refused = 20;
        p.failing[0] = 22;
        assert_int_equal(pool_run(p.threads, 1000, work, take, &p, &d), -1);
        assert_string_equal(d.text, "job 20 is not taken");
        expect_in_order(&p, 21);
    }
}

static int count_job(void *context, size_t job, void **result, struct diag *d)
{
    (void)d;
    (void)result;
    atomic_fetch_add((atomic_long *)context, (long)job + 1);
    return 0;
}

static void jobs_need_not_make_results(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(thread_counts); i++) {
        atomic_long sum = 0;
        struct diag d = {0};
        assert_int_equal(
            pool_run(thread_counts[i], 1000, count_job, NULL, &sum, &d), 0);
        assert_int_equal(sum, 500500); /* 1000 * 1001 / 2 */
        assert_int_equal(
            pool_run(thread_counts[i], 0, count_job, NULL, &sum, &d), 0);
        assert_int_equal(sum, 500500);
    }
}

static void there_is_at_least_one_processor(void **state)
{
    (void)state;
    assert_true(pool_processors() >= 1);
}

/* A stream of jobs that ends, or fails, at one that nobody knew before. */
struct stream {
    size_t end;
    bool fails;
    atomic_int feeding; /* threads in the feed */
    atomic_bool crowded;
    size_t fed, taken;
};

static int feed_stream(void *context, size_t job, void **result, struct diag *d)
{
    struct stream *s = context;
    if (atomic_fetch_add(&s->feeding, 1) != 0 || job != s->fed)
        atomic_store(&s->crowded, true);
    s->fed++;
    int got = job < s->end ? 1 : 0;
    if (got == 0 && s->fails)
        got = diag_fail(d, "nothing behind %zu", job);
    if (got == 1) {
        size_t *made = mem_alloc(sizeof *made);
        *made = job;
        *result = made;
    }
    atomic_fetch_sub(&s->feeding, 1);
    return got;
}

static int work_stream(void *context, size_t job, void **result, struct diag *d)
{
    (void)context;
    (void)d;
    size_t *item = *result;
    *item = *item == job ? 2 * job : 0;
    return 0;
}

static int take_stream(void *context, size_t job, void *result, int failed,
                       struct diag *d)
{
    struct stream *s = context;
    (void)d;
    if (!failed) {
        assert_int_equal(job, s->taken);
        assert_int_equal(*(size_t *)result, 2 * job);
        s->taken++;
    }
    free(result);
    return 0;
}

static void a_stream_is_fed_by_one_at_a_time_and_taken_in_order(void **state)
{
    (void)state;
    static const size_t ends[] = {0, 1, 2, 5, 700};
    for (size_t threads = 1; threads < 6; threads++)
        for (size_t i = 0; i < COUNT_OF(ends); i++)
            for (int fails = 0; fails < 2; fails++) {
                struct stream s = {.end = ends[i], .fails = fails};
                struct diag d = {0};
                int result = pool_stream(threads, feed_stream, work_stream,
                                         take_stream, &s, &d);
                assert_int_equal(result, fails ? -1 : 0);
                assert_int_equal(s.taken, ends[i]);
                assert_false(s.crowded);
                if (fails)
                    assert_non_null(strstr(d.text, "nothing behind"));
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_are_taken_in_order_on_the_callers_thread),
        cmocka_unit_test(few_results_wait_at_any_time),
        cmocka_unit_test(failure_of_the_lowest_job_wins),
        cmocka_unit_test(failure_to_take_ends_the_run),
        cmocka_unit_test(jobs_need_not_make_results),
        cmocka_unit_test(there_is_at_least_one_processor),
        cmocka_unit_test(a_stream_is_fed_by_one_at_a_time_and_taken_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
