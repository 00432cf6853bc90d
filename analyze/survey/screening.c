/*
 * screening.c - the signs of screen.h for all respondents.
 * The arithmetic: math/runs.h, math/scale.h, math/mahalanobis.h.
 */
#include "analyze/math/mahalanobis.h"
#include "analyze/math/runs.h"
#include "analyze/survey/columns.h"
#include "analyze/survey/screen.h"
#include "lib/mem.h"
#include "lib/shortrow.h"
#include "lib/tablefill.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Respondents whose answers are looked at again while they are at hand. */
enum { BLOCK = 8192 };

/* Of each respondent, the items that he was not shown; NULL if all saw all. */
static uint16_t *count_unseen(const struct screening *s, size_t n)
{
    uint16_t *unseen = NULL;
    for (size_t k = 0; k < s->items; k++) {
        const uint8_t *byte = s->column[k].byte;
        if (n == 0 || memchr(byte, ANSWER_BYTE_NOT_SHOWN, n) == NULL)
            continue;
        if (unseen == NULL)
            unseen = mem_alloc(n * sizeof *unseen);
        for (size_t i = 0; i < n; i++)
            unseen[i] =
                (uint16_t)(unseen[i] + (byte[i] == ANSWER_BYTE_NOT_SHOWN));
    }
    return unseen;
}

/* Who answered fewer than SHARE of the items that he was shown. */
static void flag_few(struct screening *s, size_t n, double share)
{
    uint16_t *unseen = count_unseen(s, n);
    for (size_t i = 0; i < n; i++) {
        size_t shown = s->items - (unseen != NULL ? unseen[i] : 0);
        bool few = s->answered[i] < share * (double)shown;
        s->flags[i] |= (uint8_t)(few * SCREEN_FEW);
    }
    free(unseen);
}

/* Flags without a branch: whom they are set for follows no pattern. */
static void flag_runs(struct screening *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int run = s->longstring[i], answered = s->answered[i];
        bool straight =
            (run >= SCREEN_RUN) & (run * 100 >= answered * SCREEN_PER_CENT);
        s->flags[i] = (uint8_t)(straight * SCREEN_STRAIGHT);
    }
}

/* Respondents without a known time are not fast. */
static void flag_fast(struct screening *s, const struct answers *a,
                      double item_seconds)
{
    bool timed = false;
    for (size_t i = 0; i < a->n; i++) {
        timed = timed || a->seconds[i] >= 0;
        if (a->seconds[i] >= 0 && a->seconds[i] < item_seconds * s->answered[i])
            s->flags[i] |= SCREEN_FAST;
    }
    s->judged |= timed ? SCREEN_FAST : 0;
}

/* As many degrees of freedom as answers. */
static void flag_far(struct screening *s, size_t n, double level)
{
    double *limit = mem_array(NULL, s->items + 1, sizeof *limit);
    limit[0] = INFINITY;
    for (size_t k = 1; k <= s->items; k++)
        limit[k] = gsl_cdf_chisq_Pinv(level, (double)k);
    for (size_t i = 0; i < n; i++) {
        bool far = s->distance[i] > limit[s->answered[i]];
        s->flags[i] |= (uint8_t)(far * SCREEN_FAR);
    }
    free(limit);
}

static void measure(struct screening *s, const struct run *r,
                    const struct answers *a)
{
    struct mahalanobis m = {0};
    struct diag why = {0}; /* no distance is no fault */
    if (mahalanobis_open(&m, &s->sums, &why) == 0) {
        s->distance = mem_array(NULL, a->n, sizeof *s->distance);
        mahalanobis_columns(&m, s->column, a->n, s->distance);
        flag_far(s, a->n,
                 study_number(r->study, "survey", "distance_level", 0.999));
        s->judged |= SCREEN_FAR;
    }
    mahalanobis_close(&m);
}

/*
 * The runs of each respondent, and the sums of all pairs of items, for the
 * distance and for the scales.
 */
static int look_at_all(struct screening *s, const struct answers *a,
                       struct diag *d)
{
    struct runs_item *item = mem_array(NULL, s->items, sizeof *item);
    struct scale_column *column = mem_array(NULL, s->items, sizeof *column);
    int status = s->items > 0 ? scale_open(&s->sums, s->items, d) : 0;
    for (size_t k = 0; k < s->items; k++) {
        column[k] = s->column[k];
        item[k].reversed = a->item[s->item[k]].reversed;
    }
    for (size_t first = 0; status == 0 && first < a->n; first += BLOCK) {
        size_t count = a->n - first < BLOCK ? a->n - first : BLOCK;
        const struct runs out = {s->answered + first, s->longstring + first,
                                 s->irv + first};
        for (size_t k = 0; k < s->items; k++) {
            column[k].byte = s->column[k].byte + first;
            item[k].column = column[k];
        }
        runs_find(item, s->items, count, &out);
        if (s->items > 0)
            status = scale_add_columns(&s->sums, column, count, d);
    }
    free(item);
    free(column);
    return status;
}

/* Whether somebody can give CODE at all. */
static bool is_code(const struct answer_item *i, json_int_t code)
{
    int high = i->kind == ANSWER_OPTION ? 1 : i->high;
    return i->kind == ANSWER_NUMBER || (code >= i->low && code <= high);
}

static int flag_attention(struct screening *s, const struct run *r,
                          const struct answers *a, struct diag *d)
{
    const json_t *wanted = json_object_get(
        json_object_get(r->study->analysis, "survey"), "attention");
    const char *id;
    json_t *code;
    json_object_foreach((json_t *)wanted, id, code) {
        size_t item = 0;
        while (item < a->n_items && strcmp(a->item[item].id, id) != 0)
            item++;
        if (item == a->n_items || !json_is_integer(code))
            return study_fail(r->study, "survey", "attention", d,
                              "'%s' is no item of survey '%s' with a whole "
                              "number as code",
                              id, a->id);
        if (!is_code(&a->item[item], json_integer_value(code)))
            return study_fail(r->study, "survey", "attention", d,
                              "nobody can answer '%s' by %" JSON_INTEGER_FORMAT,
                              id, json_integer_value(code));
        for (size_t i = 0; i < a->n; i++) {
            int got = answers_code_asked(a, i, item);
            if (got >= 0 && got != json_integer_value(code))
                s->flags[i] |= SCREEN_ATTENTION;
        }
        s->judged |= SCREEN_ATTENTION;
    }
    return 0;
}

static void choose_items(struct screening *s, const struct answers *a)
{
    s->item = mem_array(NULL, a->n_items, sizeof *s->item);
    for (size_t i = 0; i < a->n_items; i++)
        if (columns_fit(a, i))
            s->item[s->items++] = i;
}

int screening_make(struct screening *s, const struct run *r,
                   const struct answers *a, struct diag *d)
{
    *s = (struct screening){0};
    choose_items(s, a);
    s->answered = mem_array(NULL, a->n, sizeof *s->answered);
    s->longstring = mem_array(NULL, a->n, sizeof *s->longstring);
    s->irv = mem_array(NULL, a->n, sizeof *s->irv);
    s->flags = mem_array(NULL, a->n, sizeof *s->flags);
    s->column = columns_of(a, s->item, s->items);
    if (look_at_all(s, a, d) != 0)
        return -1;
    flag_runs(s, a->n);
    flag_few(s, a->n, study_number(r->study, "survey", "min_answered", 0.5));
    s->judged |= s->items >= SCREEN_RUN ? SCREEN_STRAIGHT : 0;
    s->judged |= s->items > 0 ? SCREEN_FEW : 0;
    flag_fast(s, a, study_number(r->study, "survey", "item_seconds", 1));
    if (flag_attention(s, r, a, d) != 0)
        return -1;
    if (s->items > 1)
        measure(s, r, a);
    return 0;
}

int screening_store(const struct screening *s, const struct run *r,
                    const struct answers *a, struct diag *d)
{
    static const char *const columns[] = {
        "run", "survey",   "respondent", "answered", "longstring",
        "irv", "distance", "flags",      NULL};
    struct tablefill *f =
        tablefill_open(r->db, "respondent_quality", columns, d);
    int status = f == NULL ? -1 : 0;
    struct shortrow row;
    for (size_t i = 0; status == 0 && i < a->n; i++) {
        shortrow_begin(&row, COUNT_OF(columns) - 1);
        shortrow_integer(&row, r->key);
        shortrow_integer(&row, a->key);
        shortrow_integer(&row, a->row[i]);
        shortrow_integer(&row, s->answered[i]);
        shortrow_integer(&row, s->longstring[i]);
        shortrow_real(&row, s->irv[i]);
        shortrow_real(&row, s->distance != NULL ? s->distance[i] : NAN);
        shortrow_integer(&row, s->flags[i]);
        status = tablefill_add(f, row.bytes, row.length, d);
    }
    if (status == 0)
        status = tablefill_flush(f, d);
    tablefill_free(f);
    return status;
}

void screening_free(struct screening *s)
{
    free(s->item);
    free(s->column);
    scale_close(&s->sums);
    free(s->answered);
    free(s->longstring);
    free(s->irv);
    free(s->distance);
    free(s->flags);
    *s = (struct screening){0};
}
