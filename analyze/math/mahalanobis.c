/* mahalanobis.c - see mahalanobis.h. */
#include "analyze/math/mahalanobis.h"

#include "analyze/math/lanes.h"
#include "analyze/math/spd.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    BLOCK = 128, /* respondents: their numbers fit the nearer cache */
    LANES = 4,
    GROUP = 8,
    ROWS = 4 /* of the factor at a time: as many sums as registers hold */
};

/* The items that vary, their means and covariances. */
static void fill(struct mahalanobis *m, const struct scale *s,
                 const double *covariance)
{
    for (size_t i = 0; i < s->items; i++) {
        struct scale_pair p = scale_sums(s, i, i);
        if (!(covariance[i * s->items + i] > 0))
            continue;
        m->mean[m->items] = (double)p.a / (double)p.n;
        m->place[m->items++] = i;
    }
    for (size_t i = 0; i < m->items; i++)
        for (size_t j = 0; j < m->items; j++)
            m->factor[i * m->items + j] =
                covariance[m->place[i] * s->items + m->place[j]];
}

/* Whether each item has something of its own, beyond those before it. */
static int is_sound(const struct mahalanobis *m, const double *variance)
{
    static const double LEAST = 1e-10; /* of its variance: rounding is less */
    for (size_t i = 0; i < m->items; i++) {
        double own = m->factor[i * m->items + i];
        if (!(own * own > LEAST * variance[i]))
            return 0;
    }
    return 1;
}

/* The inverse Cholesky factor in the place of the covariances; 0, or -1. */
static int factorise(struct mahalanobis *m)
{
    size_t n = m->items;
    double *variance = mem_array(NULL, n, sizeof *variance);
    for (size_t i = 0; i < n; i++)
        variance[i] = m->factor[i * n + i];
    int sound = spd_factor(m->factor, n) == 0 && is_sound(m, variance);
    free(variance);
    return sound ? spd_invert_factor(m->factor, n) : -1;
}

int mahalanobis_open(struct mahalanobis *m, const struct scale *s,
                     struct diag *d)
{
    memset(m, 0, sizeof *m);
    size_t cells = s->items * s->items;
    double *covariance = mem_array(NULL, cells, sizeof *covariance);
    m->place = mem_array(NULL, s->items, sizeof *m->place);
    m->mean = mem_array(NULL, s->items, sizeof *m->mean);
    m->factor = mem_array(NULL, cells, sizeof *m->factor);
    scale_covariances(s, covariance);
    fill(m, s, covariance);
    free(covariance);
    for (size_t i = 0; i < m->items * m->items; i++)
        if (!isfinite(m->factor[i]))
            return diag_fail(d, "two items that nobody answered both of");
    if (m->items == 0)
        return diag_fail(d, "no item varies");
    if (factorise(m) != 0)
        return diag_fail(d, "some items follow from others");
    return 0;
}

void mahalanobis_close(struct mahalanobis *m)
{
    free(m->place);
    free(m->mean);
    free(m->factor);
    memset(m, 0, sizeof *m);
}

/* Four respondents beside each other; two of them are a group. */
typedef double lanes __attribute__((vector_size(32)));
typedef int64_t wholes __attribute__((vector_size(32)));
typedef uint64_t words __attribute__((vector_size(32)));

/*
 * The factor as the kernel reads it: ROWS rows at a time, column by column,
 * with zeros behind the end of a row and for rows that are not there.
 */
static double *pack_factor(const struct mahalanobis *m)
{
    size_t n = m->items, turns = (n + ROWS - 1) / ROWS, at = 0;
    double *packed = mem_lanes(ROWS * ROWS * turns * (turns + 1) / 2);
    for (size_t i = 0; i < n; i += ROWS)
        for (size_t k = 0; k < i + ROWS; k++)
            for (size_t r = i; r < i + ROWS; r++)
                packed[at++] = r < n && k <= r ? m->factor[r * n + k] : 0;
    return packed;
}

/*
 * Four bytes below CODES as answers less their mean; else 0. SHIFT is 2^52 less
 * the lowest code: a byte put behind the bits of 2^52 is a number.
 */
LANES_INLINE void centre_lanes(const uint8_t *byte, int codes, double shift,
                               double mean, lanes *to)
{
    static const int64_t BITS = INT64_C(0x4330000000000000);
    static const words places = {0, 8, 16, 24};
    uint32_t all = (uint32_t)byte[0] | (uint32_t)byte[1] << 8 |
                   (uint32_t)byte[2] << 16 | (uint32_t)byte[3] << 24;
    wholes code = (wholes)((words){all, all, all, all} >> places & 0xFF);
    lanes off = (lanes)(code | BITS) - shift - mean;
    *to = (lanes)((wholes)off & (code < (int64_t)codes));
}

/* One item's answers of a block, less their mean; 0 where there is none. */
WIDE_VECTORS static void centre_item(const struct scale_column *c, double mean,
                                     const uint8_t *byte, size_t stride,
                                     lanes *to)
{
    double shift = 0x1p52 - c->low; /* all of it exact */
    for (size_t i = 0; i < BLOCK; i += GROUP, to += stride) {
        centre_lanes(byte + i, c->codes, shift, mean, &to[0]);
        centre_lanes(byte + i + LANES, c->codes, shift, mean, &to[1]);
    }
}

/* X: group after group, item by item. */
static void centre(const struct mahalanobis *m,
                   const struct scale_column *columns, size_t first,
                   size_t count, size_t stride, lanes *x)
{
    uint8_t rest[BLOCK];
    for (size_t k = 0; k < m->items; k++) {
        const struct scale_column *c = &columns[m->place[k]];
        const uint8_t *byte = c->byte + first;
        if (count < BLOCK) {
            memset(rest, UINT8_MAX, sizeof rest);
            byte = memcpy(rest, byte, count);
        }
        centre_item(c, m->mean[k], byte, stride, x + 2 * k);
    }
}

/* Adds to TO the squares of ROWS sums over COLUMNS items of X. */
LANES_INLINE void add_rows(const double *factor, const lanes *x, size_t columns,
                           lanes to[2])
{
    lanes a = {0}, b = {0}, c = {0}, e = {0};
    lanes f = {0}, g = {0}, h = {0}, i = {0};
    for (size_t k = 0; k < columns; k++, factor += ROWS, x += 2) {
        a += factor[0] * x[0];
        b += factor[1] * x[0];
        c += factor[2] * x[0];
        e += factor[3] * x[0];
        f += factor[0] * x[1];
        g += factor[1] * x[1];
        h += factor[2] * x[1];
        i += factor[3] * x[1];
    }
    to[0] = to[0] + a * a + b * b + c * c + e * e;
    to[1] = to[1] + f * f + g * g + h * h + i * i;
}

/* D squared of a block. */
LANES_WIDE static void measure(const double *packed, size_t turns,
                               const lanes *x, double *out)
{
    for (size_t i = 0; i < BLOCK; i += GROUP, x += 2 * ROWS * turns) {
        const double *factor = packed;
        lanes sum[2] = {{0}};
        for (size_t t = 1; t <= turns; t++) {
            add_rows(factor, x, t * ROWS, sum);
            factor += t * ROWS * ROWS;
        }
        memcpy(out + i, sum, sizeof sum);
    }
}

void mahalanobis_columns(const struct mahalanobis *m,
                         const struct scale_column *columns, size_t count,
                         double *out)
{
    size_t turns = (m->items + ROWS - 1) / ROWS, stride = turns * ROWS;
    double *packed = pack_factor(m), *x = mem_lanes(stride * BLOCK);
    double distance[BLOCK];
    for (size_t first = 0; first < count; first += BLOCK) {
        size_t here = count - first < BLOCK ? count - first : BLOCK;
        centre(m, columns, first, here, 2 * stride, (lanes *)x);
        measure(packed, turns, (const lanes *)x, distance);
        memcpy(out + first, distance, here * sizeof *out);
    }
    free(packed);
    free(x);
}
