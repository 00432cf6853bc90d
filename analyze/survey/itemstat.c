/* itemstat.c - see itemstat.h. */
#include "analyze/survey/itemstat.h"

#include "analyze/base/query.h"
#include "analyze/math/scale.h"
#include "analyze/survey/columns.h"
#include "analyze/survey/itemtable.h"
#include "lib/bulk.h"
#include "lib/mem.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What one item's answers add up to. */
struct itemstat {
    struct itemtable table;
    struct counts counts;
    struct moments moments;
    double item_rest, alpha_without; /* NaN outside of a scale */
    bool counted; /* counts is open: it has few enough codes */
};

/* Codes of a choice of one are names: their mean says nothing. */
static bool has_moments(const struct answer_item *item)
{
    return item->kind == ANSWER_LIKERT || item->kind == ANSWER_OPTION;
}

static int make_stat(struct itemstat *s, const struct answers *a, size_t i,
                     struct diag *d)
{
    const struct answer_item *item = &a->item[i];
    int low = item->kind == ANSWER_OPTION ? 0 : item->low;
    int high = item->kind == ANSWER_OPTION ? 1 : item->high;
    s->item_rest = s->alpha_without = NAN;
    if (has_moments(item))
        s->moments = itemtable_moments(&s->table, NULL);
    s->counted =
        item->kind != ANSWER_NUMBER && high > low && high - low < COUNTS_MAX;
    if (!s->counted)
        return 0;
    if (counts_open(&s->counts, low, high - low + 1, d) != 0)
        return -1;
    itemtable_counts(&s->table, &s->counts);
    return 0;
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
        mem_format("SELECT i_%s FROM response_%s WHERE i_%s >= 0"
                   " AND (answered_on IS NULL OR answered_on <= ?1) ORDER BY 1",
                   item->id, a->id, item->id);
    struct query q = query_open(r->db, select, d);
    query_bind(&q, 1, r->study->as_of);
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
        if (columns_fit(a, i) && a->item[i].scale != NULL &&
            strcmp(a->item[i].scale, scale) == 0)
            list[count++] = i;
    return count;
}

static int store_scale(struct bulk *b, const struct run *r,
                       const struct answers *a, const char *name,
                       const struct reliability *x, int64_t complete,
                       double alpha_kept, struct diag *d)
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
    bulk_real(b, alpha_kept);
    return bulk_end_row(b, d);
}

/* The sums of all likert items, of everybody and of those who are kept. */
struct sums {
    const size_t *item; /* their places in the questionnaire */
    size_t count;
    const struct scale_column *column;
    const struct scale *all;
    struct scale kept;
};

/* The places of COUNT items among those of the sums. */
static void find_places(const struct sums *s, size_t *item, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        size_t place = 0;
        while (s->item[place] != item[k])
            place++;
        item[k] = place;
    }
}

static double alpha_of(const struct scale *sums, const size_t *place,
                       size_t count, struct diag *d)
{
    struct scale part = {0};
    struct reliability x = {0};
    double alpha = NAN;
    if (scale_pick(&part, sums, place, count, sums->respondents, d) == 0) {
        scale_finish(&part, &x);
        alpha = x.alpha;
        reliability_free(&x);
    }
    scale_close(&part);
    return alpha;
}

static int do_scale(struct bulk *b, const struct run *r,
                    const struct answers *a, const char *name,
                    const struct sums *s, struct itemstat *stat, struct diag *d)
{
    struct scale part = {0};
    struct reliability x = {0};
    int64_t any, complete;
    size_t *place = mem_array(NULL, a->n_items, sizeof *place);
    struct scale_column *column = mem_array(NULL, a->n_items, sizeof *column);
    size_t count = items_of(a, name, place);
    find_places(s, place, count);
    for (size_t k = 0; k < count; k++)
        column[k] = s->column[place[k]];
    scale_count_columns(column, count, a->n, &any, &complete);
    int status = scale_pick(&part, s->all, place, count, any, d);
    if (status == 0) {
        scale_finish(&part, &x);
        status = store_scale(b, r, a, name, &x, complete,
                             alpha_of(&s->kept, place, count, d), d);
        for (size_t k = 0; k < count; k++) {
            stat[s->item[place[k]]].item_rest = x.item[k].rest_r;
            stat[s->item[place[k]]].alpha_without = x.item[k].alpha_without;
        }
        reliability_free(&x);
    }
    scale_close(&part);
    free(place);
    free(column);
    return status;
}

/* Whether item I is the first of its scale. */
static bool is_first(const struct answers *a, size_t i)
{
    if (!columns_fit(a, i) || a->item[i].scale == NULL)
        return false;
    for (size_t k = 0; k < i; k++)
        if (columns_fit(a, k) && a->item[k].scale != NULL &&
            strcmp(a->item[k].scale, a->item[i].scale) == 0)
            return false;
    return true;
}

static int do_scales(const struct run *r, const struct answers *a,
                     const struct sums *s, struct itemstat *stat,
                     struct diag *d)
{
    struct bulk *b = bulk_open(r->db,
                               "INSERT INTO scale_quality SELECT c0, c1, c2,"
                               " c3, c4, c5, c6, c7, c8, c9, c10 FROM bulk",
                               11, d);
    int status = b == NULL ? -1 : 0;
    for (size_t i = 0; status == 0 && i < a->n_items; i++)
        if (is_first(a, i))
            status = do_scale(b, r, a, a->item[i].scale, s, stat, d);
    return bulk_end(b, status, d);
}

/* The answers of the careless, a column per item; free() BYTES. */
static size_t pick_careless(const struct sums *s, const struct answers *a,
                            const struct weights *w, uint8_t **bytes,
                            struct scale_column *column)
{
    size_t *who = mem_array(NULL, a->n, sizeof *who), n = 0;
    for (size_t i = 0; i < a->n; i++) {
        who[n] = i;
        n += w->careless[w->cell[i]];
    }
    *bytes = mem_array(NULL, n * s->count, 1);
    for (size_t k = 0; k < s->count; k++) {
        uint8_t *to = *bytes + k * n;
        column[k] = s->column[k];
        column[k].byte = to;
        for (size_t i = 0; i < n; i++)
            to[i] = s->column[k].byte[who[i]];
    }
    free(who);
    return n;
}

/* Who is kept: everybody less the careless, in whole numbers. */
static int add_kept(struct sums *s, const struct answers *a,
                    const struct weights *w, struct diag *d)
{
    struct scale careless = {0};
    struct scale_column *column = mem_array(NULL, s->count, sizeof *column);
    uint8_t *bytes = NULL;
    size_t n = pick_careless(s, a, w, &bytes, column);
    int status = -1;
    if (scale_open(&s->kept, s->count, d) == 0 &&
        scale_open(&careless, s->count, d) == 0)
        status = scale_add_columns(&careless, column, n, d);
    if (status == 0) {
        scale_merge(&s->kept, s->all);
        scale_subtract(&s->kept, &careless);
    }
    scale_close(&careless);
    free(column);
    free(bytes);
    return status;
}

static int judge_scales(const struct run *r, const struct answers *a,
                        const struct screening *screening,
                        const struct weights *w, struct itemstat *stat,
                        struct diag *d)
{
    struct sums s = {.item = screening->item,
                     .count = screening->items,
                     .column = screening->column,
                     .all = &screening->sums};
    if (s.count == 0)
        return 0;
    int status = add_kept(&s, a, w, d);
    if (status == 0)
        status = do_scales(r, a, &s, stat, d);
    scale_close(&s.kept);
    return status;
}

static void add_weighted(struct bulk *b, const struct answer_item *item,
                         const struct itemstat *s, const struct weights *w)
{
    double error, mean = itemtable_weighted(&s->table, w, &error);
    struct moments kept = itemtable_moments(&s->table, w->careless);
    bool sound = has_moments(item) && s->table.codes > 0;
    bulk_real(b, sound ? mean : NAN);
    bulk_real(b, sound ? error : NAN);
    bulk_integer(b, kept.count);
    bulk_real(b, sound ? moments_mean(&kept) : NAN);
}

static int store_item(struct bulk *b, const struct run *r,
                      const struct answer_item *item, const struct itemstat *s,
                      const struct weights *w, struct diag *d)
{
    char *counts = write_counts(s);
    bulk_integer(b, r->key);
    bulk_integer(b, item->key);
    bulk_integer(b, s->table.answered);
    bulk_integer(b, s->table.missing);
    bulk_integer(b, s->table.not_shown);
    bulk_integer(b, s->table.no_substance);
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
    add_weighted(b, item, s, w);
    return bulk_end_row(b, d);
}

static int store_items(const struct run *r, const struct answers *a,
                       const struct weights *w, const struct itemstat *stat,
                       struct diag *d)
{
    struct bulk *b =
        bulk_open(r->db,
                  "INSERT INTO item_quality SELECT c0, c1, c2, c3, c4, c5, c6,"
                  " c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17"
                  " FROM bulk",
                  18, d);
    int status = b == NULL ? -1 : 0;
    for (size_t i = 0; status == 0 && i < a->n_items; i++)
        status = store_item(b, r, &a->item[i], &stat[i], w, d);
    return bulk_end(b, status, d);
}

/* What the others begin with. */
static struct itemstat *make_tables(const struct answers *a,
                                    const struct weights *w)
{
    struct itemstat *stat = mem_alloc(a->n_items * sizeof *stat);
    struct itemtable *table = mem_array(NULL, a->n_items, sizeof *table);
    itemtable_make_all(table, a, w);
    for (size_t i = 0; i < a->n_items; i++)
        stat[i].table = table[i];
    free(table);
    return stat;
}

int itemstat_store(const struct run *r, const struct answers *a,
                   const struct screening *screening, const struct weights *w,
                   struct diag *d)
{
    struct itemstat *stat = make_tables(a, w);
    int status = 0;
    for (size_t i = 0; status == 0 && i < a->n_items; i++)
        status = make_stat(&stat[i], a, i, d);
    for (size_t i = 0; status == 0 && i < a->n_items; i++)
        if (a->item[i].kind == ANSWER_NUMBER)
            status = read_numbers(&stat[i], r, a, &a->item[i], d);
    if (status == 0)
        status = judge_scales(r, a, screening, w, stat, d);
    if (status == 0)
        status = store_items(r, a, w, stat, d);
    for (size_t i = 0; i < a->n_items; i++)
        itemtable_free(&stat[i].table);
    free(stat);
    return status;
}
