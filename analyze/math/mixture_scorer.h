/*
 * mixture_scorer.h - a mixture made ready to score members.
 *
 * With a covariance that all classes share, what tells the classes apart is
 * linear in the answers: with P = S^-1 and w_k = P mu_k,
 *
 *     ln p_k(y) = y'w_k - mu_k'w_k / 2 + what all classes share,
 *
 * so a score is a sum over cells, looked up in a table, by packs (packs.h).
 * Missing numbers m are conditioned on by the precision matrix alone: with R =
 * (P_mm)^-1, u = P_mo y_o and e_k = w_k,m - u, the score gains e_k'R e_k / 2,
 * the expected values are R e_k, and their covariance is R. That costs |m|^3,
 * not |o|^3, and again is linear in y for a pattern of missing numbers: another
 * table, and
 *
 *     ln p_k(y) = y_o'(w_k,o - P_om a_k) + a_k'w_k,m / 2 + ..,  a_k = R w_k,m.
 *
 * Numbers of the K classes stand side by side in *lanes*, 4, 8, 16 or 24 of
 * them; lanes without a class never win.
 */
#ifndef MATH_MIXTURE_SCORER_H
#define MATH_MIXTURE_SCORER_H

#include "analyze/math/mixture.h"

struct mixture_scorer {
    const struct coded *data; /* borrowed */
    size_t k, lanes, dims;
    double *precision;       /* dims x dims */
    double logdet;           /* ln det S */
    double *weight;          /* dims x lanes: w */
    double *base;            /* lanes: ln pi - mu'w / 2 */
    double *table;           /* cells of packs x lanes, of nothing missing */
    struct packs_span whole; /* all packs of scales */
};

/* Packs of scales that a pattern has something of. */
struct mixture_spans {
    const struct packs_span *span;
    size_t count;
};

/* What a pattern of missing numbers changes. From O on if tabulated. */
struct mixture_pattern {
    size_t m;                /* numbers missing */
    const uint16_t *which;   /* they; borrowed from the data */
    double *inverse;         /* m x m: R */
    double logdet;           /* ln det P_mm */
    double *expected;        /* m x lanes: a */
    size_t o;                /* numbers that are there */
    uint16_t *there;         /* they */
    double *rows;            /* m x o: P_mo */
    double *columns;         /* o x m: P_om */
    double *weight;          /* dims x lanes: for y_o; 0 where missing */
    double *base;            /* lanes */
    struct packs_span *span; /* what table has: */
    size_t spans;            /* so many */
    double *cell;            /* scale cells x lanes */
    double *table;           /* the same, of packs */
    double *room;            /* dims x the larger of dims and lanes */
};

/* What rows of one pattern are scored by. */
struct mixture_tables {
    const struct coded *data;
    size_t lanes;
    const double *base;         /* lanes */
    const double *scales;       /* table of the packs of scales, */
    struct mixture_spans spans; /* of which it has these */
    const double *classes; /* table of all packs; those of classes are read */
    const double *reals;   /* weights of the reals, reals x lanes */
};

/*
 * Makes M ready for rows of C. False if the covariance is not positive
 * definite. mixture_scorer_close() it in any case.
 */
bool mixture_scorer_open(struct mixture_scorer *s, const struct mixture *m,
                         const struct coded *c);
void mixture_scorer_close(struct mixture_scorer *s);

/* Borrowed from S: tables for rows that lack nothing. */
struct mixture_tables mixture_scorer_tables(const struct mixture_scorer *s);

/* Room for any pattern of S. */
void mixture_pattern_open(struct mixture_pattern *p,
                          const struct mixture_scorer *s);
void mixture_pattern_close(struct mixture_pattern *p);

/* Conditions on what pattern Q lacks: which, inverse, logdet, expected. */
void mixture_pattern_set(struct mixture_pattern *p,
                         const struct mixture_scorer *s, size_t q);

/* Then all the rest, for a pattern with many rows. */
void mixture_pattern_tabulate(struct mixture_pattern *p,
                              const struct mixture_scorer *s, size_t q);

/* Borrowed from P, tabulated, and S. */
struct mixture_tables mixture_pattern_tables(const struct mixture_pattern *p,
                                             const struct mixture_scorer *s);

#endif
