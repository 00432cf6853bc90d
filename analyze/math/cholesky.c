/* cholesky.c - see cholesky.h. */
#include "analyze/math/cholesky.h"

#include "analyze/math/lanes.h"

#include <math.h>
#include <string.h>

enum { COLUMN = 256 };

/* Takes what column J of L explains off the rows below it. */
LANES_INLINE void take_column(double *a, size_t n, size_t j)
{
    double part[COLUMN];
    for (size_t from = j + 1; from < n; from += COLUMN) {
        size_t to = n - from > COLUMN ? from + COLUMN : n;
        for (size_t i = from; i < to; i++)
            part[i - from] = a[i * n + j];
        for (size_t i = from; i < n; i++)
            lanes_add(a + i * n + from, -a[i * n + j], part,
                      (i < to ? i + 1 : to) - from);
    }
}

LANES_WIDE bool cholesky_factor(double *a, size_t n, double least)
{
    for (size_t j = 0; j < n; j++) {
        if (!(a[j * n + j] > least))
            return false;
        a[j * n + j] = sqrt(a[j * n + j]);
        for (size_t i = j + 1; i < n; i++)
            a[i * n + j] /= a[j * n + j];
        take_column(a, n, j);
    }
    return true;
}

double cholesky_logdet(const double *l, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += log(l[i * n + i]);
    return 2 * sum;
}

LANES_WIDE void cholesky_forward(const double *l, size_t n, double *x,
                                 size_t width)
{
    for (size_t i = 0; i < n; i++) {
        double *to = x + i * width;
        for (size_t k = 0; k < i; k++)
            lanes_add(to, -l[i * n + k], x + k * width, width);
        for (size_t c = 0; c < width; c++)
            to[c] /= l[i * n + i];
    }
}

LANES_WIDE void cholesky_backward(const double *l, size_t n, double *x,
                                  size_t width)
{
    for (size_t i = n; i-- > 0;) {
        double *to = x + i * width;
        for (size_t k = i + 1; k < n; k++)
            lanes_add(to, -l[k * n + i], x + k * width, width);
        for (size_t c = 0; c < width; c++)
            to[c] /= l[i * n + i];
    }
}

void cholesky_inverse(const double *l, size_t n, double *out)
{
    memset(out, 0, n * n * sizeof *out);
    for (size_t i = 0; i < n; i++)
        out[i * n + i] = 1;
    cholesky_forward(l, n, out, n);
    cholesky_backward(l, n, out, n);
}
