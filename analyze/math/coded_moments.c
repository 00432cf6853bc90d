/* coded_moments.c - see coded_moments.h. */
#include "analyze/math/coded_moments.h"

#include "analyze/math/blas.h"
#include "lib/mem.h"
#include "lib/pool.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK = 256 }; /* rows for one call of BLAS */

struct making {
    struct coded_moments *m;
    const struct coded *c;
    size_t block;
};

/* What a block adds to: of all rows, and of the patterns FIRST .. LAST - 1. */
struct part {
    size_t first, last;
    double *all, *pattern;
};

static size_t square(const struct coded *c)
{
    return c->dims * c->dims;
}

static void add_chunk(const struct coded *c, size_t from, size_t to,
                      double *rows, double *products)
{
    for (size_t i = from; i < to; i++)
        coded_numbers(c, i, rows + (i - from) * c->dims);
    int dims = (int)c->dims;
    cblas_dsyrk(CblasRowMajor, CblasLower, CblasTrans, dims, (int)(to - from),
                1, rows, dims, 1, products, dims);
}

/* One pattern's rows FROM .. TO - 1 of a block. */
static void add_run(const struct coded *c, size_t from, size_t to, double *rows,
                    double *products)
{
    for (size_t i = from; i < to; i += CHUNK)
        add_chunk(c, i, to - i > CHUNK ? i + CHUNK : to, rows, products);
}

static void add_products(double *to, const double *more, size_t count)
{
    for (size_t i = 0; i < count; i++)
        to[i] += more[i];
}

static int work(void *context, size_t job, void **result, struct diag *d)
{
    const struct making *k = context;
    const struct coded *c = k->c;
    size_t from = job * k->block;
    size_t end = c->n - from > k->block ? from + k->block : c->n;
    struct part *p = mem_alloc(sizeof *p);
    (void)d;
    p->first = coded_pattern(c, from);
    p->last = coded_pattern(c, end - 1) + 1;
    if (p->last > c->held)
        p->last = p->first > c->held ? p->first : c->held;
    p->all = mem_alloc(square(c) * sizeof *p->all);
    p->pattern =
        mem_alloc((p->last - p->first) * square(c) * sizeof *p->pattern);
    double *rows = mem_array(NULL, CHUNK * c->dims, sizeof *rows);
    for (size_t q = p->first; q < p->last && from < end; q++) {
        double *own = p->pattern + (q - p->first) * square(c);
        size_t to = c->pattern[q + 1] < end ? c->pattern[q + 1] : end;
        add_run(c, from, to, rows, own);
        add_products(p->all, own, square(c));
        from = to;
    }
    add_run(c, from, end, rows, p->all);
    free(rows);
    *result = p;
    return 0;
}

static int take(void *context, size_t job, void *result, int failed,
                struct diag *d)
{
    const struct making *k = context;
    struct part *p = result;
    size_t size = square(k->c);
    (void)job;
    (void)d;
    if (!failed) {
        add_products(k->m->all, p->all, size);
        if (p->last > p->first)
            add_products(k->m->pattern + p->first * size, p->pattern,
                         (p->last - p->first) * size);
    }
    free(p->all);
    free(p->pattern);
    free(p);
    return 0;
}

static void mirror(double *a, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            a[i * n + j] = a[j * n + i];
}

/* Puts what pattern Q has of A, of which the lower triangle is made, first. */
static void squeeze(double *a, const struct coded *c, size_t q)
{
    uint16_t there[CODED_DIMS];
    size_t o = coded_has(c, q, there);
    for (size_t i = 0; i < o; i++)
        for (size_t j = 0; j <= i; j++)
            a[i * o + j] = a[there[i] * c->dims + there[j]];
    mirror(a, o);
}

static void count_observed(struct coded_moments *m, const struct coded *c)
{
    for (size_t q = 0; q < c->patterns; q++) {
        size_t rows = c->pattern[q + 1] - c->pattern[q];
        size_t missing;
        (void)coded_lacks(c, q, &missing);
        m->observed += (int64_t)(rows * (c->dims - missing));
    }
}

int coded_moments_make(struct coded_moments *m, const struct coded *c,
                       size_t threads, size_t block, struct diag *d)
{
    *m = (struct coded_moments){.dims = c->dims, .held = c->held};
    m->all = mem_alloc(square(c) * sizeof *m->all);
    m->pattern = mem_alloc(c->held * square(c) * sizeof *m->pattern);
    count_observed(m, c);
    if (c->n == 0 || c->dims == 0)
        return 0;
    blas_alone();
    struct making k = {m, c, block};
    if (pool_run(threads, (c->n + block - 1) / block, work, take, &k, d) != 0)
        return -1;
    mirror(m->all, c->dims);
    for (size_t q = 0; q < c->held; q++)
        squeeze(m->pattern + q * square(c), c, q);
    return 0;
}

void coded_moments_free(struct coded_moments *m)
{
    free(m->all);
    free(m->pattern);
    *m = (struct coded_moments){0};
}
