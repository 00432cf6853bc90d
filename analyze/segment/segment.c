/* segment.c - see segment.h. */
#include "analyze/segment/segment.h"

#include "analyze/math/level.h"
#include "analyze/segment/grouping.h"
#include "analyze/segment/others.h"
#include "analyze/segment/previous.h"
#include "analyze/segment/results.h"
#include "analyze/survey/screen.h"
#include "analyze/survey/shelf.h"
#include "lib/date.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { K_MAX = 8, STARTS = 16 };
static const double STABILITY = 0.75;

/* How many segments the study asks for; 0: it leaves that to the answers. */
static size_t asked_for(const struct run *r)
{
    return (size_t)study_integer(r->study, "segment", "k", 0);
}

static void warn_of_fewer(const struct grouping *g, const struct run *r)
{
    size_t made = g->found.model.k > 0 ? g->found.model.k : 1;
    if (made < asked_for(r))
        run_warn_of(r, "segment", "k",
                    "asks for %zu segments, and the answers of %zu "
                    "respondents allow %zu: there must be four for each "
                    "segment, not all alike",
                    asked_for(r), g->features.n, made);
}

static int find(struct grouping *g, const struct run *r, struct diag *d)
{
    const struct study *study = r->study;
    struct segmentation_options o = {
        .k = asked_for(r),
        .k_max = (size_t)study_integer(study, "segment", "k_max", K_MAX),
        .starts = (size_t)study_integer(study, "segment", "starts", STARTS),
        .stability = study_number(study, "segment", "stability", STABILITY),
        .least = (size_t)study->threshold,
        .seed = study->seed,
        .threads = r->cli->threads,
        .block = r->cli->block};
    return segmentation_find(&g->found, &g->features.data, &o, d);
}

/* A member who answered twice is in the segment of the first answer. */
static void note_member(struct grouping *g, size_t respondent,
                        const struct mixture_class *c)
{
    int32_t member = g->answers->member[respondent];
    if (member == FACT_NONE || g->member[member].segment != 0)
        return;
    g->member[member] = (struct grouping_member){
        .segment = g->number[c->best],
        .second = c->second < g->found.model.k ? g->number[c->second] : 0,
        .posterior = c->posterior};
}

/* Whether one of the respondents compared counts less for being careless. */
static bool has_lessened(const struct grouping *g)
{
    const struct answers *a = g->answers;
    for (size_t i = 0; a->lessened && i < g->features.n; i++)
        if (a->flags[g->features.respondent[i]] & SCREEN_CARELESS)
            return true;
    return false;
}

/*
 * Whether some of the respondents compared stand for more than others do. Where
 * the careless count less, the shares would tell how many of a segment they
 * are.
 */
static bool is_weighted(const struct grouping *g)
{
    const double *weight = g->answers->weight;
    const size_t *respondent = g->features.respondent;
    if (has_lessened(g))
        return false;
    for (size_t i = 1; weight != NULL && i < g->features.n; i++)
        if (weight[respondent[i]] != weight[respondent[0]])
            return true;
    return false;
}

/* The sizes that the segments would have if all members had answered. */
static void weigh(struct grouping *g)
{
    bool weighted = is_weighted(g);
    double all = 0, of[MIXTURE_K] = {0};
    for (size_t row = 0; weighted && row < g->features.n; row++) {
        size_t respondent = g->features.respondent[row], k = 0;
        while (g->number[k] != g->segment_of[respondent])
            k++;
        of[k] += g->answers->weight[respondent];
        all += g->answers->weight[respondent];
    }
    for (size_t k = 0; k < g->found.model.k; k++)
        g->weighted[k] = all > 0 ? of[k] / all : NAN;
}

static void give_segments(struct grouping *g)
{
    const struct coded *c = &g->features.data;
    const struct mixture_class **of = mem_array(NULL, c->n, sizeof *of);
    for (size_t place = 0; place < c->n; place++)
        of[c->row[place]] = &g->found.of[place];
    for (size_t row = 0; row < c->n; row++) {
        size_t respondent = g->features.respondent[row], k = of[row]->best;
        g->segment_of[respondent] = g->number[k];
        g->size[k]++;
        g->uncertain[k] += of[row]->posterior < (float)GROUPING_SURE;
        note_member(g, respondent, of[row]);
    }
    free(of);
    weigh(g);
}

/* Those who gave one answer to all likert items, among the straight-liners. */
static double count_single(const struct answers *a)
{
    double count = 0;
    for (size_t i = 0; i < a->n; i++) {
        struct screen s = screen_respondent(a, i, 0);
        count += s.answered >= SCREEN_RUN && s.longstring == s.answered;
    }
    return count;
}

/* NaN where there is nothing to compare. */
static double level_of(const struct grouping *g)
{
    return g->found.model.k > 0
               ? level_of_members(&g->found.model, &g->features.data)
               : NAN;
}

/* Why there are as many segments as there are. */
static const char *reason_of(const struct grouping *g, const struct run *r)
{
    if (g->found.model.k == 0)
        return "alike";
    if (asked_for(r) > 0)
        return "fixed";
    if (g->found.model.k > 1)
        return "found";
    return level_of(g) >= 0.5 ? "level" : "none";
}

static int tell_figures(const struct grouping *g, const struct run *r,
                        struct diag *d)
{
    const struct features *f = &g->features;
    const struct {
        const char *name;
        double value;
    } figures[] = {
        {"segments", (double)g->found.model.k},
        {"asked", (double)asked_for(r)},
        {"compared", (double)f->n},
        {"straight_liners", (double)f->straight},
        {"single_answer", count_single(g->answers)},
        {"few_answers", (double)f->few},
        {"sample", (double)g->found.sample},
        {"patterns", (double)f->data.patterns},
        {"level", level_of(g)},
    };
    for (size_t i = 0; i < COUNT_OF(figures); i++)
        if (run_figure(r, "segment", figures[i].name, figures[i].value, d) != 0)
            return -1;
    return 0;
}

static int tell_words(const struct grouping *g, const struct run *r,
                      struct diag *d)
{
    char day[DATE_TEXT];
    date_write(g->previous_on, day);
    const struct {
        const char *name, *word;
    } words[] = {
        {"survey", g->answers->id},
        {"reason", reason_of(g, r)},
        {"model", g->features.data.dims > 0 ? "mixture" : "latent-class"},
        {"others", study_text(r->study, "segment", "others", "leave-out")},
        {"previous", g->previous != 0 ? day : NULL},
    };
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (words[i].word != NULL &&
            run_word(r, "segment", words[i].name, words[i].word, d) != 0)
            return -1;
    return 0;
}

/* The product that later analyses see. */
static void hand_on(const struct grouping *g, struct run *r)
{
    r->segment = mem_alloc(r->facts->n_members * sizeof *r->segment);
    for (size_t m = 0; m < r->facts->n_members; m++) {
        r->segment[m] = g->member[m].segment;
        if (r->segment[m] > r->n_segments)
            r->n_segments = r->segment[m];
    }
}

static int segment_all(struct grouping *g, struct run *r, int *skip,
                       struct diag *d)
{
    if (features_make(&g->features, r, g->answers, d) != 0)
        return -1;
    if (g->features.excess > 0) {
        run_warn_of(r, "segment", "features",
                    "segments are left out: %zu numbers are more than the %d "
                    "that can be compared; give the items scales, and name "
                    "\"scores\" here",
                    g->features.excess, CODED_DIMS);
        *skip = 1;
        return 0;
    }
    bool any = g->features.data.n > 0; /* something to be compared by */
    if (any && (find(g, r, d) != 0 || results_evidence(g, r, d) != 0))
        return -1;
    warn_of_fewer(g, r);
    if (tell_figures(g, r, d) != 0 || tell_words(g, r, d) != 0)
        return -1;
    if (g->found.model.k <= 1)
        return 0; /* no distinct groups */
    if (previous_number(g, r, d) != 0)
        return -1;
    g->segment_of = mem_alloc(g->answers->n * sizeof *g->segment_of);
    g->member = mem_alloc(r->facts->n_members * sizeof *g->member);
    give_segments(g);
    others_assign(g, r);
    hand_on(g, r);
    if (results_store(g, r, d) != 0)
        return -1;
    return previous_changes(g, r, d);
}

static int segment_begin(struct run *r, void **self, int *skip, struct diag *d)
{
    struct grouping *g = mem_alloc(sizeof *g);
    *self = g;
    if (shelf_answers(r, "segment", &g->answers, d) != 0 ||
        previous_find(g, r, d) != 0)
        return -1;
    *skip = g->answers == NULL;
    return g->answers != NULL ? segment_all(g, r, skip, d) : 0;
}

static void segment_free(void *self)
{
    struct grouping *g = self;
    if (g == NULL)
        return;
    segmentation_free(&g->found);
    features_free(&g->features);
    free(g->segment_of);
    free(g->member);
    free(g);
}

const struct task segment_task = {
    .name = "segment",
    .begin = segment_begin,
    .free = segment_free,
};
