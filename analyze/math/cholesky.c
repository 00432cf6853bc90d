/* cholesky.c - see cholesky.h. */
#include "analyze/math/cholesky.h"

#include <math.h>
#include <string.h>

bool cholesky_factor(double *a, size_t n, double least)
{
    for (size_t j = 0; j < n; j++) {
        double *row = a + j * n;
        for (size_t i = 0; i < j; i++) {
            double sum = row[i];
            for (size_t k = 0; k < i; k++)
                sum -= row[k] * a[i * n + k];
            row[i] = sum / a[i * n + i];
        }
        double pivot = row[j];
        for (size_t k = 0; k < j; k++)
            pivot -= row[k] * row[k];
        if (!(pivot > least))
            return false;
        row[j] = sqrt(pivot);
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

void cholesky_forward(const double *l, size_t n, double *x, size_t width)
{
    for (size_t i = 0; i < n; i++) {
        double *to = x + i * width;
        for (size_t k = 0; k < i; k++)
            for (size_t c = 0; c < width; c++)
                to[c] -= l[i * n + k] * x[k * width + c];
        for (size_t c = 0; c < width; c++)
            to[c] /= l[i * n + i];
    }
}

void cholesky_backward(const double *l, size_t n, double *x, size_t width)
{
    for (size_t i = n; i-- > 0;) {
        double *to = x + i * width;
        for (size_t k = i + 1; k < n; k++)
            for (size_t c = 0; c < width; c++)
                to[c] -= l[k * n + i] * x[k * width + c];
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
