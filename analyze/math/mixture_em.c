/* mixture_em.c - see mixture_em.h. */
#include "analyze/math/mixture_em.h"

#include "analyze/math/mixture_impute.h"
#include "analyze/math/mixture_kernel.h"
#include "analyze/math/mixture_sums.h"
#include "analyze/math/rows.h"
#include "lib/mem.h"
#include "lib/pool.h"

#include <math.h>
#include <stdlib.h>

enum { MAX_ROUNDS = 1000, NO_SECOND = 255 };
/* What rounding may let a likelihood fall by, for each member and its unit. */
static const double ROUNDING = 1e-9;

struct pass {
    const struct mixture_scorer *scorer;
    const struct coded_moments *moments;
    struct mixture_sums *total;
    struct mixture_class *out;
    size_t block;
};

static size_t block_of(const struct mixture_em *o)
{
    return o->block > 0 ? o->block : ROWS_BLOCK;
}

static size_t block_end(const struct pass *p, size_t job)
{
    size_t from = job * p->block, n = p->scorer->data->n;
    return n - from > p->block ? from + p->block : n;
}

static int run_blocks(struct pass *p, const struct mixture_em *o,
                      pool_work work, pool_take take, struct diag *d)
{
    size_t n = p->scorer->data->n;
    p->block = block_of(o);
    return pool_run(o->threads > 0 ? o->threads : 1,
                    (n + p->block - 1) / p->block, work, take, p, d);
}

static int add_block(void *context, size_t job, void **result, struct diag *d)
{
    const struct pass *p = context;
    struct mixture_sums *part = mem_alloc(sizeof *part);
    (void)d;
    mixture_sums_open(part, p->scorer);
    mixture_sums_add(part, p->scorer, p->moments, job * p->block,
                     block_end(p, job));
    *result = part;
    return 0;
}

static int merge_block(void *context, size_t job, void *result, int failed,
                       struct diag *d)
{
    const struct pass *p = context;
    struct mixture_sums *part = result;
    (void)job;
    (void)d;
    if (!failed)
        mixture_sums_merge(p->total, part);
    mixture_sums_close(part);
    free(part);
    return 0;
}

static int run_round(struct mixture *m, const struct coded *c,
                     const struct coded_moments *moments,
                     const struct mixture_em *o, struct diag *d)
{
    struct mixture_scorer scorer;
    struct mixture_sums total = {0};
    int status = 0;
    if (!mixture_scorer_open(&scorer, m, c))
        status = diag_fail(d, "the answers' covariance is singular");
    if (status == 0) {
        mixture_sums_open(&total, &scorer);
        struct pass p = {
            .scorer = &scorer, .moments = moments, .total = &total};
        status = run_blocks(&p, o, add_block, merge_block, d);
    }
    if (status == 0)
        mixture_sums_finish(&total, &scorer, moments, m);
    mixture_sums_close(&total);
    mixture_scorer_close(&scorer);
    return status;
}

int mixture_em_fit(struct mixture *m, const struct coded *c,
                   const struct coded_moments *moments,
                   const struct mixture_em *o, struct diag *d)
{
    size_t limit = o->max_rounds > 0 ? o->max_rounds : MAX_ROUNDS;
    double last = -INFINITY;
    m->rounds = 0;
    m->converged = m->ridged = false;
    while (m->rounds < limit && !m->converged) {
        bool forced = m->ridged;
        if (run_round(m, c, moments, o, d) != 0)
            return -1;
        m->rounds++;
        double gain = m->loglik - last;
        if (!isfinite(m->loglik) ||
            (!forced && gain < -ROUNDING * (fabs(last) + (double)m->n)))
            return diag_fail(d,
                             "the likelihood of %zu classes fell from %.9g "
                             "to %.9g in round %zu",
                             m->k, last, m->loglik, m->rounds);
        m->converged = gain <= o->tolerance * (double)m->n;
        m->gain = gain;
        last = m->loglik;
    }
    return 0;
}

static void pick(const double *posterior, size_t k, struct mixture_class *out)
{
    *out = (struct mixture_class){.second = NO_SECOND};
    for (size_t c = 1; c < k; c++)
        if (posterior[c] > posterior[out->best])
            out->best = (uint8_t)c;
    for (size_t c = 0; c < k; c++)
        if (c != out->best &&
            (out->second == NO_SECOND || posterior[c] > posterior[out->second]))
            out->second = (uint8_t)c;
    out->posterior = (float)posterior[out->best];
}

static int score_block(void *context, size_t job, void **result, struct diag *d)
{
    const struct pass *p = context;
    const struct mixture_scorer *s = p->scorer;
    const struct coded *c = s->data;
    struct mixture_pattern pattern;
    struct impute i;
    size_t from = job * p->block, to = block_end(p, job);
    (void)result;
    (void)d;
    mixture_pattern_open(&pattern, s);
    impute_open(&i, s);
    for (size_t q = coded_pattern(c, from); from < to; q++) {
        size_t end = c->pattern[q + 1] < to ? c->pattern[q + 1] : to;
        bool many = q < c->held;
        mixture_pattern_set(&pattern, s, q);
        if (many)
            mixture_pattern_tabulate(&pattern, s, q);
        for (; from < end; from++) {
            double score[MIXTURE_K];
            if (many)
                impute_tabulated(s, &pattern, from, score);
            else
                impute_posterior(&i, s, &pattern, from, score);
            pick(score, s->k, &p->out[from]);
        }
    }
    impute_close(&i);
    mixture_pattern_close(&pattern);
    return 0;
}

int mixture_em_score(const struct mixture *m, const struct coded *c,
                     const struct mixture_em *o, struct mixture_class *out,
                     struct diag *d)
{
    struct mixture_scorer scorer;
    int status = 0;
    if (!mixture_scorer_open(&scorer, m, c))
        status = diag_fail(d, "the answers' covariance is singular");
    if (status == 0) {
        struct pass p = {.scorer = &scorer, .out = out};
        status = run_blocks(&p, o, score_block, NULL, d);
    }
    mixture_scorer_close(&scorer);
    return status;
}
