/* merge_rows.c - rows and figures of merge.h. */
#include "tests/conformance/merge.h"

#include "analyze/math/mixhash.h"
#include "analyze/math/moments.h"
#include "lib/mem.h"
#include "tests/conformance/table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RUN = 5, NO_ROW = -1 };

static double cell_of(const struct frame *f, size_t row, size_t column)
{
    size_t at = (row + column / f->columns) % f->rows;
    return f->values[at * f->columns + column % f->columns];
}

/* The place of X among the N distinct VALUES, in CODES classes. */
static int class_of(const double *values, size_t n, double x, size_t codes)
{
    size_t low = 0, high = n;
    if (isnan(x))
        return -1;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (values[middle] <= x)
            low = middle;
        else
            high = middle;
    }
    return (int)(n > codes ? low * codes / n : low);
}

/* Of each row: its place in the table, or NO_ROW. */
static long *order_rows(struct merge_rows *r, size_t rows)
{
    long *place = mem_array(NULL, rows + MERGE_MISSING * RUN, sizeof *place);
    size_t next = 0;
    for (size_t run = 0; run < MERGE_MISSING; run++) {
        r->missing[run][0] = r->count;
        for (size_t i = 0; i < RUN; i++)
            place[r->count++] = NO_ROW;
        r->missing[run][1] = r->count;
        size_t end = rows * (run + 1) / (MERGE_MISSING - 1);
        for (; next < end && next < rows; next++)
            place[r->count++] = (long)next;
    }
    return place;
}

static void fill_cell(struct merge_rows *r, const struct frame *f,
                      const long *place, size_t column, size_t k)
{
    struct moments m = {0};
    double *x = mem_array(NULL, r->count, sizeof *x);
    size_t distinct;
    for (size_t i = 0; i < r->count; i++) {
        x[i] =
            place[i] == NO_ROW ? NAN : cell_of(f, (size_t)place[i], column + k);
        moments_add(&m, x[i], 1);
    }
    double *values = table_values(x, r->count, &distinct);
    r->mean[k] = moments_mean(&m);
    r->sd[k] = sqrt(moments_variance_population(&m));
    r->byte[k] = mem_alloc(r->count);
    for (size_t i = 0; i < r->count; i++) {
        struct merge_row *row = &r->row[i];
        row->value[k] = x[i];
        row->code[k] = class_of(values, distinct, x[i], MERGE_CODES);
        row->fine[k] = class_of(values, distinct, x[i], MERGE_FINE);
        r->byte[k][i] = row->code[k] < 0 ? MERGE_CODES : (uint8_t)row->code[k];
    }
    free(values);
    free(x);
}

/* From 0.2 to 5, as raking makes them; one of 16 says that nobody counts. */
static double weight_of(size_t i)
{
    double least = i % 16 == 7 ? 0 : 0.2;
    return least * pow(25, mixhash_uniform(3, i, 1));
}

void merge_rows_make(struct merge_rows *r, const struct frame *f, size_t column)
{
    memset(r, 0, sizeof *r);
    long *place = order_rows(r, f->rows);
    r->row = mem_array(NULL, r->count, sizeof *r->row);
    for (size_t k = 0; k < MERGE_CELLS; k++)
        fill_cell(r, f, place, column, k);
    for (size_t i = 0; i < r->count; i++)
        r->row[i].weight = weight_of(i);
    free(place);
}

void merge_rows_free(struct merge_rows *r)
{
    free(r->row);
    for (size_t k = 0; k < MERGE_CELLS; k++)
        free(r->byte[k]);
    memset(r, 0, sizeof *r);
}

static void put(struct merge_figures *f, struct merge_figure figure)
{
    if (f->count == MERGE_FIGURES) {
        fprintf(stderr, "merge: more than %d figures\n", MERGE_FIGURES);
        abort();
    }
    f->of[f->count++] = figure;
}

void merge_exact(struct merge_figures *f, const char *name, double value)
{
    put(f, (struct merge_figure){name, value, 0, 0});
}

void merge_near(struct merge_figures *f, const char *name, double value,
                double size)
{
    put(f, (struct merge_figure){name, value, size, 1e-12});
}

void merge_high(struct merge_figures *f, const char *name, double value,
                double size)
{
    put(f, (struct merge_figure){name, value, size, 1e-9});
}

void merge_must(int status, const struct diag *d)
{
    if (status == 0)
        return;
    fprintf(stderr, "merge: %s\n", d->text);
    abort();
}
