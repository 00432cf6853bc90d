/*
 * packs.h - columns of codes taken together, several to a byte.
 *
 * What a model of classes says of a row is a sum over its columns, each looked
 * up by the code there. Two likert items together have 36 states, missing
 * counted in; with a table of both one look serves two columns, and what is
 * learnt from a row is added in one place for two. A pack holds as many columns
 * next to each other as have PACKS_STATES states together; a column with more
 * is a pack of its own. Scales and classes never share one.
 *
 * State s of a pack of columns a, b, c stands for the codes (s / (C B), s / C %
 * B, s % C), where B and C are the states of b and c with "missing".
 */
#ifndef MATH_PACKS_H
#define MATH_PACKS_H

#include <stddef.h>
#include <stdint.h>

/* So many that the table of 40 items and 8 classes stays near the core. */
enum { PACKS_STATES = 81 };

struct packs {
    size_t count, scales;      /* packs; of them the first, of scale columns */
    size_t cells, scale_cells; /* states of all packs; of these */
    uint32_t *column;          /* count + 1: the first column of each */
    uint32_t *first;           /* count + 1: the first cell of each */
    uint8_t *code;             /* n rows of count */
};

/* Packs next to each other, FROM .. TO - 1. */
struct packs_span {
    size_t from, to;
};

/*
 * Packs N rows of WIDTH bytes, of which the first SCALES + CLASSES are codes;
 * column j has first[j + 1] - first[j] states. packs_free() it.
 */
void packs_make(struct packs *p, const uint8_t *code, size_t n, size_t width,
                size_t scales, size_t classes, const uint32_t *first);
void packs_free(struct packs *p);

/*
 * Tables have LANES numbers, 4 .. 32 and a multiple of 4, for each state.
 * Spreads TABLE, by cell of first[], to OUT, by cell of the packs of SPAN: the
 * sum of what the columns have. Both tables begin at cell 0.
 */
void packs_spread(const struct packs *p, struct packs_span span,
                  const uint32_t *first, const double *table, size_t lanes,
                  double *out);

/*
 * The other way: adds SUMS, by cell of the packs, to the columns' cells of
 * TABLE, and clears SUMS.
 */
void packs_fold(const struct packs *p, struct packs_span span,
                const uint32_t *first, double *sums, size_t lanes,
                double *table);

#endif
