/* mixture_start.c - see mixture_start.h. */
#include "analyze/math/mixture_start.h"

#include "analyze/math/cholesky.h"
#include "analyze/math/kmeans.h"
#include "analyze/math/mixhash.h"
#include "analyze/math/mixture_impute.h"
#include "analyze/math/rows.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    START_ROWS = 4000,
    START_ROUNDS = 12,
    WHITE_ROWS = 64, /* that are whitened together */
    STREAM_PLAIN = 1,
    STREAM_WHITE,
    STREAM_SPLIT
};

/* Half an answer of each state more, so that no chance begins at 0. */
static void set_chances(struct mixture *m, const struct coded *c, size_t k,
                        const double *count)
{
    for (size_t j = c->scales; j < c->scales + c->classes; j++) {
        size_t first = c->first[j] - c->scale_cells;
        size_t states = coded_states(c, j);
        double all = 0;
        for (size_t s = 0; s < states; s++)
            all += count[first + s] + 0.5;
        for (size_t s = 0; s < states; s++)
            m->chance[k * m->cells + first + s] =
                (count[first + s] + 0.5) / all;
        m->chance[k * m->cells + first + states] = 1;
    }
}

/* One class: z-scores have mean 0, and nothing is known of products. */
static void begin_one(struct mixture *m, const struct coded *c)
{
    mixture_open(m, c, 1);
    m->share[0] = 1;
    for (size_t j = 0; j < m->dims; j++)
        m->cov[j * m->dims + j] = 1;
    double *count = mem_alloc(m->cells * sizeof *count);
    for (size_t i = 0; i < c->n; i++)
        for (size_t j = c->scales; j < c->scales + c->classes; j++)
            count[c->first[j] - c->scale_cells + c->code[i * c->width + j]]++;
    set_chances(m, c, 0, count);
    free(count);
}

/* The z-scores of the places, with what is missing as one class expects. */
static void fill_numbers(struct mixture_starts *s,
                         const struct mixture_scorer *scorer)
{
    struct mixture_pattern p;
    struct impute i;
    mixture_pattern_open(&p, scorer);
    impute_open(&i, scorer);
    for (size_t r = 0; r < s->count; r++) {
        double *row = s->plain + r * s->dim, score[MIXTURE_K];
        mixture_pattern_set(&p, scorer, coded_pattern(s->data, s->place[r]));
        (void)impute_posterior(&i, scorer, &p, s->place[r], score);
        memcpy(row, i.number, scorer->dims * sizeof *row);
        for (size_t a = 0; a < p.m; a++)
            row[p.which[a]] = i.part[a * scorer->lanes];
    }
    impute_close(&i);
    mixture_pattern_close(&p);
}

/* A mark for each state of a class column but the last, as a z-score. */
static void fill_marks(struct mixture_starts *s)
{
    const struct coded *c = s->data;
    size_t at = c->dims;
    for (size_t j = c->scales; j < c->scales + c->classes; j++)
        for (size_t state = 0; state + 1 < coded_states(c, j); state++, at++) {
            double p = s->one.chance[c->first[j] - c->scale_cells + state];
            double sd = sqrt(p * (1 - p));
            for (size_t r = 0; r < s->count; r++) {
                uint8_t code = c->code[s->place[r] * c->width + j];
                double mark = (code == state) - p;
                s->plain[r * s->dim + at] =
                    code == coded_states(c, j) || !(sd > 0) ? 0 : mark / sd;
            }
        }
}

/* The COUNT rows from FROM become L^-1 of what they are. */
static void whiten_rows(struct mixture_starts *s, const double *l, size_t from,
                        size_t count)
{
    size_t dims = s->data->dims;
    double *turned = mem_array(NULL, dims * count, sizeof *turned);
    for (size_t r = 0; r < count; r++)
        for (size_t j = 0; j < dims; j++)
            turned[j * count + r] = s->white[(from + r) * s->dim + j];
    cholesky_forward(l, dims, turned, count);
    for (size_t r = 0; r < count; r++)
        for (size_t j = 0; j < dims; j++)
            s->white[(from + r) * s->dim + j] = turned[j * count + r];
    free(turned);
}

void mixture_starts_whiten(struct mixture_starts *s, const struct mixture *m)
{
    size_t dims = s->data->dims, size = dims * dims;
    memcpy(s->white, s->plain, s->count * s->dim * sizeof *s->white);
    double *l = mem_array(NULL, size, sizeof *l);
    if (size > 0)
        memcpy(l, m->cov, size * sizeof *l);
    if (cholesky_factor(l, dims, 0))
        for (size_t r = 0; r < s->count; r += WHITE_ROWS)
            whiten_rows(s, l, r,
                        s->count - r > WHITE_ROWS ? WHITE_ROWS : s->count - r);
    free(l);
}

static void choose_rows(struct mixture_starts *s)
{
    const struct coded *c = s->data;
    s->count = c->n < START_ROWS ? c->n : START_ROWS;
    s->dim = c->dims;
    for (size_t j = c->scales; j < c->scales + c->classes; j++)
        s->dim += coded_states(c, j) - 1;
    s->place = mem_array(NULL, s->count, sizeof *s->place);
    for (size_t r = 0; r < s->count; r++)
        s->place[r] = (size_t)((uint64_t)r * c->n / s->count);
    coded_take(&s->few, c, s->place, s->count);
}

static int fill(struct mixture_starts *s, struct diag *d)
{
    const struct coded *c = s->data;
    s->plain = mem_array(NULL, s->count * s->dim, sizeof *s->plain);
    s->white = mem_array(NULL, s->count * s->dim, sizeof *s->white);
    struct mixture_scorer scorer;
    bool done = mixture_scorer_open(&scorer, &s->one, c);
    if (done)
        fill_numbers(s, &scorer);
    mixture_scorer_close(&scorer);
    if (!done)
        return diag_fail(d, "the answers' covariance is singular");
    fill_marks(s);
    mixture_starts_whiten(s, &s->one);
    return coded_moments_make(&s->few_moments, &s->few, 1, ROWS_BLOCK, d);
}

int mixture_starts_make(struct mixture_starts *s, const struct coded *c,
                        const struct coded_moments *moments,
                        const struct mixture_em *o, struct diag *d)
{
    *s = (struct mixture_starts){.data = c};
    begin_one(&s->one, c);
    if (mixture_em_fit(&s->one, c, moments, o, d) != 0)
        return -1;
    choose_rows(s);
    return fill(s, d);
}

void mixture_starts_free(struct mixture_starts *s)
{
    mixture_free(&s->one);
    coded_moments_free(&s->few_moments);
    coded_free(&s->few);
    free(s->place);
    free(s->plain);
    free(s->white);
    *s = (struct mixture_starts){0};
}

struct label_sums {
    double *rows;           /* k */
    double *there, *number; /* k x dims: answers, and their sum */
    double *cell;           /* k x class cells */
};

static void add_labelled(struct label_sums *t, const struct coded *c,
                         size_t place, size_t k)
{
    double number[CODED_DIMS];
    size_t missing, cells = c->cells - c->scale_cells;
    coded_numbers(c, place, number);
    t->rows[k]++;
    for (size_t j = 0; j < c->dims; j++) {
        t->number[k * c->dims + j] += number[j];
        t->there[k * c->dims + j]++;
    }
    const uint16_t *which = coded_lacks(c, coded_pattern(c, place), &missing);
    for (size_t a = 0; a < missing; a++)
        t->there[k * c->dims + which[a]]--;
    for (size_t j = c->scales; j < c->scales + c->classes; j++)
        t->cell[k * cells + c->first[j] - c->scale_cells +
                c->code[place * c->width + j]]++;
}

/* The covariance of one class less that between; halved if that fails. */
static void set_cov(struct mixture *m, const struct mixture *one)
{
    size_t dims = m->dims;
    double *copy = mem_array(NULL, dims * dims, sizeof *copy);
    for (size_t i = 0; i < dims; i++)
        for (size_t j = 0; j < dims; j++) {
            double cov = one->cov[i * dims + j];
            for (size_t k = 0; k < m->k; k++)
                cov -= m->share[k] * (m->mean[k * dims + i] - one->mean[i]) *
                       (m->mean[k * dims + j] - one->mean[j]);
            m->cov[i * dims + j] = copy[i * dims + j] = cov;
        }
    if (!cholesky_factor(copy, dims, 0.01))
        for (size_t i = 0; i < dims * dims; i++)
            m->cov[i] = one->cov[i] / 2;
    free(copy);
}

void mixture_from_labels(struct mixture *m, const struct coded *c, size_t k,
                         const struct mixture *one, const size_t *place,
                         size_t count, const uint32_t *label)
{
    mixture_open(m, c, k);
    struct label_sums t = {
        .rows = mem_alloc(k * sizeof(double)),
        .there = mem_alloc(k * c->dims * sizeof(double)),
        .number = mem_alloc(k * c->dims * sizeof(double)),
        .cell = mem_alloc(k * m->cells * sizeof(double)),
    };
    for (size_t i = 0; i < count; i++)
        add_labelled(&t, c, place[i], label[i]);
    for (size_t a = 0; a < k; a++) {
        m->share[a] = t.rows[a] / (double)count;
        for (size_t j = 0; j < c->dims; j++) {
            double there = t.there[a * c->dims + j];
            m->mean[a * c->dims + j] =
                there > 0 ? t.number[a * c->dims + j] / there : one->mean[j];
        }
        set_chances(m, c, a, t.cell + a * m->cells);
    }
    set_cov(m, one);
    free(t.rows);
    free(t.there);
    free(t.number);
    free(t.cell);
}

int mixture_starts_draw(const struct mixture_starts *s, size_t k, size_t number,
                        uint64_t seed, struct mixture *m)
{
    bool odd = number % 2 == 1;
    struct rows rows = {odd ? s->white : s->plain, s->count, s->dim};
    struct kmeans_options o = {
        .k = k,
        .seed = mixhash(odd ? STREAM_WHITE : STREAM_PLAIN, k, seed),
        .max_rounds = odd && s->data->dims == 0 ? 1 : START_ROUNDS,
        .skip_moves = 1};
    struct kmeans km;
    struct diag d = {0};
    bool found = kmeans_start(&km, rows, &o, number / 2, &d) == 0;
    if (found)
        mixture_from_labels(m, s->data, k, &s->one, s->place, s->count,
                            km.cluster);
    kmeans_free(&km);
    return found;
}

/* The rows of class SPLIT in white scores; WHICH gets their numbers. */
static double *gather_class(const struct mixture_starts *s,
                            const uint32_t *label, size_t split, size_t *which,
                            size_t *count)
{
    double *rows = mem_array(NULL, s->count * s->dim, sizeof *rows);
    *count = 0;
    for (size_t r = 0; r < s->count; r++)
        if (label[r] == split) {
            memcpy(rows + *count * s->dim, s->white + r * s->dim,
                   s->dim * sizeof *rows);
            which[(*count)++] = r;
        }
    return rows;
}

int mixture_starts_split(const struct mixture_starts *s,
                         const struct mixture *m, const uint32_t *label,
                         size_t split, uint64_t seed, struct mixture *to)
{
    size_t *which = mem_array(NULL, s->count, sizeof *which), count;
    double *values = gather_class(s, label, split, which, &count);
    struct rows rows = {values, count, s->dim};
    struct kmeans_options o = {.k = 2,
                               .seed = mixhash(STREAM_SPLIT, split, seed),
                               .max_rounds = START_ROUNDS,
                               .skip_moves = 1};
    struct kmeans km = {0};
    struct diag d = {0};
    bool found = kmeans_start(&km, rows, &o, 0, &d) == 0;
    if (found) {
        uint32_t *cut = mem_array(NULL, s->count, sizeof *cut);
        memcpy(cut, label, s->count * sizeof *cut);
        for (size_t i = 0; i < count; i++)
            if (km.cluster[i] == 1)
                cut[which[i]] = (uint32_t)m->k;
        mixture_from_labels(to, s->data, m->k + 1, &s->one, s->place, s->count,
                            cut);
        free(cut);
    }
    kmeans_free(&km);
    free(values);
    free(which);
    return found;
}
