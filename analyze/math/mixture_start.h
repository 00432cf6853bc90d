/*
 * mixture_start.h - where EM begins: classes from k-means.
 *
 * EM finds the nearest top of the likelihood, so it is started from several
 * places: even numbered starts from k-means++ on the z-scores, which sees the
 * classes if items are independent, odd ones on scores whitened by the
 * covariance within the classes of K - 1 (at first, of one class), which sees
 * them through response styles and correlated items. Then each class of K - 1
 * is cut in two. Numbers that are missing are filled in by what one class
 * expects of them; this serves the start alone. Without a real-valued block the
 * odd starts are rows drawn at random and whoever is nearest.
 */
#ifndef MATH_MIXTURE_START_H
#define MATH_MIXTURE_START_H

#include "analyze/math/mixture_em.h"

struct mixture_starts {
    const struct coded *data; /* borrowed */
    struct mixture one;       /* the single class */
    size_t *place;            /* of the rows that k-means sees, */
    struct coded few;         /* and they alone, for the first rounds */
    struct coded_moments few_moments;
    size_t count, dim;
    double *plain, *white; /* count rows of dim */
};

/* Fits one class to the rows of C. Call mixture_starts_free() in any case. */
int mixture_starts_make(struct mixture_starts *s, const struct coded *c,
                        const struct coded_moments *moments,
                        const struct mixture_em *o, struct diag *d) MUST_CHECK;
void mixture_starts_free(struct mixture_starts *s);

/* Whitens by the covariance of M, which has K - 1 classes. */
void mixture_starts_whiten(struct mixture_starts *s, const struct mixture *m);

/*
 * The classes of M, LABEL of each of the s->count rows, with class SPLIT cut in
 * two. Returns as mixture_starts_draw() does.
 */
int mixture_starts_split(const struct mixture_starts *s,
                         const struct mixture *m, const uint32_t *label,
                         size_t split, uint64_t seed, struct mixture *to);

/*
 * Start NUMBER for K classes, at least 2. Returns 1; 0, and nothing is made, if
 * fewer than K rows differ. mixture_free() M.
 */
int mixture_starts_draw(const struct mixture_starts *s, size_t k, size_t number,
                        uint64_t seed, struct mixture *m);

/*
 * The mixture that hard LABELS (below K, of COUNT places) describe: shares,
 * means and chances of what was answered, and the covariance of ONE less that
 * between the classes. mixture_free() it.
 */
void mixture_from_labels(struct mixture *m, const struct coded *c, size_t k,
                         const struct mixture *one, const size_t *place,
                         size_t count, const uint32_t *label);

#endif
