/* rows.c - see rows.h. */
#include "analyze/math/rows.h"

#include <math.h>

const double *rows_at(struct rows r, size_t i)
{
    return r.values + i * r.dim;
}

/* Four lanes, so that a compiler may use wide registers: same sums always. */
double rows_distance2(const double *a, const double *b, size_t dim)
{
    double lane[4] = {0, 0, 0, 0};
    size_t j = 0;
    for (; j + 4 <= dim; j += 4) {
        for (size_t l = 0; l < 4; l++) {
            double gap = a[j + l] - b[j + l];
            lane[l] += gap * gap;
        }
    }
    for (; j < dim; j++)
        lane[0] += (a[j] - b[j]) * (a[j] - b[j]);
    return (lane[0] + lane[1]) + (lane[2] + lane[3]);
}

int rows_check(struct rows r, struct diag *d)
{
    for (size_t i = 0; i < r.count * r.dim; i++)
        if (!isfinite(r.values[i]))
            return diag_fail(d, "row %zu, column %zu: not a finite number",
                             i / r.dim + 1, i % r.dim + 1);
    return 0;
}
