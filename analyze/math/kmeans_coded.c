/* kmeans_coded.c - see kmeans_coded.h. */
#include "analyze/math/kmeans_coded.h"

#include "analyze/math/kmeans_seed.h"
#include "analyze/math/lanes.h"
#include "analyze/math/mixhash.h"
#include "lib/mem.h"
#include "lib/pool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const float TOO_FAR = 1e30F;
enum { SEED_ROWS = 4000, PILOT_ROWS = 20000, MAX_ROUNDS = 300, NOBODY = 255 };
/* Starts that go on on all rows, and to the end. */
enum { RUNNERS = 4, FINALS = 2 };
/* Of so many rows one may still move when starts are ranked, and in the end. */
enum { RANKED = 500, SETTLED = 100000 };

/* One start at work. */
struct turn {
    const struct coded *c;
    size_t k, lanes;
    float *table;   /* scale cells x lanes: squared differences */
    int64_t *count; /* scale cells x lanes: rows */
    double *centre; /* k x scales */
    uint8_t *label;
    size_t moved;
};

/* Two chains of sums, so that one need not wait for the other. */
LANES_INLINE uint8_t nearest(const struct turn *t, size_t place,
                             const size_t lanes)
{
    const struct coded *c = t->c;
    const uint8_t *code = c->code + place * c->width;
    float even[KMEANS_CODED_K] = {0}, odd[KMEANS_CODED_K] = {0};
    size_t j = 0;
    for (; j + 2 <= c->scales; j += 2) {
        const float *p = t->table + (c->first[j] + code[j]) * lanes;
        const float *q = t->table + (c->first[j + 1] + code[j + 1]) * lanes;
        for (size_t k = 0; k < lanes; k++)
            even[k] += p[k];
        for (size_t k = 0; k < lanes; k++)
            odd[k] += q[k];
    }
    for (; j < c->scales; j++)
        for (size_t k = 0; k < lanes; k++)
            even[k] += t->table[(c->first[j] + code[j]) * lanes + k];
    uint8_t best = 0;
    float least = even[0] + odd[0];
    for (uint8_t k = 1; k < lanes; k++) {
        float sum = even[k] + odd[k];
        best = sum < least ? k : best;
        least = sum < least ? sum : least;
    }
    return best;
}

static void move(struct turn *t, size_t place, uint8_t to)
{
    const struct coded *c = t->c;
    const uint8_t *code = c->code + place * c->width;
    uint8_t from = t->label[place];
    for (size_t j = 0; j < c->scales; j++) {
        int64_t *count = t->count + (c->first[j] + code[j]) * t->lanes;
        count[to]++;
        if (from != NOBODY)
            count[from]--;
    }
    t->label[place] = to;
    t->moved++;
}

LANES_INLINE void label_all(struct turn *t, const size_t lanes)
{
    t->moved = 0;
    for (size_t i = 0; i < t->c->n; i++) {
        uint8_t to = nearest(t, i, lanes);
        if (to != t->label[i])
            move(t, i, to);
    }
}

LANES_WIDE static void label_8(struct turn *t)
{
    label_all(t, 8);
}

LANES_WIDE static void label_16(struct turn *t)
{
    label_all(t, KMEANS_CODED_K);
}

/* Lanes without a cluster are too far for anybody. */
static void fill_table(struct turn *t)
{
    const struct coded *c = t->c;
    for (size_t cell = 0; cell < c->first[1]; cell++)
        for (size_t k = t->k; k < t->lanes; k++)
            t->table[cell * t->lanes + k] = TOO_FAR;
    for (size_t j = 0; j < c->scales; j++)
        for (size_t cell = c->first[j]; cell + 1 < c->first[j + 1]; cell++)
            for (size_t k = 0; k < t->k; k++) {
                double gap = c->value[cell] - t->centre[k * c->scales + j];
                t->table[cell * t->lanes + k] = (float)(gap * gap);
            }
}

/* A centre without answers to an item stays where it was. */
static void take_means(struct turn *t)
{
    const struct coded *c = t->c;
    for (size_t j = 0; j < c->scales; j++)
        for (size_t k = 0; k < t->k; k++) {
            double sum = 0, there = 0;
            for (size_t i = c->first[j]; i + 1 < c->first[j + 1]; i++) {
                sum += (double)t->count[i * t->lanes + k] * c->value[i];
                there += (double)t->count[i * t->lanes + k];
            }
            if (there > 0)
                t->centre[k * c->scales + j] = sum / there;
        }
}

static double spread_of(const struct turn *t)
{
    const struct coded *c = t->c;
    double sum = 0;
    for (size_t j = 0; j < c->scales; j++)
        for (size_t i = c->first[j]; i + 1 < c->first[j + 1]; i++)
            for (size_t k = 0; k < t->k; k++) {
                double gap = c->value[i] - t->centre[k * c->scales + j];
                sum += (double)t->count[i * t->lanes + k] * gap * gap;
            }
    return sum;
}

static int seed_centres(struct turn *t, uint64_t seed, struct diag *d)
{
    const struct coded *c = t->c;
    size_t count = c->n < SEED_ROWS ? c->n : SEED_ROWS;
    double *values = mem_array(NULL, count * c->scales, sizeof *values);
    double *number = mem_array(NULL, c->dims, sizeof *number);
    for (size_t i = 0; i < count; i++) {
        size_t from = (size_t)((uint64_t)i * c->n / count);
        size_t to = (size_t)((uint64_t)(i + 1) * c->n / count);
        coded_numbers(c, from + (size_t)mixhash_below(to - from, 1, i, seed),
                      number);
        memcpy(values + i * c->scales, number, c->scales * sizeof *values);
    }
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    int status = rng == NULL ? diag_fail(d, "no random number generator") : 0;
    if (status == 0) {
        gsl_rng_set(rng, mixhash(2, 0, seed) & 0xFFFFFFFFU);
        struct rows rows = {values, count, c->scales};
        size_t drawn = 2 + (size_t)log((double)t->k);
        status = kmeans_seed(t->centre, t->k, rows, drawn, rng, d);
        gsl_rng_free(rng);
    }
    free(number);
    free(values);
    return status;
}

/* Until at most MOST rows move. */
static void run_rounds(struct turn *t, size_t most)
{
    memset(t->label, NOBODY, t->c->n);
    for (size_t round = 0; round < MAX_ROUNDS; round++) {
        fill_table(t);
        if (t->lanes == 8)
            label_8(t);
        else
            label_16(t);
        take_means(t);
        if (t->moved <= most)
            break;
    }
}

static void turn_open(struct turn *t, const struct coded *c, size_t k)
{
    *t = (struct turn){
        .c = c, .k = k, .lanes = k <= 8 ? 8 : (size_t)KMEANS_CODED_K};
    t->table = mem_alloc(c->scale_cells * t->lanes * sizeof *t->table);
    t->count = mem_alloc(c->scale_cells * t->lanes * sizeof *t->count);
    t->centre = mem_alloc(k * c->scales * sizeof *t->centre);
    t->label = mem_array(NULL, c->n, 1);
}

/* Those that are best so far, the best first. */
struct fit {
    struct kmeans_coded kept[RUNNERS];
    size_t count;
    const struct coded *c;
    struct coded pilot; /* rows of C that all starts begin with */
    size_t k, still;    /* of so many rows one may still move */
    uint64_t seed;
};

/* What T came to; T is no more. */
static struct kmeans_coded *turn_close(struct turn *t)
{
    struct kmeans_coded *km = mem_alloc(sizeof *km);
    *km = (struct kmeans_coded){t->k, t->centre, t->label, spread_of(t)};
    free(t->table);
    free(t->count);
    return km;
}

static int run_start(void *context, size_t job, void **result, struct diag *d)
{
    const struct fit *f = context;
    struct turn t;
    turn_open(&t, &f->pilot, f->k);
    int status = seed_centres(&t, mixhash(3, job, f->seed), d);
    if (status == 0)
        run_rounds(&t, 0);
    *result = turn_close(&t);
    return status;
}

static int run_on(void *context, size_t job, void **result, struct diag *d)
{
    const struct fit *f = context;
    struct turn t;
    (void)d;
    turn_open(&t, f->c, f->k);
    memcpy(t.centre, f->kept[job].centres,
           f->k * f->c->scales * sizeof *t.centre);
    run_rounds(&t, f->c->n / f->still);
    *result = turn_close(&t);
    return 0;
}

/* The first of several that are as good stays before the others. */
static void keep(struct fit *f, struct kmeans_coded km)
{
    size_t at = f->count;
    while (at > 0 && km.spread < f->kept[at - 1].spread)
        at--;
    if (at == RUNNERS) {
        kmeans_coded_free(&km);
        return;
    }
    if (f->count == RUNNERS)
        kmeans_coded_free(&f->kept[--f->count]);
    for (size_t i = f->count++; i > at; i--)
        f->kept[i] = f->kept[i - 1];
    f->kept[at] = km;
}

static int take_start(void *context, size_t job, void *result, int failed,
                      struct diag *d)
{
    struct kmeans_coded *km = result;
    (void)job;
    (void)d;
    if (failed)
        kmeans_coded_free(km);
    else
        keep(context, *km);
    free(km);
    return 0;
}

static int take_on(void *context, size_t job, void *result, int failed,
                   struct diag *d)
{
    struct fit *f = context;
    struct kmeans_coded *km = result;
    (void)failed;
    (void)d;
    kmeans_coded_free(&f->kept[job]);
    f->kept[job] = *km;
    free(km);
    return 0;
}

/* All that are kept go on on all rows, until one in STILL moves. */
static int run_kept(struct fit *f, size_t still, size_t threads, struct diag *d)
{
    f->still = still;
    return pool_run(threads, f->count, run_on, take_on, f, d);
}

/* The COUNT best stay, the first of several that are as good. */
static void drop_behind(struct fit *f, size_t count)
{
    for (size_t i = 1; i < f->count; i++)
        for (size_t j = i; j > 0; j--) {
            struct kmeans_coded *at = f->kept + j, swap = *at;
            if (!(at->spread < at[-1].spread))
                break;
            *at = at[-1];
            at[-1] = swap;
        }
    while (f->count > count)
        kmeans_coded_free(&f->kept[--f->count]);
}

static void take_pilot(struct fit *f)
{
    size_t n = f->c->n, count = n < PILOT_ROWS ? n : PILOT_ROWS;
    size_t *place = mem_array(NULL, count, sizeof *place);
    for (size_t i = 0; i < count; i++) {
        size_t from = (size_t)((uint64_t)i * n / count);
        size_t to = (size_t)((uint64_t)(i + 1) * n / count);
        place[i] = from + (size_t)mixhash_below(to - from, 4, i, f->seed);
    }
    coded_take(&f->pilot, f->c, place, count);
    free(place);
}

int kmeans_coded_fit(struct kmeans_coded *km, const struct coded *c, size_t k,
                     size_t starts, uint64_t seed, size_t threads,
                     struct diag *d)
{
    struct fit f = {.c = c, .k = k, .seed = seed};
    *km = (struct kmeans_coded){0};
    if (k == 0 || k > KMEANS_CODED_K || k > c->n || c->scales == 0)
        return diag_fail(d, "%zu groups asked of %zu rows", k, c->n);
    take_pilot(&f);
    int status = pool_run(threads, starts > 0 ? starts : 1, run_start,
                          take_start, &f, d);
    if (status == 0)
        status = run_kept(&f, RANKED, threads, d);
    drop_behind(&f, FINALS);
    if (status == 0)
        status = run_kept(&f, SETTLED, threads, d);
    drop_behind(&f, 1);
    if (f.count > 0)
        *km = f.kept[0];
    coded_free(&f.pilot);
    return status;
}

void kmeans_coded_free(struct kmeans_coded *km)
{
    free(km->centres);
    free(km->label);
    *km = (struct kmeans_coded){0};
}
