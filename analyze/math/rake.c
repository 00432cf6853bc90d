/* rake.c - see rake.h. */
#include "analyze/math/rake.h"

#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>

/* The sums of the weights of a margin's categories. */
static void add_margin(const struct rake *r, size_t m, const double *weight,
                       double *sum)
{
    for (size_t c = 0; c < r->margin[m].categories; c++)
        sum[c] = 0;
    for (size_t i = 0; i < r->cells; i++) {
        uint32_t c = r->category[i * r->margins + m];
        if (c != RAKE_NONE)
            sum[c] += weight[i] * r->count[i];
    }
}

/* Turns sums into the factors that meet the targets; how far they were off. */
static double find_factors(const struct rake_margin *m, double *sum)
{
    double known = 0, target = 0, worst = 0;
    for (size_t c = 0; c < m->categories; c++) {
        known += sum[c];
        target += m->target[c];
    }
    for (size_t c = 0; c < m->categories; c++) {
        double want = m->target[c] / target * known;
        worst = fmax(worst, fabs(sum[c] - want) / want);
        sum[c] = want / sum[c];
    }
    return worst;
}

static size_t most_categories(const struct rake *r)
{
    size_t most = 0;
    for (size_t m = 0; m < r->margins; m++)
        if (r->margin[m].categories > most)
            most = r->margin[m].categories;
    return most;
}

/* How far the margins are off. */
static double error_of(const struct rake *r, const double *weight, double *sum)
{
    double worst = 0;
    for (size_t m = 0; m < r->margins; m++) {
        add_margin(r, m, weight, sum);
        worst = fmax(worst, find_factors(&r->margin[m], sum));
    }
    return worst;
}

/* Rakes until all margins are met. Returns how far they are off at the end. */
static double rake_all(const struct rake *r, double *weight, double *sum,
                       int *rounds)
{
    double error = error_of(r, weight, sum);
    for (int i = 0; i < RAKE_ROUNDS && error > RAKE_CLOSE; i++) {
        for (size_t m = 0; m < r->margins; m++) {
            add_margin(r, m, weight, sum);
            find_factors(&r->margin[m], sum);
            for (size_t k = 0; k < r->cells; k++) {
                uint32_t c = r->category[k * r->margins + m];
                if (c != RAKE_NONE)
                    weight[k] *= sum[c];
            }
        }
        ++*rounds;
        error = error_of(r, weight, sum);
    }
    return error;
}

static int check_margins(const struct rake *r, const double *weight,
                         double *sum, struct diag *d)
{
    for (size_t m = 0; m < r->margins; m++) {
        add_margin(r, m, weight, sum);
        for (size_t c = 0; c < r->margin[m].categories; c++)
            if (!(sum[c] > 0) || !(r->margin[m].target[c] > 0))
                return diag_fail(d,
                                 "margin %zu, category %zu: %g respondents "
                                 "for a target of %g",
                                 m + 1, c + 1, sum[c], r->margin[m].target[c]);
    }
    return 0;
}

static double respondents(const struct rake *r)
{
    double n = 0;
    for (size_t i = 0; i < r->cells; i++)
        n += r->base == NULL || r->base[i] > 0 ? r->count[i] : 0;
    return n;
}

/* Makes the mean 1. */
static void normalise(const struct rake *r, double *weight)
{
    double sum = 0, n = respondents(r);
    for (size_t i = 0; i < r->cells; i++)
        sum += weight[i] * r->count[i];
    for (size_t i = 0; i < r->cells && sum > 0; i++)
        weight[i] *= n / sum;
}

static double largest(const double *weight, size_t n)
{
    double most = 0;
    for (size_t i = 0; i < n; i++)
        most = fmax(most, weight[i]);
    return most;
}

/* What is said of the weights in the end. */
static void describe(const struct rake *r, const double *weight,
                     struct rake_end *end)
{
    double sum = 0, sum2 = 0, n = respondents(r);
    end->least = INFINITY;
    for (size_t i = 0; i < r->cells; i++) {
        sum += weight[i] * r->count[i];
        sum2 += weight[i] * weight[i] * r->count[i];
        if (weight[i] > 0)
            end->least = fmin(end->least, weight[i]);
    }
    end->most = largest(weight, r->cells);
    end->deff = n * sum2 / (sum * sum);
    end->effective = n / end->deff;
}

/* Cuts and rakes in turn; ends with a cut that leaves the margins alone. */
static void trim_all(const struct rake *r, double most, double *weight,
                     double *sum, struct rake_end *end)
{
    while (end->trims < RAKE_TRIMS &&
           largest(weight, r->cells) > most * (1 + RAKE_CLOSE)) {
        rake_trim(weight, r->count, r->cells, 0, most);
        end->trims++;
        end->error = rake_all(r, weight, sum, &end->rounds);
    }
    if (largest(weight, r->cells) > most * (1 + RAKE_CLOSE)) {
        rake_trim(weight, r->count, r->cells, 0, most);
        end->error = error_of(r, weight, sum);
    }
    if (end->error > RAKE_CLOSE)
        end->state = RAKE_TRIMMED;
}

int rake_fit(const struct rake *r, double most, double *weight,
             struct rake_end *end, struct diag *d)
{
    *end = (struct rake_end){.state = RAKE_CONVERGED};
    double *sum = mem_array(NULL, most_categories(r), sizeof *sum);
    for (size_t i = 0; i < r->cells; i++)
        weight[i] = r->base != NULL ? r->base[i] : 1;
    int result = check_margins(r, weight, sum, d);
    if (result == 0) {
        end->error_before = end->error = rake_all(r, weight, sum, &end->rounds);
        normalise(r, weight);
        if (end->error > RAKE_CLOSE)
            end->state = RAKE_DIVERGED;
        else if (most > 0)
            trim_all(r, most, weight, sum, end);
        describe(r, weight, end);
    }
    free(sum);
    return result;
}

int rake_trim(double *weight, const double *count, size_t n, double low,
              double high)
{
    enum { MOST = 1000 };
    int rounds = 0;
    for (; rounds < MOST; rounds++) {
        double excess = 0, others = 0;
        for (size_t i = 0; i < n; i++) {
            double cut = fmin(fmax(weight[i], low), high);
            double times = count != NULL ? count[i] : 1;
            if (weight[i] > 0)
                excess += times * (weight[i] - cut);
            others += weight[i] > low && weight[i] < high ? times : 0;
        }
        for (size_t i = 0; i < n; i++) {
            if (weight[i] > low && weight[i] < high)
                weight[i] += others > 0 ? excess / others : 0;
            else if (weight[i] > 0)
                weight[i] = fmin(fmax(weight[i], low), high);
        }
        if (fabs(excess) <= 0)
            break;
    }
    return rounds;
}

/* The group with the fewest respondents but SKIP; N if there is none. */
static size_t smallest(const int64_t *sum, const uint32_t *into, size_t n,
                       size_t skip)
{
    size_t found = n;
    for (size_t i = 0; i < n; i++)
        if (into[i] == i && i != skip && (found == n || sum[i] < sum[found]))
            found = i;
    return found;
}

size_t rake_collapse(const int64_t *respondents_of, size_t n, int64_t least,
                     uint32_t *into)
{
    int64_t *sum = mem_array(NULL, n, sizeof *sum);
    size_t groups = n;
    for (size_t i = 0; i < n; i++) {
        into[i] = (uint32_t)i;
        sum[i] = respondents_of[i];
    }
    while (groups > 1) {
        size_t a = smallest(sum, into, n, n);
        if (sum[a] >= least)
            break;
        size_t b = smallest(sum, into, n, a);
        size_t first = a < b ? a : b, second = a < b ? b : a;
        sum[first] += sum[second];
        for (size_t i = 0; i < n; i++)
            if (into[i] == second)
                into[i] = (uint32_t)first;
        groups--;
    }
    free(sum);
    return groups;
}
