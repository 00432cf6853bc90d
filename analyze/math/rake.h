/*
 * rake.h - weights that make a sample's margins those of the population.
 *
 * Iterative proportional fitting: Deming and Stephan, Annals of Mathematical
 * Statistics 11, 1940. Margin after margin, the weights of each category are
 * multiplied by what its target share is over what its weighted share is,
 * until no share is off by more than RAKE_CLOSE of itself. Respondents who are
 * alike in all margins are one cell, so the cost does not grow with them.
 *
 * Who has no known category in a margin keeps a weight of his own there: the
 * targets are shares of those who have one (as anesrake of Pasek does).
 *
 * Trimming: weights above MOST times the mean are cut to that, and what was
 * cut is spread equally over the others (trimWeights() of Lumley's survey
 * package, strict); then the margins are raked again, at most
 * RAKE_TRIMS times. The end state says how it ended: cut last, the weights
 * keep below the limit, and ERROR is how far the margins are off then.
 */
#ifndef MATH_RAKE_H
#define MATH_RAKE_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>
#include <stdint.h>

#define RAKE_CLOSE 1e-11
#define RAKE_NONE UINT32_MAX
enum { RAKE_ROUNDS = 1000, RAKE_TRIMS = 50 };

/* TARGET[c] is above 0 for each category; only their proportions count. */
struct rake_margin {
    const double *target;
    size_t categories;
};

struct rake {
    const struct rake_margin *margin;
    size_t margins;
    size_t cells;
    const uint32_t *category; /* cells * margins; RAKE_NONE: not known */
    const double *count;      /* respondents of a cell, above 0 */
    const double *base;       /* their weight before, 0 or more; NULL: 1 */
};

enum rake_state {
    RAKE_CONVERGED, /* all margins met, and no weight above the limit */
    RAKE_TRIMMED,   /* no weight above the limit, margins off by `error` */
    RAKE_DIVERGED   /* margins not met within RAKE_ROUNDS: they contradict */
};

struct rake_end {
    enum rake_state state;
    int rounds, trims;      /* of raking in all; how often weights were cut */
    double error_before;    /* of the margins, before the first cut */
    double error;           /* largest |share - target| / target at the end */
    double least, most;     /* weights, mean 1 */
    double deff, effective; /* Kish: n sum w^2 / (sum w)^2; n / deff */
};

/*
 * Puts the weight of a respondent of each cell into WEIGHT; their mean over
 * all respondents with a base above 0 is 1. MOST: the limit, in means; 0: no
 * trimming. Fails if a category that has a target has no weight, or the other
 * way round: collapse first.
 */
int rake_fit(const struct rake *r, double most, double *weight,
             struct rake_end *end, struct diag *d) MUST_CHECK;

/*
 * Cuts WEIGHT (COUNT of each, or NULL for 1) to LOW .. HIGH and spreads the
 * difference equally over those not cut, again until none is beyond. Returns
 * how many rounds that took; the sum stays, unless all are cut.
 */
int rake_trim(double *weight, const double *count, size_t n, double low,
              double high);

/*
 * Which categories have to go together: while one has fewer than LEAST
 * RESPONDENTS, the smallest (by respondents, then by place) joins the next
 * smallest. INTO gets, for each of N, the first of its group. Returns how many
 * groups are left.
 */
size_t rake_collapse(const int64_t *respondents, size_t n, int64_t least,
                     uint32_t *into);

#endif
