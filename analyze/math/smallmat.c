/* smallmat.c - see smallmat.h. */
#include "analyze/math/smallmat.h"

#include "analyze/math/lanes.h"

enum { CHUNK = 8 };

/* CHUNK columns of two rows of the product. */
LANES_INLINE void multiply_chunk(const double *one, const double *two,
                                 size_t inner, const double *b, size_t width,
                                 double *to_one, double *to_two)
{
    double sum_one[CHUNK] = {0}, sum_two[CHUNK] = {0};
    for (size_t k = 0; k < inner; k++)
        for (size_t c = 0; c < CHUNK; c++) {
            double x = b[k * width + c];
            sum_one[c] += one[k] * x;
            sum_two[c] += two[k] * x;
        }
    for (size_t c = 0; c < CHUNK; c++)
        to_one[c] = sum_one[c];
    for (size_t c = 0; c < CHUNK; c++)
        to_two[c] = sum_two[c];
}

LANES_INLINE double multiply_one(const double *row, size_t inner,
                                 const double *column, size_t width)
{
    double sum = 0;
    for (size_t k = 0; k < inner; k++)
        sum += row[k] * column[k * width];
    return sum;
}

LANES_WIDE void smallmat_multiply(const double *a, size_t n, size_t inner,
                                  const double *b, size_t width, double *out)
{
    for (size_t i = 0; i < n; i += 2) {
        size_t next = i + 1 < n ? i + 1 : i; /* the last may be done twice */
        const double *one = a + i * inner, *two = a + next * inner;
        size_t c = 0;
        for (; c + CHUNK <= width; c += CHUNK)
            multiply_chunk(one, two, inner, b + c, width, out + i * width + c,
                           out + next * width + c);
        for (; c < width; c++) {
            out[i * width + c] = multiply_one(one, inner, b + c, width);
            out[next * width + c] = multiply_one(two, inner, b + c, width);
        }
    }
}

void smallmat_transpose(const double *a, size_t n, size_t width, double *out)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < width; j++)
            out[j * n + i] = a[i * width + j];
}
