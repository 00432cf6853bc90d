/*
 * coded.h - members as rows of small codes, for models of classes.
 *
 * A row has, one byte each: SCALES codes that stand for numbers (likert
 * answers), CLASSES codes that are only names (ticks, choices), and for each of
 * REALS numbers a mark whether it is missing. Code c of a column that has S
 * states is 0 .. S - 1; S says "missing". The numbers themselves lie beside.
 *
 * Columns and states make *cells*: state c of column j is cell first[j] + c.
 * What a model says of a row is a sum over its cells, and what it learns is
 * added to them: two loops over bytes, packed (packs.h, mixture_kernel.h).
 *
 * The real-valued block of a row is its SCALES numbers, then its REALS, DIMS in
 * all. coded_finish() makes them z-scores over the rows that have them, and
 * puts rows with the same numbers missing next to each other: patterns, the
 * most frequent first, of equally frequent ones by what is missing; within a
 * pattern in the order in which they came. A *place* is a row in that order.
 *
 * Memory: SCALES + CLASSES + REALS bytes, about half as many packed, and
 * 8 * REALS + 4 more for a row.
 */
#ifndef MATH_CODED_H
#define MATH_CODED_H

#include "analyze/math/packs.h"
#include "lib/attr.h"
#include "lib/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    CODED_STATES = 250, /* the most of a column */
    CODED_DIMS = 256,   /* the most of the real-valued block */
    CODED_HELD = 256,   /* patterns that a model keeps sums for */
    CODED_MANY = 128    /* rows x (4 + numbers missing) that are worth it */
};

struct coded {
    size_t n, scales, classes, reals;
    size_t dims;               /* scales + reals */
    size_t width;              /* bytes of a row: all columns */
    size_t cells, scale_cells; /* of scales and classes; of scales */
    uint32_t *first;           /* scales + classes + 1 numbers */
    uint8_t *code;             /* n rows of width, by place */
    double *real;              /* n rows of reals; 0 where missing */
    double *value;             /* of a scale cell: z-score; 0: missing */
    double *mean, *sd;         /* by dim, before the z-scores */
    double *least;             /* by dim: variance of rounding; 0: reals */
    double jacobian;           /* sum of ln sd over all numbers there are */
    uint32_t *row;             /* by place: the row as it came */
    uint32_t *pattern;         /* patterns + 1 places: where each begins */
    size_t patterns, held;     /* the first HELD have many rows */
    size_t *lacks;             /* patterns + 1: where each begins in */
    uint16_t *lacking;         /* the numbers that patterns lack */
    struct packs packs;        /* by place: scales and classes */
};

/*
 * Room for N rows. STATES are those of the scales, then of the classes; each 1
 * .. CODED_STATES. The caller fills row i of code[] and real[] (NaN: missing)
 * and value[] of the scale cells (any numbers, finite), then finishes. Fails
 * if there is too much of anything. coded_free() it in any case.
 */
int coded_open(struct coded *c, size_t n, size_t scales, size_t classes,
               size_t reals, const uint16_t *states, struct diag *d) MUST_CHECK;

/*
 * Fails if a code or number is out of range, or if all numbers of a dim are
 * equal or missing.
 */
int coded_finish(struct coded *c, struct diag *d) MUST_CHECK;
void coded_free(struct coded *c);

/* The COUNT places of FROM, ascending, with FROM's z-scores. coded_free() it.*/
void coded_take(struct coded *c, const struct coded *from, const size_t *place,
                size_t count);

/* Which numbers of PLACE are missing, ascending; returns how many. */
size_t coded_missing(const struct coded *c, size_t place, uint16_t *which);

/* The same of pattern Q: COUNT of them, borrowed. */
const uint16_t *coded_lacks(const struct coded *c, size_t q, size_t *count);

/* Which numbers pattern Q has, ascending; returns how many. */
size_t coded_has(const struct coded *c, size_t q, uint16_t *which);

/* The numbers of PLACE as z-scores to OUT (dims); 0 where missing. */
void coded_numbers(const struct coded *c, size_t place, double *out);

/* The pattern that PLACE lies in. */
size_t coded_pattern(const struct coded *c, size_t place);

/* The states of a column, without "missing", which has this code. */
size_t coded_states(const struct coded *c, size_t column);

#endif
