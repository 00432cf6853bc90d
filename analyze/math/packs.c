/* packs.c - see packs.h. */
#include "analyze/math/packs.h"

#include "analyze/math/lanes.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK = 4, MOST_LANES = 32 }; /* of one register; of all */

/* Where the pack that begins with column FROM ends, END at most. */
static size_t end_of_pack(const uint32_t *first, size_t from, size_t end,
                          size_t *states)
{
    size_t to = from + 1;
    *states = first[to] - first[from];
    while (to < end && *states * (first[to + 1] - first[to]) <= PACKS_STATES) {
        *states *= first[to + 1] - first[to];
        to++;
    }
    return to;
}

/* Packs for the columns FROM .. TO - 1. */
static void lay_out(struct packs *p, const uint32_t *first, size_t from,
                    size_t to)
{
    while (from < to) {
        size_t states;
        from = end_of_pack(first, from, to, &states);
        p->cells += states;
        p->count++;
        p->column[p->count] = (uint32_t)from;
        p->first[p->count] = (uint32_t)p->cells;
    }
}

static void pack_row(const struct packs *p, const uint32_t *first,
                     const uint8_t *code, uint8_t *to)
{
    for (size_t q = 0; q < p->count; q++) {
        uint32_t state = 0;
        for (size_t j = p->column[q]; j < p->column[q + 1]; j++)
            state = state * (first[j + 1] - first[j]) + code[j];
        to[q] = (uint8_t)state;
    }
}

void packs_make(struct packs *p, const uint8_t *code, size_t n, size_t width,
                size_t scales, size_t classes, const uint32_t *first)
{
    *p = (struct packs){0};
    p->column = mem_alloc((scales + classes + 1) * sizeof *p->column);
    p->first = mem_alloc((scales + classes + 1) * sizeof *p->first);
    lay_out(p, first, 0, scales);
    p->scales = p->count;
    p->scale_cells = p->cells;
    lay_out(p, first, scales, scales + classes);
    p->code = mem_array(NULL, n, p->count > 0 ? p->count : 1);
    for (size_t i = 0; i < n; i++)
        pack_row(p, first, code + i * width, p->code + i * p->count);
}

void packs_free(struct packs *p)
{
    free(p->column);
    free(p->first);
    free(p->code);
    *p = (struct packs){0};
}

LANES_INLINE void add_lanes(double *to, const double *a, const double *b,
                            size_t lanes)
{
    for (size_t k = 0; k < lanes; k += CHUNK)
        for (size_t l = 0; l < CHUNK; l++)
            to[k + l] = a[k + l] + b[k + l];
}

/*
 * OUT has the sums of the columns so far for ENTRIES states; each becomes
 * STATES of them. From the end, so that none is overwritten before its turn.
 */
LANES_INLINE void spread_column(double *out, size_t entries,
                                const double *table, size_t states,
                                size_t lanes)
{
    double sum[MOST_LANES];
    for (size_t e = entries; e-- > 0;) {
        memcpy(sum, out + e * lanes, lanes * sizeof *sum);
        for (size_t s = 0; s < states; s++)
            add_lanes(out + (e * states + s) * lanes, sum, table + s * lanes,
                      lanes);
    }
}

LANES_WIDE void packs_spread(const struct packs *p, struct packs_span span,
                             const uint32_t *first, const double *table,
                             size_t lanes, double *out)
{
    for (size_t q = span.from; q < span.to; q++) {
        double *own = out + p->first[q] * lanes;
        size_t entries = 1;
        memset(own, 0, lanes * sizeof *own);
        for (size_t j = p->column[q]; j < p->column[q + 1]; j++) {
            size_t states = first[j + 1] - first[j];
            spread_column(own, entries, table + first[j] * lanes, states,
                          lanes);
            entries *= states;
        }
    }
}

/* The last column of SUMS leaves it for TABLE; ENTRIES sums are left. */
LANES_INLINE void fold_column(double *sums, size_t entries, double *table,
                              size_t states, size_t lanes)
{
    for (size_t e = 0; e < entries; e++) {
        double all[MOST_LANES] = {0};
        for (size_t s = 0; s < states; s++) {
            double *cell = sums + (e * states + s) * lanes;
            double *to = table + s * lanes;
            add_lanes(to, to, cell, lanes);
            add_lanes(all, all, cell, lanes);
            memset(cell, 0, lanes * sizeof *cell);
        }
        memcpy(sums + e * lanes, all, lanes * sizeof *all);
    }
}

LANES_WIDE void packs_fold(const struct packs *p, struct packs_span span,
                           const uint32_t *first, double *sums, size_t lanes,
                           double *table)
{
    for (size_t q = span.from; q < span.to; q++) {
        double *own = sums + p->first[q] * lanes;
        size_t entries = p->first[q + 1] - p->first[q];
        for (size_t j = p->column[q + 1]; j-- > p->column[q];) {
            size_t states = first[j + 1] - first[j];
            entries /= states;
            fold_column(own, entries, table + first[j] * lanes, states, lanes);
        }
        memset(own, 0, lanes * sizeof *own);
    }
}
