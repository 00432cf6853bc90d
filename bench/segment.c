/*
 * segment.c - our half of bench/segment.sh: the time and memory of segments.
 *
 *   bench-segment WHAT MEMBERS THREADS [FILE]
 *
 * WHAT is complete, blocks (30 % block missing), items (5 % missing one by
 * one): 40 likert items and 12 topics in five groups, the whole search for K up
 * to 8; or kmeans: 10 starts of k = 8 on the likert items. FILE gets the codes,
 * a byte each, row after row in the order made (255: missing), for the peer.
 * Prints "ours WHAT MEMBERS SECONDS PEAK-MB K-OR-SPREAD".
 */
#include "analyze/math/blas.h"
#include "analyze/math/kmeans_coded.h"
#include "analyze/math/segmentation.h"
#include "bench/survey.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { STATES = 5 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static long peak(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

/* Nothing is missing in what the peer reads: rows are in their order. */
static int write_codes(const char *path, const struct coded *c, struct diag *d)
{
    FILE *out = fopen(path, "wb");
    if (out == NULL)
        return diag_fail_errno(d, "cannot write %s", path);
    fwrite(c->code, c->width, c->n, out);
    return fclose(out) == 0 ? 0 : diag_fail_errno(d, "cannot write %s", path);
}

static int run_search(const struct coded *c, size_t threads, double *result,
                      struct diag *d)
{
    struct segmentation g;
    struct segmentation_options o = {.k_max = 8,
                                     .starts = 8,
                                     .stability = 0.75,
                                     .least = 10,
                                     .seed = 1,
                                     .threads = threads};
    int status = segmentation_find(&g, c, &o, d);
    *result = (double)g.model.k;
    segmentation_free(&g);
    return status;
}

static int run_kmeans(const struct coded *c, size_t threads, double *result,
                      struct diag *d)
{
    struct kmeans_coded km;
    int status = kmeans_coded_fit(&km, c, 8, 10, 1, threads, d);
    *result = km.spread;
    kmeans_coded_free(&km);
    return status;
}

static int run(int argc, char **argv, struct diag *d)
{
    const char *what = argv[1];
    struct survey s = {.members = strtoul(argv[2], NULL, 10),
                       .groups = 5,
                       .items = 40,
                       .blocks = 5,
                       .topics = 12,
                       .apart = 0.7,
                       .style = 0.5,
                       .block = 0.4,
                       .seed = 1};
    size_t threads = strtoul(argv[3], NULL, 10);
    struct coded c;
    double result = 0;
    s.block_missing = strcmp(what, "blocks") == 0 ? 0.3 : 0;
    s.item_missing = strcmp(what, "items") == 0 ? 0.05 : 0;
    if (survey_make(&s, false, &c, d) != 0)
        return -1;
    if (argc > 4 && write_codes(argv[4], &c, d) != 0)
        return -1;
    double begin = now();
    int status = strcmp(what, "kmeans") == 0
                     ? run_kmeans(&c, threads, &result, d)
                     : run_search(&c, threads, &result, d);
    printf("ours %s %zu %.2f %ld %.6g\n", what, s.members, now() - begin,
           peak(), result);
    coded_free(&c);
    return status;
}

int main(int argc, char **argv)
{
    struct diag d = {0};
    gsl_set_error_handler_off();
    blas_alone();
    if (argc < 4) {
        fprintf(stderr, "usage: bench-segment WHAT MEMBERS THREADS [FILE]\n");
        return 2;
    }
    if (run(argc, argv, &d) == 0)
        return EXIT_SUCCESS;
    diag_print(&d, "bench-segment");
    return EXIT_FAILURE;
}
