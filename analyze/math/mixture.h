/*
 * mixture.h - latent classes: what a model of them holds, and how good it is.
 *
 * Each member belongs to one of K classes that nobody has seen. In class k
 * the real-valued block y of coded.h is normal with mean mu_k and a covariance
 * that all classes share ("tied", model EEE of mclust), and each class column
 * has a chance for each of its states (Bernoulli for a tick, multinomial for
 * a choice), independent of all else:
 *
 *     p(y, t) = sum_k pi_k  prod_j p_kj(t_j)  N(y_o | mu_k,o, S_oo)
 *
 * over what the member answered, o: full information, nothing is imputed.
 * Without a real-valued block this is classical latent class analysis. Little
 * and Rubin, "Statistical Analysis with Missing Data", 2002, ch. 11; Scrucca et
 * al., R Journal 8, 2016; Linzer and Lewis, J. Stat. Software 42, 2011.
 *
 * Means and covariance are in the z-scores of coded.h; the log-likelihood is in
 * the units of the answers.
 */
#ifndef MATH_MIXTURE_H
#define MATH_MIXTURE_H

#include "analyze/math/coded.h"

#include <stdbool.h>
#include <stddef.h>

enum { MIXTURE_K = 24 }; /* classes at most */

struct mixture {
    size_t k, dims, cells; /* cells of the class columns */
    double *share;         /* k, sums to 1 */
    double *mean;          /* k rows of dims */
    double *cov;           /* dims rows of dims */
    double *chance;        /* k rows of cells; 1 for "missing" */
    double loglik;         /* of the rows it was fitted to */
    double entropy;        /* - sum of r ln r over rows and classes */
    double gain;           /* of loglik, in the last round */
    size_t n;              /* rows */
    size_t rounds;         /* of EM */
    bool converged;
    bool ridged; /* in the last round, one of the floors below was needed */
};

/*
 * Floors. Answers are rounded to codes, which alone is a variance of 1 / 12 of
 * a squared step (Sheppard 1898; coded.h, least). Within a class a scale varies
 * at least so much: else classes that do nothing but sort one item by its codes
 * would be infinitely likely. That holds of sums and differences of scales too
 * (mixture_floor.h); numbers that are not codes vary by MIXTURE_RIDGE at least.
 */
#define MIXTURE_PIVOT 1e-8
#define MIXTURE_RIDGE 1e-6
/* No chance is below this, so no answer is impossible. */
#define MIXTURE_CHANCE 1e-10

/* One for K classes of rows like those of C, all zero. mixture_free() it. */
void mixture_open(struct mixture *m, const struct coded *c, size_t k);
void mixture_copy(struct mixture *to, const struct mixture *from);
void mixture_free(struct mixture *m);

/* K - 1 shares, K means, K chances of S - 1 each, one covariance. */
size_t mixture_parameters(const struct mixture *m, const struct coded *c);

/* -2 LL + p ln n, less is better; ICL adds 2 entropy. Schwarz 1978; Biernacki,
 * Celeux, Govaert, IEEE PAMI 22, 2000. */
double mixture_bic(const struct mixture *m, const struct coded *c);
double mixture_icl(const struct mixture *m, const struct coded *c);

/* 1 - entropy / (n ln K): 1 if every member is sure. NaN for K = 1. */
double mixture_certainty(const struct mixture *m);

/* Classes by share, largest first; of equal ones by means, then chances. */
void mixture_canonical(struct mixture *m);

#endif
