/* segmentation_fits.c - see segmentation_fits.h. */
#include "analyze/math/segmentation_fits.h"

#include "analyze/math/mixhash.h"
#include "analyze/math/rows.h"
#include "analyze/math/stability.h"
#include "lib/mem.h"
#include "lib/pool.h"

#include <math.h>
#include <stdlib.h>

enum { STREAM_SPLIT = 21, STREAM_FIT, LEAST_STARTS = 8 };
/* Where a fit of a part stops: the gain of LL per row. */
static const double TOLERANCE = 1e-5;
enum { MOST_ROUNDS = 150 };

struct work {
    struct segmentation_fits *f;
    const struct segmentation_options *o;
    size_t first; /* split that the jobs begin with */
    size_t count; /* splits */
};

static size_t threads_of(const struct segmentation_options *o)
{
    return o->threads > 0 ? o->threads : 1;
}

static struct mixture_em em_of(const struct segmentation_options *o)
{
    return (struct mixture_em){
        .max_rounds = MOST_ROUNDS, .tolerance = TOLERANCE, .block = o->block};
}

static int part_make(struct segmentation_part *p,
                     const struct segmentation_options *o, struct diag *d)
{
    struct mixture_em em = em_of(o);
    size_t block = o->block > 0 ? o->block : ROWS_BLOCK;
    if (coded_moments_make(&p->moments, &p->data, 1, block, d) != 0)
        return -1;
    return mixture_starts_make(&p->starts, &p->data, &p->moments, &em, d);
}

static void part_free(struct segmentation_part *p)
{
    mixture_starts_free(&p->starts);
    coded_moments_free(&p->moments);
    coded_free(&p->data);
}

/* Of each two rows next to each other one goes to either half. */
static void take_halves(struct segmentation_fits *f, size_t split,
                        uint64_t seed)
{
    const struct coded *c = &f->whole_part.data;
    size_t *place[2] = {mem_array(NULL, c->n, sizeof *place[0]),
                        mem_array(NULL, c->n, sizeof *place[1])};
    size_t count[2] = {0, 0};
    for (size_t i = 0; i < c->n; i++) {
        size_t side = mixhash(STREAM_SPLIT + split, i / 2, seed) & 1;
        side ^= i & 1;
        place[side][count[side]++] = i;
    }
    for (size_t side = 0; side < 2; side++) {
        coded_take(&f->half[2 * split + side].data, c, place[side],
                   count[side]);
        free(place[side]);
    }
}

static int make_part(void *context, size_t job, void **result, struct diag *d)
{
    const struct work *w = context;
    (void)result;
    return part_make(job == 0 ? &w->f->whole_part : &w->f->half[job - 1], w->o,
                     d);
}

/* All K of the sample, its starts on all threads. */
static int fit_whole(struct segmentation_fits *f,
                     const struct segmentation_options *o, struct diag *d)
{
    struct mixture_fit fit = {
        .starts = o->starts,
        .seed = mixhash(STREAM_FIT, 0, o->seed),
        .em = em_of(o),
    };
    fit.em.threads = threads_of(o);
    return mixture_fit_all(f->whole, &f->whole_part.starts,
                           &f->whole_part.moments, f->k_max, &fit, d);
}

/* A half, up to the largest K that may still be chosen. */
static int fit_half(void *context, size_t job, void **result, struct diag *d)
{
    const struct work *w = context;
    struct segmentation_fits *f = w->f;
    job += 2 * w->first;
    struct segmentation_part *half = &f->half[job];
    size_t starts = w->o->starts / 2;
    struct mixture_fit o = {
        .starts = starts > LEAST_STARTS ? starts : LEAST_STARTS,
        .finals = 2,
        .seed = mixhash(STREAM_FIT, job + 1, w->o->seed),
        .em = em_of(w->o),
    };
    (void)result;
    return mixture_fit_all(f->halves + job * w->o->k_max, &half->starts,
                           &half->moments, f->k_split, &o, d);
}

/* How well the halves of a split agree about the whole sample. */
static int agree(void *context, size_t job, void **result, struct diag *d)
{
    const struct work *w = context;
    struct segmentation_fits *f = w->f;
    const struct coded *c = &f->whole_part.data;
    size_t k = 2 + job / w->count, split = w->first + job % w->count;
    size_t k_max = w->o->k_max;
    const struct mixture *first = &f->halves[2 * split * k_max + k - 1];
    struct mixture_em em = em_of(w->o);
    struct mixture_class *one = mem_array(NULL, c->n, sizeof *one);
    struct mixture_class *two = mem_array(NULL, c->n, sizeof *two);
    struct overlap o = {0};
    (void)result;
    int status = mixture_em_score(first, c, &em, one, d);
    if (status == 0)
        status = mixture_em_score(first + k_max, c, &em, two, d);
    if (status == 0)
        status = overlap_open(&o, k, k, d);
    if (status == 0) {
        struct agreement a;
        for (size_t i = 0; i < c->n; i++)
            overlap_add(&o, one[i].best, two[i].best);
        overlap_finish(&o, &a);
        f->jaccard[(k - 1) * f->splits + split] = a.min_jaccard;
        agreement_free(&a);
    }
    overlap_close(&o);
    free(one);
    free(two);
    return status;
}

/* How many rows at most MOST k-means can tell apart, of all parts. */
static size_t count_distinct(const struct mixture_starts *s, size_t most)
{
    struct mixture m;
    while (most > 1 && !mixture_starts_draw(s, most, 0, 0, &m))
        most--;
    if (most > 1)
        mixture_free(&m);
    return most;
}

static void lower_k_max(struct segmentation_fits *f)
{
    f->k_max = count_distinct(&f->whole_part.starts, f->k_max);
    for (size_t h = 0; h < 2 * f->splits; h++)
        f->k_max = count_distinct(&f->half[h].starts, f->k_max);
}

static int make_parts(struct segmentation_fits *f,
                      const struct segmentation_options *o, struct diag *d)
{
    struct work w = {.f = f, .o = o};
    if (pool_run(threads_of(o), 1 + 2 * f->splits, make_part, NULL, &w, d) != 0)
        return -1;
    lower_k_max(f);
    return fit_whole(f, o, d);
}

static int split_more(struct segmentation_fits *f, size_t count,
                      const struct segmentation_options *o, struct diag *d)
{
    struct work w = {f, o, f->done, count};
    f->done += count;
    if (pool_run(threads_of(o), 2 * count, fit_half, NULL, &w, d) != 0)
        return -1;
    return pool_run(threads_of(o), (f->k_split - 1) * count, agree, NULL, &w,
                    d);
}

/* Whether each K is found again in all that were made, or in none. */
static bool is_clear(const struct segmentation_fits *f, double stability)
{
    for (size_t k = 2; k <= f->k_split; k++) {
        size_t found = 0;
        for (size_t split = 0; split < f->done; split++)
            found += f->jaccard[(k - 1) * f->splits + split] >= stability;
        if (found != 0 && found != f->done)
            return false;
    }
    return true;
}

int segmentation_fits_split(struct segmentation_fits *f, size_t k_split,
                            const struct segmentation_options *o,
                            struct diag *d)
{
    f->k_split = k_split;
    f->done = 0;
    for (size_t i = 0; i < f->room * f->splits; i++)
        f->jaccard[i] = NAN;
    if (k_split < 2)
        return 0;
    if (split_more(f, f->splits / 2 + 1, o, d) != 0)
        return -1;
    if (f->done == f->splits || is_clear(f, o->stability))
        return 0;
    return split_more(f, f->splits - f->done, o, d);
}

int segmentation_fits_make(struct segmentation_fits *f, const struct coded *c,
                           const struct segmentation_options *o, struct diag *d)
{
    *f = (struct segmentation_fits){
        .k_max = o->k_max, .room = o->k_max, .splits = o->splits};
    size_t count = o->sample;
    size_t *place = segmentation_sample(c->n, &count, o->seed);
    coded_take(&f->whole_part.data, c, place, count);
    free(place);
    f->half = mem_alloc(2 * f->splits * sizeof *f->half);
    f->whole = mem_alloc(f->k_max * sizeof *f->whole);
    f->halves = mem_alloc(f->k_max * 2 * f->splits * sizeof *f->halves);
    f->jaccard = mem_alloc(f->k_max * f->splits * sizeof *f->jaccard);
    for (size_t split = 0; split < f->splits; split++)
        take_halves(f, split, o->seed);
    return make_parts(f, o, d);
}

void segmentation_fits_free(struct segmentation_fits *f)
{
    for (size_t k = 0; f->whole != NULL && k < f->room; k++)
        mixture_free(&f->whole[k]);
    for (size_t i = 0; f->halves != NULL && i < f->room * 2 * f->splits; i++)
        mixture_free(&f->halves[i]);
    for (size_t h = 0; f->half != NULL && h < 2 * f->splits; h++)
        part_free(&f->half[h]);
    part_free(&f->whole_part);
    free(f->half);
    free(f->whole);
    free(f->halves);
    free(f->jaccard);
    *f = (struct segmentation_fits){0};
}
