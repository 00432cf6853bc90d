/* mixture.c - see mixture.h. */
#include "analyze/math/mixture.h"

#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void mixture_open(struct mixture *m, const struct coded *c, size_t k)
{
    *m = (struct mixture){
        .k = k, .dims = c->dims, .cells = c->cells - c->scale_cells};
    m->share = mem_alloc(k * sizeof *m->share);
    m->mean = mem_alloc(k * m->dims * sizeof *m->mean);
    m->cov = mem_alloc(m->dims * m->dims * sizeof *m->cov);
    m->chance = mem_alloc(k * m->cells * sizeof *m->chance);
}

static void copy_numbers(double **to, const double *from, size_t count)
{
    *to = mem_array(NULL, count, sizeof **to);
    if (count > 0)
        memcpy(*to, from, count * sizeof **to);
}

void mixture_copy(struct mixture *to, const struct mixture *from)
{
    *to = *from;
    copy_numbers(&to->share, from->share, from->k);
    copy_numbers(&to->mean, from->mean, from->k * from->dims);
    copy_numbers(&to->cov, from->cov, from->dims * from->dims);
    copy_numbers(&to->chance, from->chance, from->k * from->cells);
}

void mixture_free(struct mixture *m)
{
    free(m->share);
    free(m->mean);
    free(m->cov);
    free(m->chance);
    *m = (struct mixture){0};
}

size_t mixture_parameters(const struct mixture *m, const struct coded *c)
{
    size_t chances = 0;
    for (size_t j = c->scales; j < c->scales + c->classes; j++)
        chances += coded_states(c, j) - 1;
    return m->k - 1 + m->k * (m->dims + chances) + m->dims * (m->dims + 1) / 2;
}

double mixture_bic(const struct mixture *m, const struct coded *c)
{
    return -2 * m->loglik +
           (double)mixture_parameters(m, c) * log((double)m->n);
}

double mixture_icl(const struct mixture *m, const struct coded *c)
{
    return mixture_bic(m, c) + 2 * m->entropy;
}

double mixture_certainty(const struct mixture *m)
{
    if (m->k < 2)
        return NAN;
    return 1 - m->entropy / ((double)m->n * log((double)m->k));
}

static int compare_numbers(const double *a, const double *b, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

/* Whether class A comes before class B. */
static bool comes_first(const struct mixture *m, size_t a, size_t b)
{
    if (m->share[a] != m->share[b])
        return m->share[a] > m->share[b];
    int order =
        compare_numbers(m->mean + a * m->dims, m->mean + b * m->dims, m->dims);
    if (order == 0)
        order = compare_numbers(m->chance + a * m->cells,
                                m->chance + b * m->cells, m->cells);
    return order != 0 ? order < 0 : a < b;
}

static void put_class(struct mixture *to, size_t at, const struct mixture *from,
                      size_t c)
{
    to->share[at] = from->share[c];
    for (size_t j = 0; j < to->dims; j++)
        to->mean[at * to->dims + j] = from->mean[c * to->dims + j];
    for (size_t j = 0; j < to->cells; j++)
        to->chance[at * to->cells + j] = from->chance[c * to->cells + j];
}

void mixture_canonical(struct mixture *m)
{
    struct mixture old;
    mixture_copy(&old, m);
    for (size_t c = 0; c < m->k; c++) {
        size_t at = 0;
        for (size_t other = 0; other < m->k; other++)
            at += other != c && comes_first(&old, other, c);
        put_class(m, at, &old, c);
    }
    mixture_free(&old);
}
