/*
 * signedrank.h - did pairs rise or fall, by the ranks of their changes?
 *
 * Wilcoxon, Biometrics Bulletin 1, 1945: pairs without a change are left out,
 * tied sizes get midranks, and the variance is corrected for them. The effect
 * is the matched rank-biserial correlation, (W+ - W-) / (W+ + W-): Kerby,
 * Comprehensive Psychology 3, 2014.
 *
 * What is kept is how often each whole-number change was seen, so adding and
 * merging are exact in any order, and memory grows with the largest change,
 * not with the pairs. Scores in hundredths are whole numbers.
 */
#ifndef MATH_SIGNEDRANK_H
#define MATH_SIGNEDRANK_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>
#include <stdint.h>

enum {
    SIGNEDRANK_MAX = 10000000, /* the largest change either way */
    SIGNEDRANK_EXACT = 50      /* pairs up to which p is exact as well */
};

/* Changes by their size: how many went up and down by it. {0} is empty. */
struct changes {
    struct change {
        int64_t up, down;
    } * of;      /* [size]; of[0].up counts the pairs without a change */
    size_t room; /* sizes 0 .. room - 1 */
};

/* One pair that changed by CHANGE. Fails beyond the largest. */
int changes_add(struct changes *c, int64_t change, struct diag *d) MUST_CHECK;
void changes_merge(struct changes *c, const struct changes *other);
void changes_close(struct changes *c);

struct signedrank {
    int64_t n;                     /* pairs that changed */
    double up, down;               /* W+ and W-, the sums of ranks */
    double z, p;                   /* two-sided, by the normal distribution */
    double p_corrected;            /* the same, corrected for continuity */
    double p_exact, p_exact_above; /* over all signs; NaN if pairs are many */
    double rank_biserial;          /* -1 .. 1 */
};

/* All NaN if no pair changed. */
struct signedrank signedrank_test(const struct changes *c);

/*
 * The same of a list: STEP[i] holds how many went up and down by the i-th
 * smallest size of change, none of size 0. For changes that are no whole
 * numbers.
 */
struct signedrank signedrank_of_sizes(const struct change *step, size_t count);

#endif
