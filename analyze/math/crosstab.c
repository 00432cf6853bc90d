/* crosstab.c - see crosstab.h. */
#include "analyze/math/crosstab.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

int crosstab_open(struct crosstab *t, size_t rows, size_t columns,
                  struct diag *d)
{
    memset(t, 0, sizeof *t);
    if (rows == 0 || columns == 0 || rows > CROSSTAB_MAX / columns)
        return diag_fail(d, "a table of %zu by %zu; 1 to %d cells are possible",
                         rows, columns, CROSSTAB_MAX);
    t->rows = rows;
    t->columns = columns;
    t->n = mem_alloc(rows * columns * sizeof *t->n);
    return 0;
}

void crosstab_close(struct crosstab *t)
{
    free(t->n);
    memset(t, 0, sizeof *t);
}

void crosstab_add(struct crosstab *t, size_t row, size_t column, int64_t count)
{
    t->n[row * t->columns + column] += count;
}

void crosstab_merge(struct crosstab *t, const struct crosstab *other)
{
    for (size_t i = 0; i < t->rows * t->columns; i++)
        t->n[i] += other->n[i];
}

int64_t crosstab_row(const struct crosstab *t, size_t row)
{
    int64_t sum = 0;
    for (size_t c = 0; c < t->columns; c++)
        sum += crosstab_at(t, row, c);
    return sum;
}

int64_t crosstab_column(const struct crosstab *t, size_t column)
{
    int64_t sum = 0;
    for (size_t r = 0; r < t->rows; r++)
        sum += crosstab_at(t, r, column);
    return sum;
}

int64_t crosstab_total(const struct crosstab *t)
{
    int64_t sum = 0;
    for (size_t i = 0; i < t->rows * t->columns; i++)
        sum += t->n[i];
    return sum;
}

double crosstab_ranks(const struct crosstab *t, double *rank)
{
    double below = 0, ties = 0;
    for (size_t r = 0; r < t->rows; r++) {
        double here = (double)crosstab_row(t, r);
        rank[r] = below + (here + 1) / 2;
        ties += here * here * here - here;
        below += here;
    }
    return ties;
}
