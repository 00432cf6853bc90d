/*
 * merge_changes.c - kinds of merge.h: pairs of before and after.
 */
#include "analyze/base/events.h"
#include "analyze/math/changelist.h"
#include "analyze/survey/scores.h"
#include "tests/conformance/merge.h"

#include <math.h>
#include <string.h>

static void finish_test(const struct signedrank *s, struct merge_figures *f)
{
    merge_exact(f, "pairs", (double)s->n);
    merge_exact(f, "sum of ranks up", s->up);
    merge_exact(f, "sum of ranks down", s->down);
    merge_exact(f, "z", s->z);
    merge_exact(f, "p corrected", s->p_corrected);
    merge_exact(f, "p exact", s->p_exact);
    merge_exact(f, "rank-biserial", s->rank_biserial);
}

static void open_changes(void *a, const struct merge_rows *r)
{
    (void)r;
    memset(a, 0, sizeof(struct changes));
}

static void add_changes(void *a, const struct merge_rows *r, size_t from,
                        size_t to)
{
    struct diag d = {0};
    for (size_t i = from; i < to; i++) {
        const int *fine = r->row[i].fine;
        if (fine[0] >= 0 && fine[1] >= 0)
            merge_must(changes_add(a, fine[1] - fine[0], &d), &d);
    }
}

static void merge_changes_two(void *a, const void *other)
{
    changes_merge(a, other);
}

static void finish_changes(void *a, const struct merge_rows *r,
                           struct merge_figures *f)
{
    const struct changes *c = a;
    struct signedrank s = signedrank_test(c);
    (void)r;
    merge_exact(f, "unchanged", c->room > 0 ? (double)c->of[0].up : 0);
    finish_test(&s, f);
}

static void close_changes(void *a)
{
    changes_close(a);
}

const struct merge_kind merge_changes = {"changes by size (Wilcoxon)",
                                         sizeof(struct changes),
                                         open_changes,
                                         add_changes,
                                         merge_changes_two,
                                         finish_changes,
                                         close_changes};

static void open_list(void *a, const struct merge_rows *r)
{
    (void)r;
    memset(a, 0, sizeof(struct changelist));
}

/* In hundredths, as scores are, if they are not too large for a whole number */
static void add_list(void *a, const struct merge_rows *r, size_t from,
                     size_t to)
{
    for (size_t i = from; i < to; i++) {
        double change = 100 * (r->row[i].value[1] - r->row[i].value[0]);
        if (fabs(change) < 1e17)
            changelist_add(a, llround(change));
    }
}

static void merge_lists_two(void *a, const void *other)
{
    changelist_merge(a, other);
}

static void finish_list(void *a, const struct merge_rows *r,
                        struct merge_figures *f)
{
    struct changelist *c = a;
    struct signedrank s = changelist_test(c);
    (void)r;
    merge_exact(f, "unchanged", (double)c->unchanged);
    finish_test(&s, f);
}

static void close_list(void *a)
{
    changelist_free(a);
}

const struct merge_kind merge_changelist = {"list of changes (Wilcoxon)",
                                            sizeof(struct changelist),
                                            open_list,
                                            add_list,
                                            merge_lists_two,
                                            finish_list,
                                            close_list};

static void open_scores(void *a, const struct merge_rows *r)
{
    (void)r;
    memset(a, 0, sizeof(struct scores));
}

/* A place among 256 as a score in hundredths of 100. */
static int32_t score_of(int fine)
{
    return fine < 0 ? EVENT_NO_SCORE : 39 * fine;
}

static void add_scores(void *a, const struct merge_rows *r, size_t from,
                       size_t to)
{
    for (size_t i = from; i < to; i++) {
        const struct merge_row *row = &r->row[i];
        struct observation o = {.pre = score_of(row->fine[0]),
                                .post = score_of(row->fine[1]),
                                .segment = (uint16_t)(row->code[2] + 1),
                                .ratings =
                                    row->code[3] > 0 ? row->code[3] % 3 : 0,
                                .rating_sum = 100 * row->code[3],
                                .taught = row->weight > 1,
                                .waiting = row->weight < 0.4};
        scores_add(a, &o);
    }
}

static void merge_scores_two(void *a, const void *other)
{
    scores_merge(a, other);
}

/* Sizes of 100 points are the scale's own. */
static void finish_scores(void *a, const struct merge_rows *r,
                          struct merge_figures *f)
{
    struct scores *s = a;
    struct score_rules rules = {.fdr = 0.05, .min_pairs = 5};
    struct score_figures x = scores_finish(s, &rules);
    double sd = moments_sd(&s->change);
    (void)r;
    merge_exact(f, "lost", (double)s->attrition);
    merge_exact(f, "compared with", x.compared.kind);
    merge_exact(f, "not taught", (double)x.compared.untaught);
    merge_near(f, "rating", moments_mean(&s->rating), 0);
    merge_near(f, "change", x.change.difference, sd);
    merge_near(f, "t", x.change.t, sd / x.change.error);
    merge_near(f, "d_z", x.d_z, 1);
    merge_near(f, "g", x.g, 1);
    merge_near(f, "gain", x.gain, 1);
    merge_exact(f, "Wilcoxon", x.wilcoxon);
    merge_exact(f, "its p", x.wilcoxon_p);
    merge_exact(f, "rank-biserial", x.rank_biserial);
    merge_near(f, "change of the others", x.compared.change, 100);
    merge_near(f, "difference", x.compared.effect.difference, 100);
    merge_near(f, "d", x.compared.d, 1);
    merge_near(f, "not taught in all", moments_mean(&s->others.untaught), 100);
    merge_near(f, "waiting", moments_mean(&s->others.waiting), 100);
}

static void close_scores(void *a)
{
    scores_free(a);
}

const struct merge_kind merge_scores = {"scores of a course (paired t)",
                                        sizeof(struct scores),
                                        open_scores,
                                        add_scores,
                                        merge_scores_two,
                                        finish_scores,
                                        close_scores};
