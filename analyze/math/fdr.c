/* fdr.c - see fdr.h. */
#include "analyze/math/fdr.h"

#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>

struct place {
    double p;
    size_t index;
};

static int by_p(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->p != y->p)
        return x->p < y->p ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

/* The places of those that are numbers, smallest p first; *COUNT of them. */
static struct place *sort_places(const double *p, size_t *count, double *out)
{
    struct place *places = mem_array(NULL, *count, sizeof *places);
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++) {
        out[i] = NAN;
        if (!isnan(p[i]))
            places[kept++] = (struct place){p[i], i};
    }
    qsort(places, kept, sizeof *places, by_p);
    *count = kept;
    return places;
}

void fdr_benjamini_hochberg(const double *p, size_t count, double *out)
{
    struct place *places = sort_places(p, &count, out);
    double least = 1;
    for (size_t i = count; i-- > 0;) {
        double q = places[i].p * ((double)count / (double)(i + 1));
        least = fmin(least, q);
        out[places[i].index] = least;
    }
    free(places);
}

void fdr_holm(const double *p, size_t count, double *out)
{
    struct place *places = sort_places(p, &count, out);
    double most = 0;
    for (size_t i = 0; i < count; i++) {
        most = fmax(most, places[i].p * (double)(count - i));
        out[places[i].index] = fmin(1, most);
    }
    free(places);
}
