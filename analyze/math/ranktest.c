/* ranktest.c - see ranktest.h. */
#include "analyze/math/ranktest.h"

#include "analyze/math/tail.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>

/* The sum of ranks of a column. */
static double rank_sum(const struct crosstab *t, const double *rank,
                       size_t column)
{
    double sum = 0;
    for (size_t r = 0; r < t->rows; r++)
        sum += rank[r] * (double)crosstab_at(t, r, column);
    return sum;
}

struct kruskal ranktest_kruskal(const struct crosstab *t, double *mean_rank)
{
    double *rank = mem_array(NULL, t->rows, sizeof *rank);
    double ties = crosstab_ranks(t, rank);
    double n = (double)crosstab_total(t), groups = 0, between = 0;
    for (size_t c = 0; c < t->columns; c++) {
        double size = (double)crosstab_column(t, c);
        double mean = rank_sum(t, rank, c) / size;
        if (mean_rank != NULL)
            mean_rank[c] = mean;
        if (!(size > 0))
            continue;
        groups++;
        between += size * (mean - (n + 1) / 2) * (mean - (n + 1) / 2);
    }
    free(rank);
    double spread = n * (n + 1) / 12 - ties / (12 * (n - 1));
    double h = groups > 1 && spread > 0 ? between / spread : NAN;
    struct tail p = tail_chisq(h, groups - 1);
    return (struct kruskal){
        .n = (int64_t)n,
        .h = h,
        .df = groups - 1,
        .p = p.p,
        .log10_p = p.log10_p,
        .epsilon2 = h / (n - 1),
        .eta2 = n > groups ? (h - groups + 1) / (n - groups) : NAN,
    };
}

/* Two columns of a table, as one of their own. */
static struct crosstab pick(const struct crosstab *t, size_t a, size_t b)
{
    struct crosstab two = {.rows = t->rows, .columns = 2};
    two.n = mem_array(NULL, t->rows * 2, sizeof *two.n);
    for (size_t r = 0; r < t->rows; r++) {
        two.n[2 * r] = crosstab_at(t, r, a);
        two.n[2 * r + 1] = crosstab_at(t, r, b);
    }
    return two;
}

/*
 * How many ways there are, by who of the first group has which doubled rank
 * sum: ways[k][s] after the values so far. A value that T share adds each
 * number of them in "T choose so many" ways.
 */
struct ways {
    size_t most, width; /* of the first group; sums 0 .. width - 1 */
    double *count;
};

static double choose(double n, double k)
{
    double c = 1;
    for (double i = 1; i <= k; i++)
        c = c * (n - k + i) / i;
    return c;
}

/* TIED values of the doubled rank RANK2 come in. */
static void add_value(struct ways *w, size_t tied, size_t rank2)
{
    for (size_t k = w->most; k > 0; k--)
        for (size_t s = w->width; s-- > 0;)
            for (size_t i = 1; i <= tied && i <= k && i * rank2 <= s; i++)
                w->count[k * w->width + s] +=
                    choose((double)tied, (double)i) *
                    w->count[(k - i) * w->width + s - i * rank2];
}

static void exact(struct mannwhitney *m, const struct crosstab *two,
                  const double *rank, double sum)
{
    size_t n = (size_t)(m->n1 + m->n2);
    struct ways w = {.most = (size_t)m->n1, .width = n * (n + 1) + 1};
    w.count = mem_alloc((w.most + 1) * w.width * sizeof *w.count);
    w.count[0] = 1;
    for (size_t r = 0; r < two->rows; r++)
        add_value(&w, (size_t)crosstab_row(two, r), (size_t)(2 * rank[r]));
    double above = 0, below = 0, all = 0;
    size_t seen = (size_t)(2 * sum);
    for (size_t s = 0; s < w.width; s++) {
        double c = w.count[w.most * w.width + s];
        all += c;
        above += s >= seen ? c : 0;
        below += s <= seen ? c : 0;
    }
    m->p_exact_above = above / all;
    m->p_exact = fmin(1, 2 * fmin(above, below) / all);
    free(w.count);
}

static void approximate(struct mannwhitney *m, double ties)
{
    double a = (double)m->n1, b = (double)m->n2, n = a + b;
    double spread = sqrt(a * b / 12 * (n + 1 - ties / (n * (n - 1))));
    double gap = m->u - a * b / 2;
    if (!(spread > 0))
        return;
    m->z = gap / spread;
    m->p = tail_normal(m->z).p;
    m->p_corrected = tail_normal(fmax(0, fabs(gap) - 0.5) / spread).p;
}

struct mannwhitney ranktest_mannwhitney(const struct crosstab *t, size_t a,
                                        size_t b)
{
    struct crosstab two = pick(t, a, b);
    struct mannwhitney m = {crosstab_column(&two, 0),
                            crosstab_column(&two, 1),
                            NAN,
                            NAN,
                            NAN,
                            NAN,
                            NAN,
                            NAN,
                            NAN,
                            NAN};
    double n1 = (double)m.n1, pairs = n1 * (double)m.n2;
    double *rank = mem_array(NULL, two.rows, sizeof *rank);
    double ties = crosstab_ranks(&two, rank);
    if (pairs > 0) {
        double sum = rank_sum(&two, rank, 0);
        m.u = sum - n1 * (n1 + 1) / 2;
        m.auc = m.u / pairs;
        m.rank_biserial = 2 * m.auc - 1;
        approximate(&m, ties);
        if (m.n1 + m.n2 <= RANKTEST_EXACT)
            exact(&m, &two, rank, sum);
    }
    free(rank);
    crosstab_close(&two);
    return m;
}
