/* stability.c - see stability.h. */
#include "analyze/math/stability.h"

#include "analyze/math/matching.h"
#include "lib/mem.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

int overlap_open(struct overlap *o, size_t rows, size_t columns, struct diag *d)
{
    memset(o, 0, sizeof *o);
    if (rows == 0 || columns == 0 || rows > STABILITY_MAX ||
        columns > STABILITY_MAX)
        return diag_fail(d, "partitions of %zu and %zu groups", rows, columns);
    o->rows = rows;
    o->columns = columns;
    o->counts = mem_alloc(rows * columns * sizeof *o->counts);
    return 0;
}

void overlap_close(struct overlap *o)
{
    free(o->counts);
    memset(o, 0, sizeof *o);
}

void overlap_add(struct overlap *o, size_t a, size_t b)
{
    assert(a < o->rows && b < o->columns);
    o->counts[a * o->columns + b]++;
}

void overlap_merge(struct overlap *o, const struct overlap *other)
{
    for (size_t i = 0; i < o->rows * o->columns; i++)
        o->counts[i] += other->counts[i];
}

/* The margins of a table, and its total. */
struct margins {
    int64_t *row, *column, total;
};

static void margins_open(struct margins *m, const struct overlap *o)
{
    m->row = mem_alloc(o->rows * sizeof *m->row);
    m->column = mem_alloc(o->columns * sizeof *m->column);
    m->total = 0;
    for (size_t i = 0; i < o->rows * o->columns; i++) {
        m->row[i / o->columns] += o->counts[i];
        m->column[i % o->columns] += o->counts[i];
        m->total += o->counts[i];
    }
}

static void margins_close(struct margins *m)
{
    free(m->row);
    free(m->column);
}

/* The sum of n (n - 1) / 2: pairs that are together. */
static double pairs_within(const int64_t *counts, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += (double)counts[i] * ((double)counts[i] - 1) / 2;
    return sum;
}

static double adjusted_rand(const struct overlap *o, const struct margins *m)
{
    double all = pairs_within(&m->total, 1);
    double a = pairs_within(m->row, o->rows);
    double b = pairs_within(m->column, o->columns);
    double both = pairs_within(o->counts, o->rows * o->columns);
    if (m->total < 2)
        return NAN;
    double chance = a * b / all;
    double most = (a + b) / 2;
    return most == chance ? 1 : (both - chance) / (most - chance);
}

/* The sum of p ln p over shares of TOTAL. */
static double negentropy(const int64_t *counts, size_t count, int64_t total)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        double p = (double)counts[i] / (double)total;
        sum += p > 0 ? p * log(p) : 0;
    }
    return sum;
}

static double variation(const struct overlap *o, const struct margins *m)
{
    double both = negentropy(o->counts, o->rows * o->columns, m->total);
    return negentropy(m->row, o->rows, m->total) +
           negentropy(m->column, o->columns, m->total) - 2 * both;
}

static double *jaccards(const struct overlap *o, const struct margins *m)
{
    double *table = mem_array(NULL, o->rows * o->columns, sizeof *table);
    for (size_t i = 0; i < o->rows * o->columns; i++) {
        int64_t either =
            m->row[i / o->columns] + m->column[i % o->columns] - o->counts[i];
        table[i] = either > 0 ? (double)o->counts[i] / (double)either : 0;
    }
    return table;
}

void overlap_finish(const struct overlap *o, struct agreement *a)
{
    struct margins m;
    margins_open(&m, o);
    a->ari = adjusted_rand(o, &m);
    a->vi = m.total > 0 ? variation(o, &m) : NAN;
    a->clusters = o->rows;
    a->match = mem_array(NULL, o->rows, sizeof *a->match);
    a->jaccard = mem_array(NULL, o->rows, sizeof *a->jaccard);

    double *table = jaccards(o, &m);
    matching_best(table, o->rows, o->columns, a->match);
    a->mean_jaccard = 0;
    a->min_jaccard = 1;
    for (size_t i = 0; i < o->rows; i++) {
        size_t j = a->match[i];
        a->jaccard[i] = j != STABILITY_NONE ? table[i * o->columns + j] : 0;
        a->mean_jaccard += a->jaccard[i] / (double)o->rows;
        a->min_jaccard = fmin(a->min_jaccard, a->jaccard[i]);
    }
    free(table);
    margins_close(&m);
}

void agreement_free(struct agreement *a)
{
    free(a->match);
    free(a->jaccard);
    memset(a, 0, sizeof *a);
}
