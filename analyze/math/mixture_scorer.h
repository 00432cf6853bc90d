/*
 * mixture_scorer.h - a mixture made ready to score members.
 *
 * With a covariance that all classes share, what tells the classes apart is
 * linear in the answers: with P = S^-1 and w_k = P mu_k,
 *
 *     ln p_k(y) = y'w_k - mu_k'w_k / 2 + what all classes share,
 *
 * so a score is a sum over cells, looked up in a table. Missing numbers m are
 * conditioned on by the precision matrix alone: with R = (P_mm)^-1, u = P_mo
 * y_o and e_k = w_k,m - u, the score gains e_k'R e_k / 2, the expected values
 * are R e_k, and their covariance is R. That costs |m|^3, not |o|^3, and again
 * is linear in y for a pattern of missing numbers: another table, and
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
    double *precision; /* dims x dims */
    double logdet;     /* ln det S */
    double *weight;    /* dims x lanes: w */
    double *base;      /* lanes: ln pi - mu'w / 2 */
    double *table;     /* cells x lanes, of nothing missing */
};

/* What a pattern of missing numbers changes. */
struct mixture_pattern {
    size_t m;         /* numbers missing */
    uint16_t *which;  /* they */
    double *chol;     /* m x m: the Cholesky factor of P_mm */
    double logdet;    /* ln det P_mm */
    double *expected; /* m x lanes: a */
    double *weight;   /* dims x lanes: for y_o; 0 where missing */
    double *base;     /* lanes */
    double *table;    /* scale cells x lanes */
};

/*
 * Makes M ready for rows of C. False if the covariance is not positive
 * definite. mixture_scorer_close() it in any case.
 */
bool mixture_scorer_open(struct mixture_scorer *s, const struct mixture *m,
                         const struct coded *c);
void mixture_scorer_close(struct mixture_scorer *s);

/* Room for any pattern of S. */
void mixture_pattern_open(struct mixture_pattern *p,
                          const struct mixture_scorer *s);
void mixture_pattern_close(struct mixture_pattern *p);

/* Conditions on what PLACE lacks: which, chol, logdet, expected. */
void mixture_pattern_set(struct mixture_pattern *p,
                         const struct mixture_scorer *s, size_t place);

/* Then weight, base and table, for a pattern with many rows. */
void mixture_pattern_tabulate(struct mixture_pattern *p,
                              const struct mixture_scorer *s);

#endif
