/* need_index.c - see need_index.h. */
#include "analyze/math/need_index.h"

#include <math.h>
#include <string.h>

int need_open(struct need_table *t, int first, int codes, struct diag *d)
{
    memset(t, 0, sizeof *t);
    if (codes < 2 || codes > NEED_MAX)
        return diag_fail(d, "a scale of %d codes; 2 to %d are possible", codes,
                         NEED_MAX);
    t->first = first;
    t->codes = codes;
    return 0;
}

static int is_code(const struct need_table *t, int code)
{
    int64_t place = (int64_t)code - t->first;
    return place >= 0 && place < t->codes;
}

void need_add(struct need_table *t, int importance, int ability)
{
    need_add_times(t, importance, ability, 1);
}

void need_add_times(struct need_table *t, int importance, int ability,
                    int64_t times)
{
    if (is_code(t, importance) && is_code(t, ability))
        t->n[importance - t->first][ability - t->first] += times;
    else
        t->refused += times;
}

void need_add_incomplete(struct need_table *t)
{
    t->incomplete++;
}

void need_merge(struct need_table *t, const struct need_table *other)
{
    for (int i = 0; i < t->codes; i++)
        for (int a = 0; a < t->codes; a++)
            t->n[i][a] += other->n[i][a];
    t->incomplete += other->incomplete;
    t->refused += other->refused;
}

/* Exact sums over respondents, codes counted from 0. */
struct sums {
    int64_t n, importance, ability;
    int64_t below, equal; /* ability below, equal to importance */
};

static struct sums sum_table(const struct need_table *t)
{
    struct sums s = {0};
    for (int i = 0; i < t->codes; i++) {
        for (int a = 0; a < t->codes; a++) {
            int64_t n = t->n[i][a];
            s.n += n;
            s.importance += i * n;
            s.ability += a * n;
            s.below += a < i ? n : 0;
            s.equal += a == i ? n : 0;
        }
    }
    return s;
}

/* Standard deviation of WI * importance + WA * ability; divisor n - 1. */
static double combined_sd(const struct need_table *t, const struct sums *s,
                          double wi, double wa)
{
    double n = (double)s->n;
    double mean_i = (double)s->importance / n, mean_a = (double)s->ability / n;
    double sum = 0;
    for (int i = 0; i < t->codes; i++) {
        for (int a = 0; a < t->codes; a++) {
            double gap = wi * (i - mean_i) + wa * (a - mean_a);
            sum += (double)t->n[i][a] * gap * gap;
        }
    }
    return s->n > 1 ? sqrt(sum / (n - 1)) : NAN;
}

/*
 * MWDS moves by 2I - A for each unit of mean importance I, by -I for each of
 * mean ability A.
 */
struct need_index need_finish(const struct need_table *t)
{
    struct sums s = sum_table(t);
    double n = (double)s.n;
    struct need_index r = {.n = s.n};
    r.importance = t->first + (double)s.importance / n;
    r.ability = t->first + (double)s.ability / n;
    r.discrepancy = (double)(s.importance - s.ability) / n;
    r.discrepancy_sd = combined_sd(t, &s, 1, -1);
    r.mwds = r.importance * r.discrepancy;
    r.mwds_error =
        combined_sd(t, &s, 2 * r.importance - r.ability, -r.importance) /
        sqrt(n);
    r.negative = (double)s.below / n;
    r.tied = (double)s.equal / n;
    r.positive = (double)(s.n - s.below - s.equal) / n;
    r.rds = 100 * (double)(s.n - 2 * s.below - s.equal) / n;
    return r;
}

enum need_quadrant need_quadrant(double importance, double ability,
                                 double importance_line, double ability_line)
{
    if (importance >= importance_line)
        return ability >= ability_line ? NEED_KEEP : NEED_CONCENTRATE;
    return ability >= ability_line ? NEED_OVERKILL : NEED_LOW;
}
