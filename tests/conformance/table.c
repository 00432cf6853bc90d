/* table.c - see table.h. */
#include "tests/conformance/table.h"

#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>

static int by_value(const void *one, const void *two)
{
    double a = *(const double *)one, b = *(const double *)two;
    return (a > b) - (a < b);
}

double *table_values(const double *x, size_t count, size_t *distinct)
{
    double *values = mem_array(NULL, count, sizeof *values);
    size_t n = 0, kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!isnan(x[i]))
            values[n++] = x[i];
    qsort(values, n, sizeof *values, by_value);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || values[i] > values[kept - 1])
            values[kept++] = values[i];
    *distinct = kept;
    return values;
}

static size_t place(const double *values, size_t distinct, double x)
{
    const double *at = bsearch(&x, values, distinct, sizeof *values, by_value);
    return (size_t)(at - values);
}

struct crosstab table_of(const double *x, const double *y, const double *times,
                         size_t count)
{
    struct crosstab t = {0};
    struct diag d = {0};
    size_t rows, columns;
    double *row = table_values(x, count, &rows);
    double *column = table_values(y, count, &columns);
    if (crosstab_open(&t, rows, columns, &d) == 0)
        for (size_t i = 0; i < count; i++)
            if (!isnan(x[i]) && !isnan(y[i]))
                crosstab_add(&t, place(row, rows, x[i]),
                             place(column, columns, y[i]),
                             times != NULL ? (int64_t)times[i] : 1);
    free(row);
    free(column);
    return t;
}

size_t table_steps(const double *x, const double *y, size_t count,
                   struct change **steps)
{
    double *size = mem_array(NULL, count, sizeof *size);
    for (size_t i = 0; i < count; i++)
        size[i] = fabs(x[i] - y[i]) > 0 ? fabs(x[i] - y[i]) : NAN;
    size_t n;
    double *values = table_values(size, count, &n);
    *steps = mem_alloc(n * sizeof **steps);
    for (size_t i = 0; i < count; i++) {
        if (isnan(size[i]))
            continue;
        struct change *c = &(*steps)[place(values, n, size[i])];
        if (x[i] > y[i])
            c->up++;
        else
            c->down++;
    }
    free(size);
    free(values);
    return n;
}
