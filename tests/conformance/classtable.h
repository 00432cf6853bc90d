/*
 * classtable.h - the table of a mixture's conformance case, coded and ready.
 */
#ifndef CONFORMANCE_CLASSTABLE_H
#define CONFORMANCE_CLASSTABLE_H

#include "analyze/math/mixture_fit.h"
#include "tests/conformance/check.h"
#include "tests/conformance/frame.h"

enum { CLASSTABLE_MOST = 40 };

/* The columns of a table that a case uses; names in lists that end in NULL. */
struct plan {
    const char *file;
    const char *scales[CLASSTABLE_MOST];  /* whole numbers from 0 to 9 */
    const char *classes[CLASSTABLE_MOST]; /* the same */
    const char *reals[CLASSTABLE_MOST];   /* "log:NAME" for the logarithm */
    int complete; /* leave out rows that lack something */
};

struct table {
    struct frame frame;
    size_t scales[CLASSTABLE_MOST], classes[CLASSTABLE_MOST];
    size_t reals[CLASSTABLE_MOST];
    int log[CLASSTABLE_MOST];
    size_t n_scales, n_classes, n_reals;
    uint16_t states[2 * CLASSTABLE_MOST];
    double low[CLASSTABLE_MOST]; /* the smallest code of each class column */
};

/* What a case works with. */
struct bench {
    struct table table;
    struct coded data;
    struct coded_moments moments;
    struct mixture_starts starts;
    struct mixture_em em;
};

/* Row R of the table as it was read. */
const double *classtable_row(const struct bench *b, size_t r);

/* -1, noted in C, on failure; bench_close() it in any case. */
int bench_open(struct bench *b, struct check *c, const struct plan *p);
void bench_close(struct bench *b);

#endif
