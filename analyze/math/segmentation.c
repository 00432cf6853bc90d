/* segmentation.c - see segmentation.h. */
#include "analyze/math/segmentation.h"

#include "analyze/math/mixhash.h"
#include "analyze/math/segmentation_fits.h"
#include "analyze/math/segmentation_judge.h"
#include "analyze/math/rows.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>

enum { SAMPLE = 20000, SPLITS = 3, STREAM_SAMPLE = 11 };
/* The last rounds over everybody stop at this gain per member. */
static const double TOLERANCE = 1e-7;

size_t *segmentation_sample(size_t n, size_t *count, uint64_t seed)
{
    if (*count > n)
        *count = n;
    size_t *place = mem_array(NULL, *count, sizeof *place);
    for (size_t i = 0; i < *count; i++) {
        size_t from = (size_t)((uint64_t)i * n / *count);
        size_t to = (size_t)((uint64_t)(i + 1) * n / *count);
        place[i] =
            from + (size_t)mixhash_below(to - from, STREAM_SAMPLE, i, seed);
    }
    return place;
}

static struct segmentation_options
with_defaults(const struct segmentation_options *o, const struct coded *c)
{
    struct segmentation_options full = *o;
    if (full.sample == 0)
        full.sample = SAMPLE;
    if (full.splits == 0)
        full.splits = SPLITS;
    if (full.k > full.k_max)
        full.k_max = full.k;
    if (full.k == 1) { /* nothing to choose, and nothing to find again */
        full.k_max = 1;
        full.splits = 0;
    }
    /* A half has to hold a few members of each class. */
    while (full.k_max > 1 && c->n < 4 * full.k_max)
        full.k_max--;
    return full;
}

/* The mixture of K classes, taken on over all members. */
static int fit_all(struct segmentation *s, const struct mixture *from,
                   const struct coded *c, const struct coded_moments *moments,
                   const struct segmentation_options *o, struct diag *d)
{
    struct mixture_em em = {
        .tolerance = TOLERANCE, .threads = o->threads, .block = o->block};
    mixture_free(&s->model);
    mixture_copy(&s->model, from);
    if (mixture_em_fit(&s->model, c, moments, &em, d) != 0)
        return -1;
    mixture_canonical(&s->model);
    s->of = mem_array(s->of, c->n, sizeof *s->of);
    return mixture_em_score(&s->model, c, &em, s->of, d);
}

static size_t smallest_class(const struct segmentation *s, size_t n)
{
    size_t count[MIXTURE_K] = {0}, least = n;
    for (size_t i = 0; i < n; i++)
        count[s->of[i].best]++;
    for (size_t k = 0; k < s->model.k; k++)
        least = count[k] < least ? count[k] : least;
    return least;
}

/* The largest K at most MOST that may be chosen. */
static size_t choose(const struct segmentation *s, size_t most,
                     const struct segmentation_options *o)
{
    if (o->k > 0)
        return o->k < s->count ? o->k : s->count;
    while (most > 1 && !s->tried[most - 1].passed)
        most--;
    return most;
}

/* Goes down from the K that the sample chose until all are large enough. */
static int settle(struct segmentation *s, const struct segmentation_fits *f,
                  const struct coded *c, const struct segmentation_options *o,
                  struct diag *d)
{
    struct coded_moments moments;
    int status =
        coded_moments_make(&moments, c, o->threads > 0 ? o->threads : 1,
                           o->block > 0 ? o->block : ROWS_BLOCK, d);
    size_t k = choose(s, s->count, o);
    bool settled = false;
    while (status == 0 && !settled) {
        status = fit_all(s, &f->whole[k - 1], c, &moments, o, d);
        settled = k == 1 || o->k > 0 ||
                  (status == 0 && smallest_class(s, c->n) >= o->least);
        if (!settled)
            k = choose(s, k - 1, o);
    }
    s->tried[k - 1].chosen = 1;
    coded_moments_free(&moments);
    return status;
}

int segmentation_find(struct segmentation *s, const struct coded *c,
                      const struct segmentation_options *options,
                      struct diag *d)
{
    struct segmentation_options o = with_defaults(options, c);
    struct segmentation_fits fits;
    *s = (struct segmentation){0};
    s->tried = mem_alloc(o.k_max * sizeof *s->tried);
    int status = segmentation_fits_make(&fits, c, &o, d);
    if (status == 0) {
        s->sample = fits.whole_part.data.n;
        s->count = fits.k_max;
        status = segmentation_judge(s->tried, &fits, c->n, &o, d);
    }
    if (status == 0)
        status = settle(s, &fits, c, &o, d);
    segmentation_fits_free(&fits);
    return status;
}

void segmentation_free(struct segmentation *s)
{
    mixture_free(&s->model);
    free(s->tried);
    free(s->of);
    *s = (struct segmentation){0};
}
