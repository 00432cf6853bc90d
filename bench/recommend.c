/*
 * recommend.c - times EASE from members in memory to ten courses for each.
 *
 *   bench-recommend MEMBERS COURSES THREADS FOLDER
 *
 * Invents the members (about 20 courses each, some courses far more taken than
 * others), writes them to FOLDER/starts and FOLDER/courses for the peer, and
 * prints the seconds of the Gram matrix, the solve and the lists. FOLDER/lists
 * gets the lists of the first thousand members, to be compared.
 */
#include "analyze/math/blas.h"
#include "analyze/math/ease.h"
#include "analyze/math/mixhash.h"
#include "analyze/math/rowsum.h"
#include "analyze/math/topk.h"
#include "lib/mem.h"
#include "lib/pool.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { DRAWS = 22, BLOCK = 65536, BATCH = 64, BEST = 10, SHOWN = 1000 };

struct school {
    size_t members, courses;
    size_t *starts;
    uint32_t *course;
    struct gram gram;
    struct ease ease;
    uint32_t *list; /* BEST of each member */
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int by_number(const void *one, const void *two)
{
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)two;
    return (a > b) - (a < b);
}

/* The courses of member M into TO, ascending; returns how many. */
static size_t invent(const struct school *s, size_t m, uint32_t *to)
{
    size_t kept = 0;
    for (size_t i = 0; i < DRAWS; i++) {
        double u = mixhash_uniform(m, i, 1);
        to[i] = (uint32_t)((double)s->courses * pow(u, 1.5));
    }
    qsort(to, DRAWS, sizeof *to, by_number);
    for (size_t i = 0; i < DRAWS; i++)
        if (i == 0 || to[i] != to[i - 1])
            to[kept++] = to[i];
    return kept;
}

static void invent_all(struct school *s)
{
    size_t used = 0;
    s->starts = mem_array(NULL, s->members + 1, sizeof *s->starts);
    s->course = mem_array(NULL, s->members * DRAWS, sizeof *s->course);
    for (size_t m = 0; m < s->members; m++) {
        s->starts[m] = used;
        used += invent(s, m, s->course + used);
    }
    s->starts[s->members] = used;
    s->course = mem_array(s->course, used, sizeof *s->course);
}

static int write_file(const char *folder, const char *name, const void *bytes,
                      size_t size)
{
    char *path = mem_format("%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    free(path);
    if (f == NULL)
        return -1;
    size_t done = fwrite(bytes, 1, size, f);
    return fclose(f) == 0 && done == size ? 0 : -1;
}

static size_t block_end(const struct school *s, size_t job)
{
    size_t end = (job + 1) * BLOCK;
    return end < s->members ? end : s->members;
}

static int count_block(void *context, size_t job, void **result, struct diag *d)
{
    struct school *s = context;
    struct gram *g = mem_alloc(sizeof *g);
    *result = g;
    int status = gram_open(g, s->courses, d);
    for (size_t m = job * BLOCK; status == 0 && m < block_end(s, job); m++)
        status = gram_add(g, s->course + s->starts[m],
                          s->starts[m + 1] - s->starts[m], d);
    return status;
}

static int merge_block(void *context, size_t job, void *result, int failed,
                       struct diag *d)
{
    struct school *s = context;
    (void)job;
    (void)d;
    if (!failed)
        gram_merge(&s->gram, result);
    gram_close(result);
    free(result);
    return 0;
}

static void list_batch(struct school *s, size_t first, size_t count,
                       double *scores)
{
    size_t starts[BATCH + 1], n = s->courses;
    for (size_t i = 0; i <= count; i++)
        starts[i] = s->starts[first + i] - s->starts[first];
    const uint32_t *course = s->course + s->starts[first];
    rowsum_many(s->ease.weights, n, course, NULL, starts, count, scores);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = starts[i]; j < starts[i + 1]; j++)
            scores[i * n + course[j]] = -INFINITY;
        topk(scores + i * n, n, BEST, s->list + (first + i) * BEST);
    }
}

static int list_block(void *context, size_t job, void **result, struct diag *d)
{
    struct school *s = context;
    double *scores = mem_array(NULL, s->courses, BATCH * sizeof *scores);
    size_t end = block_end(s, job);
    (void)result;
    (void)d;
    for (size_t m = job * BLOCK; m < end; m += BATCH)
        list_batch(s, m, end - m < BATCH ? end - m : BATCH, scores);
    free(scores);
    return 0;
}

static int run(struct school *s, size_t threads, struct diag *d)
{
    size_t blocks = (s->members + BLOCK - 1) / BLOCK;
    struct ease_options o = {.lambda = 500};
    double begin = now(), counted, solved;
    if (gram_open(&s->gram, s->courses, d) != 0 ||
        pool_run(threads, blocks, count_block, merge_block, s, d) != 0)
        return -1;
    counted = now();
    if (ease_fit(&s->ease, &s->gram, &o, d) != 0)
        return -1;
    solved = now();
    s->list = mem_array(NULL, s->members, BEST * sizeof *s->list);
    if (pool_run(threads, blocks, list_block, NULL, s, d) != 0)
        return -1;
    double end = now();
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    printf("dripline gram %.3f solve %.3f top10 %.3f total %.3f peak_mb %ld\n",
           counted - begin, solved - counted, end - solved, end - begin,
           used.ru_maxrss / 1024);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fprintf(stderr, "usage: bench-recommend MEMBERS COURSES THREADS "
                        "FOLDER\n");
        return 2;
    }
    struct school s = {.members = strtoul(argv[1], NULL, 10),
                       .courses = strtoul(argv[2], NULL, 10)};
    struct diag d = {0};
    blas_alone();
    invent_all(&s);
    size_t shown = s.members < SHOWN ? s.members : SHOWN;
    int status = write_file(argv[4], "starts", s.starts,
                            (s.members + 1) * sizeof *s.starts) != 0 ||
                         write_file(argv[4], "courses", s.course,
                                    s.starts[s.members] * sizeof *s.course) != 0
                     ? diag_fail(&d, "cannot write to %s", argv[4])
                     : run(&s, strtoul(argv[3], NULL, 10), &d);
    if (status == 0)
        status =
            write_file(argv[4], "lists", s.list, shown * BEST * sizeof *s.list);
    if (status != 0)
        diag_print(&d, "bench-recommend");
    gram_close(&s.gram);
    ease_free(&s.ease);
    free(s.starts);
    free(s.course);
    free(s.list);
    return status == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
