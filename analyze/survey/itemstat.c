/* itemstat.c - see itemstat.h. */
#include "analyze/survey/itemstat.h"

#include "analyze/math/counts.h"
#include "analyze/math/moments.h"
#include "analyze/math/scale.h"
#include "analyze/base/query.h"
#include "lib/bulk.h"
#include "lib/mem.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What one item's answers add up to. */
struct itemstat {
    struct counts counts;
    struct moments moments;
    int64_t n, missing, not_shown, no_substance;
    double item_rest, alpha_without; /* NaN outside of a scale */
    bool counted; /* counts is open: it has few enough codes */
};

static int open_stat(struct itemstat *s, const struct answer_item *item,
                     struct diag *d)
{
    int low = item->kind == ANSWER_OPTION ? 0 : item->low;
    int high = item->kind == ANSWER_OPTION ? 1 : item->high;
    *s = (struct itemstat){.item_rest = NAN, .alpha_without = NAN};
    s->counted =
        item->kind != ANSWER_NUMBER && high > low && high - low < COUNTS_MAX;
    return s->counted ? counts_open(&s->counts, low, high - low + 1, d) : 0;
}

/* Codes of a choice of one are names: their mean says nothing. */
static bool has_moments(const struct answer_item *item)
{
    return item->kind == ANSWER_LIKERT || item->kind == ANSWER_OPTION;
}

static void add_code(struct itemstat *s, const struct answer_item *item,
                     int code)
{
    if (code == ANSWER_NONE) {
        s->missing++;
    } else if (code == ANSWER_NOT_SHOWN) {
        s->not_shown++;
    } else if (code == ANSWER_NO_SUBSTANCE) {
        s->no_substance++;
    } else {
        s->n++;
        if (has_moments(item))
            moments_add(&s->moments, code, 1);
        if (s->counted)
            counts_add(&s->counts, code);
    }
}

/*
 * Numbers may be larger than an answer's code can be, so they are read anew;
 * smallest first, which any order of the rows gives. Ids are letters, digits
 * and _ by CHECK.
 */
static int read_numbers(struct itemstat *s, const struct run *r,
                        const struct answers *a, const struct answer_item *item,
                        struct diag *d)
{
    char *select =
        mem_format("SELECT i_%s FROM response_%s WHERE i_%s >= 0 ORDER BY 1",
                   item->id, a->id, item->id);
    struct query q = query_open(r->db, select, d);
    free(select);
    while (query_next(&q))
        moments_add(&s->moments, query_real(&q, 0), 1);
    return query_close(&q);
}

/* "[3,0,12]", from the lowest code; "[]" where they were not counted. */
static char *write_counts(const struct itemstat *s)
{
    char *text = mem_text("[");
    for (int i = 0; s->counted && i < s->counts.codes; i++) {
        char *longer =
            mem_format("%s%s%" PRId64, text, i > 0 ? "," : "", s->counts.n[i]);
        free(text);
        text = longer;
    }
    char *whole = mem_format("%s]", text);
    free(text);
    return whole;
}

/* The items of a scale, by place in the questionnaire. */
static size_t items_of(const struct answers *a, const char *scale, size_t *list)
{
    size_t count = 0;
    for (size_t i = 0; i < a->n_items; i++)
        if (a->item[i].kind == ANSWER_LIKERT && a->item[i].scale != NULL &&
            strcmp(a->item[i].scale, scale) == 0)
            list[count++] = i;
    return count;
}

static int add_respondents(struct scale *s, const struct answers *a,
                           const size_t *item, size_t count, int64_t *complete,
                           struct diag *d)
{
    int *answers = mem_array(NULL, count, sizeof *answers);
    int status = 0;
    for (size_t i = 0; status == 0 && i < a->n; i++) {
        size_t missing = 0;
        for (size_t k = 0; k < count; k++) {
            int code = answers_code(a, i, item[k]);
            answers[k] = code < 0 ? SCALE_MISSING : code;
            missing += code < 0;
        }
        *complete += missing == 0;
        status = scale_add(s, answers, d);
    }
    free(answers);
    return status;
}

static int store_scale(struct bulk *b, const struct run *r,
                       const struct answers *a, const char *name,
                       const struct reliability *x, int64_t complete,
                       struct diag *d)
{
    bulk_integer(b, r->key);
    bulk_integer(b, a->key);
    bulk_text(b, name, strlen(name));
    bulk_integer(b, (int64_t)x->items);
    bulk_integer(b, complete);
    bulk_real(b, x->alpha);
    bulk_real(b, x->alpha_std);
    bulk_real(b, x->omega);
    bulk_real(b, x->mean);
    bulk_real(b, x->sd);
    return bulk_end_row(b, d);
}

static int do_scale(struct bulk *b, const struct run *r,
                    const struct answers *a, const char *name,
                    struct itemstat *stat, struct diag *d)
{
    struct scale s;
    struct reliability x = {0};
    int64_t complete = 0;
    size_t *item = mem_array(NULL, a->n_items, sizeof *item);
    size_t count = items_of(a, name, item);
    int status = scale_open(&s, count, d);
    if (status == 0)
        status = add_respondents(&s, a, item, count, &complete, d);
    if (status == 0) {
        scale_finish(&s, &x);
        status = store_scale(b, r, a, name, &x, complete, d);
        for (size_t k = 0; k < count; k++) {
            stat[item[k]].item_rest = x.item[k].rest_r;
            stat[item[k]].alpha_without = x.item[k].alpha_without;
        }
        reliability_free(&x);
    }
    scale_close(&s);
    free(item);
    return status;
}

/* Whether item I is the first of its scale. */
static bool is_first(const struct answers *a, size_t i)
{
    if (a->item[i].kind != ANSWER_LIKERT || a->item[i].scale == NULL)
        return false;
    for (size_t k = 0; k < i; k++)
        if (a->item[k].kind == ANSWER_LIKERT && a->item[k].scale != NULL &&
            strcmp(a->item[k].scale, a->item[i].scale) == 0)
            return false;
    return true;
}

static int do_scales(const struct run *r, const struct answers *a,
                     struct itemstat *stat, struct diag *d)
{
    struct bulk *b = bulk_open(r->db,
                               "INSERT INTO scale_quality SELECT c0, c1, c2,"
                               " c3, c4, c5, c6, c7, c8, c9 FROM bulk",
                               10, d);
    int status = b == NULL ? -1 : 0;
    for (size_t i = 0; status == 0 && i < a->n_items; i++)
        if (is_first(a, i))
            status = do_scale(b, r, a, a->item[i].scale, stat, d);
    return bulk_end(b, status, d);
}

static int store_item(struct bulk *b, const struct run *r,
                      const struct answer_item *item, const struct itemstat *s,
                      struct diag *d)
{
    char *counts = write_counts(s);
    bulk_integer(b, r->key);
    bulk_integer(b, item->key);
    bulk_integer(b, s->n);
    bulk_integer(b, s->missing);
    bulk_integer(b, s->not_shown);
    bulk_integer(b, s->no_substance);
    bulk_real(b, moments_mean(&s->moments));
    bulk_real(b, moments_sd(&s->moments));
    bulk_real(b, s->counted && has_moments(item) ? counts_median(&s->counts)
                                                 : NAN);
    bulk_real(b, moments_skew(&s->moments, MOMENTS_TYPE3));
    bulk_real(b, moments_kurtosis(&s->moments, MOMENTS_TYPE3));
    bulk_text(b, counts, strlen(counts));
    bulk_real(b, s->item_rest);
    bulk_real(b, s->alpha_without);
    free(counts);
    return bulk_end_row(b, d);
}

static int store_items(const struct run *r, const struct answers *a,
                       const struct itemstat *stat, struct diag *d)
{
    struct bulk *b =
        bulk_open(r->db,
                  "INSERT INTO item_quality SELECT c0, c1, c2, c3, c4, c5, c6,"
                  " c7, c8, c9, c10, c11, c12, c13 FROM bulk",
                  14, d);
    int status = b == NULL ? -1 : 0;
    for (size_t i = 0; status == 0 && i < a->n_items; i++)
        status = store_item(b, r, &a->item[i], &stat[i], d);
    return bulk_end(b, status, d);
}

int itemstat_store(const struct run *r, const struct answers *a, struct diag *d)
{
    struct itemstat *stat = mem_array(NULL, a->n_items, sizeof *stat);
    int status = 0;
    for (size_t i = 0; status == 0 && i < a->n_items; i++)
        status = open_stat(&stat[i], &a->item[i], d);
    for (size_t n = 0; status == 0 && n < a->n; n++)
        for (size_t i = 0; i < a->n_items; i++)
            add_code(&stat[i], &a->item[i], answers_code(a, n, i));
    for (size_t i = 0; status == 0 && i < a->n_items; i++)
        if (a->item[i].kind == ANSWER_NUMBER)
            status = read_numbers(&stat[i], r, a, &a->item[i], d);
    if (status == 0)
        status = do_scales(r, a, stat, d);
    if (status == 0)
        status = store_items(r, a, stat, d);
    free(stat);
    return status;
}
