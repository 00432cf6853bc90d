/*
 * rowsum.c - see rowsum.h.
 *
 * Four rows are added in one turn over the columns, each product rounded before
 * it is added: wider registers do several columns at once and change no sum.
 */
#include "analyze/math/rowsum.h"

enum { STRIP = 96 }; /* columns; of 1,000 rows 0.8 MB */

#if defined(__x86_64__) && defined(__GNUC__)
#define WIDE __attribute__((target("avx2"), optimize("O3")))
#define HAS_WIDE __builtin_cpu_supports("avx2")
#else
#define WIDE
#define HAS_WIDE 0
#endif

/* A run of columns FROM .. FROM + WIDTH - 1 of a member's rows. */
struct strip {
    const double *matrix; /* at its first column */
    size_t stride, width;
    const uint32_t *item;
    const double *weight; /* or NULL */
    size_t count;
};

#define WEIGHT(i) (s->weight != NULL ? s->weight[i] : 1.0)
#define ROW(i) (s->matrix + s->item[i] * s->stride)

/* The body of both: one compiled for wide registers, one for any. */
#define ADD_ROWS(s, out)                                                     \
    do {                                                                     \
        size_t i = 0;                                                        \
        for (size_t j = 0; j < (s)->width; j++)                              \
            (out)[j] = 0;                                                    \
        for (; i + 4 <= (s)->count; i += 4) {                                \
            const double *restrict a = ROW(i), *restrict b = ROW(i + 1);     \
            const double *restrict c = ROW(i + 2), *restrict e = ROW(i + 3); \
            double u = WEIGHT(i), v = WEIGHT(i + 1);                         \
            double w = WEIGHT(i + 2), x = WEIGHT(i + 3);                     \
            for (size_t j = 0; j < (s)->width; j++)                          \
                (out)[j] = ((((out)[j] + u * a[j]) + v * b[j]) + w * c[j]) + \
                           x * e[j];                                         \
        }                                                                    \
        for (; i < (s)->count; i++) {                                        \
            const double *restrict a = ROW(i);                               \
            double u = WEIGHT(i);                                            \
            for (size_t j = 0; j < (s)->width; j++)                          \
                (out)[j] += u * a[j];                                        \
        }                                                                    \
    } while (0)

WIDE static void add_wide(const struct strip *s, double *restrict out)
{
    ADD_ROWS(s, out);
}

static void add_any(const struct strip *s, double *restrict out)
{
    ADD_ROWS(s, out);
}

static void add_strip(const struct strip *s, double *restrict out)
{
    if (HAS_WIDE)
        add_wide(s, out);
    else
        add_any(s, out);
}

void rowsum(const double *matrix, size_t width, const uint32_t *item,
            const double *weight, size_t count, double *out)
{
    struct strip s = {matrix, width, width, item, weight, count};
    add_strip(&s, out);
}

void rowsum_many(const double *matrix, size_t width, const uint32_t *item,
                 const double *weight, const size_t *starts, size_t count,
                 double *out)
{
    for (size_t from = 0; from < width; from += STRIP) {
        size_t columns = width - from < STRIP ? width - from : STRIP;
        for (size_t m = 0; m < count; m++) {
            struct strip s = {.matrix = matrix + from,
                              .stride = width,
                              .width = columns,
                              .item = item + starts[m],
                              .weight =
                                  weight != NULL ? weight + starts[m] : NULL,
                              .count = starts[m + 1] - starts[m]};
            add_strip(&s, out + m * width + from);
        }
    }
}
