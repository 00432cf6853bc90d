/* features.c - see features.h. */
#include "analyze/segment/features.h"

#include "analyze/math/moments.h"
#include "analyze/survey/screen.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static bool is_rating(const struct answer_item *i)
{
    return i->kind == ANSWER_LIKERT && i->facet != NULL &&
           (strcmp(i->facet, "importance") == 0 ||
            strcmp(i->facet, "ability") == 0);
}

static void choose_items(struct features *f)
{
    const struct answers *a = f->answers;
    size_t ratings = 0;
    for (size_t i = 0; i < a->n_items; i++)
        ratings += is_rating(&a->item[i]);
    for (size_t i = 0; i < a->n_items; i++)
        if (ratings > 0 ? is_rating(&a->item[i])
                        : a->item[i].kind == ANSWER_LIKERT)
            f->item[f->dim++] = i;
}

static void choose_respondents(struct features *f, double min_answered)
{
    for (size_t i = 0; i < f->answers->n; i++)
        if (screen_respondent(f->answers, i, min_answered).flags == 0)
            f->respondent[f->n++] = i;
}

/* Means and deviations; columns without a deviation go. */
static void standardize(struct features *f)
{
    size_t kept = 0;
    for (size_t c = 0; c < f->dim; c++) {
        struct moments m = {0};
        for (size_t r = 0; r < f->n; r++) {
            int code = answers_code(f->answers, f->respondent[r], f->item[c]);
            if (code >= 0)
                moments_add(&m, code, 1);
        }
        if (!(moments_sd(&m) > 0))
            continue;
        f->item[kept] = f->item[c];
        f->mean[kept] = moments_mean(&m);
        f->sd[kept++] = moments_sd(&m);
    }
    f->dim = kept;
}

void features_make(struct features *f, const struct answers *a,
                   double min_answered)
{
    *f = (struct features){.answers = a};
    f->item = mem_array(NULL, a->n_items, sizeof *f->item);
    f->mean = mem_array(NULL, a->n_items, sizeof *f->mean);
    f->sd = mem_array(NULL, a->n_items, sizeof *f->sd);
    f->respondent = mem_array(NULL, a->n, sizeof *f->respondent);
    choose_items(f);
    choose_respondents(f, min_answered);
    standardize(f);
}

void features_free(struct features *f)
{
    free(f->item);
    free(f->mean);
    free(f->sd);
    free(f->respondent);
    *f = (struct features){0};
}

void features_row(const struct features *f, size_t row, double *out)
{
    for (size_t c = 0; c < f->dim; c++) {
        int code = answers_code(f->answers, f->respondent[row], f->item[c]);
        out[c] = code < 0 ? 0 : (code - f->mean[c]) / f->sd[c];
    }
}
