/*
 * mixture_impute.h - what EM adds for the numbers that a row lacks. Used by
 * mixture_sums.c; the algebra is in mixture_scorer.h.
 *
 * For a run of a held pattern: sums of posteriors (count) and of posterior x
 * number (sum) are gathered first; what is expected of the missing numbers
 * is linear in them, but for products that impute_products() adds once.
 * For other rows, one by one.
 */
#ifndef MATH_MIXTURE_IMPUTE_H
#define MATH_MIXTURE_IMPUTE_H

#include "analyze/math/mixture_sums.h"

struct impute {
    size_t lanes, dims;
    double *count; /* lanes */
    double *sum;   /* dims x lanes; 0 where missing */
    double *pack;  /* cells of packs x lanes: posteriors by answers */
    double *part;  /* dims x lanes: room, as the next three */
    double *square, *room, *other;
    double *number; /* dims: of the row */
    double *given;  /* dims: P_mo y_o */
    double *solved; /* dims: R P_mo y_o */
    double loglik;  /* of the row that was last looked at */
};

void impute_open(struct impute *i, const struct mixture_scorer *s);
void impute_close(struct impute *i);

/* Clears count and sum. */
void impute_clear(struct impute *i);

/*
 * Moves what the SPANS of the scales' packs hold into sum, clears them, and
 * adds count and sum to T. impute_gather_classes() moves what the others hold
 * to T's cells.
 */
void impute_gather(struct impute *i, struct mixture_sums *t,
                   struct mixture_spans spans);
void impute_gather_classes(struct impute *i, struct mixture_sums *t);

/* What is expected for the rows that count and sum are of. */
void impute_run(struct impute *i, struct mixture_sums *t,
                const struct mixture_pattern *p);

/* The part that no posterior changes: of ROWS rows with these PRODUCTS. */
void impute_products(struct impute *i, struct mixture_sums *t,
                     const struct mixture_pattern *p, const double *products,
                     size_t rows);

/* The posteriors of PLACE (lanes); returns their entropy, sets loglik. */
double impute_posterior(struct impute *i, const struct mixture_scorer *s,
                        const struct mixture_pattern *p, size_t place,
                        double *posterior);

/* The posteriors alone, of a pattern that is tabulated. */
void impute_tabulated(const struct mixture_scorer *s,
                      const struct mixture_pattern *p, size_t place,
                      double *posterior);

/* Rows of a pattern one by one; in the end, how many they were. */
void impute_row(struct impute *i, struct mixture_sums *t,
                const struct mixture_scorer *s, const struct mixture_pattern *p,
                size_t place);
void impute_end_rows(struct mixture_sums *t, const struct mixture_pattern *p,
                     size_t rows);

#endif
