/* sampling.c - see sampling.h. */
#include "analyze/math/sampling.h"

#include "analyze/math/rake.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>

double sampling_variance(const struct moments *units, const double *population,
                         size_t strata)
{
    double sum = 0;
    for (size_t h = 0; h < strata; h++) {
        double n = (double)units[h].count, drawn = 0;
        if (population != NULL && population[h] > 0)
            drawn = fmin(1, n / population[h]);
        if (n > 0 && drawn < 1)
            sum += (1 - drawn) * n * moments_variance(&units[h]);
    }
    return sum;
}

/* Takes out the means of margin M; the largest of them, in size. */
static double sweep_margin(double *residual, const double *count, size_t n,
                           const uint32_t *category, size_t margins, size_t m,
                           double *sum, double *times, size_t categories)
{
    double most = 0;
    for (size_t c = 0; c < categories; c++)
        sum[c] = times[c] = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t c = category[i * margins + m];
        if (c == RAKE_NONE)
            continue;
        double k = count != NULL ? count[i] : 1;
        sum[c] += k * residual[i];
        times[c] += k;
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t c = category[i * margins + m];
        if (c == RAKE_NONE || !(times[c] > 0))
            continue;
        residual[i] -= sum[c] / times[c];
        most = fmax(most, fabs(sum[c] / times[c]));
    }
    return most;
}

void sampling_sweep(double *residual, const double *count, size_t n,
                    const uint32_t *category, size_t margins)
{
    enum { ROUNDS = 100 };
    size_t categories = 0;
    double size = 0;
    for (size_t i = 0; i < n * margins; i++)
        if (category[i] != RAKE_NONE && category[i] >= categories)
            categories = category[i] + (size_t)1;
    for (size_t i = 0; i < n; i++)
        size = fmax(size, fabs(residual[i]));
    double *sum = mem_array(NULL, categories, sizeof *sum);
    double *times = mem_array(NULL, categories, sizeof *times);
    double most = size;
    for (int round = 0; round < ROUNDS && most > 1e-14 * size; round++) {
        most = 0;
        for (size_t m = 0; m < margins; m++)
            most = fmax(most, sweep_margin(residual, count, n, category,
                                           margins, m, sum, times, categories));
    }
    free(sum);
    free(times);
}
