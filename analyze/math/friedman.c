/* friedman.c - see friedman.h. */
#include "analyze/math/friedman.h"

#include "analyze/math/tail.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int friedman_open(struct friedman *f, size_t things, struct diag *d)
{
    memset(f, 0, sizeof *f);
    if (things < 2 || things > FRIEDMAN_MAX)
        return diag_fail(d, "ranks of %zu things; 2 to %d are possible", things,
                         FRIEDMAN_MAX);
    f->things = things;
    f->rank2 = mem_alloc(things * sizeof *f->rank2);
    return 0;
}

void friedman_close(struct friedman *f)
{
    free(f->rank2);
    memset(f, 0, sizeof *f);
}

/* Things rated below and equal to thing I, itself counted. */
static void place(const double *x, size_t count, size_t i, int64_t *below,
                  int64_t *equal)
{
    *below = *equal = 0;
    for (size_t j = 0; j < count; j++) {
        *below += x[j] < x[i];
        *equal += x[j] == x[i];
    }
}

void friedman_add(struct friedman *f, const double *ratings)
{
    for (size_t i = 0; i < f->things; i++)
        if (isnan(ratings[i]))
            return;
    f->n++;
    for (size_t i = 0; i < f->things; i++) {
        int64_t below, equal;
        place(ratings, f->things, i, &below, &equal);
        f->rank2[i] += 2 * below + equal + 1;
        f->ties += equal * equal - 1; /* over the tied: t (t^2 - 1) */
    }
}

void friedman_merge(struct friedman *f, const struct friedman *other)
{
    for (size_t i = 0; i < f->things; i++)
        f->rank2[i] += other->rank2[i];
    f->n += other->n;
    f->ties += other->ties;
}

struct friedman_result friedman_finish(const struct friedman *f)
{
    double n = (double)f->n, k = (double)f->things, between = 0;
    for (size_t i = 0; i < f->things; i++) {
        double gap = (double)f->rank2[i] / 2 - n * (k + 1) / 2;
        between += gap * gap;
    }
    double spread = n * k * (k + 1) - (double)f->ties / (k - 1);
    struct friedman_result r = {f->n, NAN, k - 1, NAN, NAN, NAN};
    if (!(spread > 0))
        return r;
    r.chi2 = 12 * between / spread;
    r.w = r.chi2 / (n * (k - 1));
    struct tail p = tail_chisq(r.chi2, r.df);
    r.p = p.p;
    r.log10_p = p.log10_p;
    return r;
}
