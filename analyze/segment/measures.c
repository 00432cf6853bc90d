/* measures.c - see measures.h. */
#include "analyze/segment/measures.h"

#include "analyze/base/period.h"
#include "analyze/record/learning.h"
#include "analyze/segment/features.h"
#include "lib/date.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The share of either tail that is drawn in. */
static const double TAIL = 0.005;

struct maker {
    struct measures *m;
    const struct run *r;
    const struct answers *a;
    const size_t *respondent;
    double *column; /* n numbers */
    double *sorted;
};

static int by_value(const void *one, const void *two)
{
    const double *a = one, *b = two;
    return (*a > *b) - (*a < *b);
}

/* Draws in both tails. False if the numbers do not differ. */
static bool winsorise(struct maker *k)
{
    size_t n = k->m->n, there = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(k->column[i]))
            k->sorted[there++] = k->column[i];
    if (there < 2)
        return false;
    qsort(k->sorted, there, sizeof *k->sorted, by_value);
    size_t cut = (size_t)(TAIL * (double)there);
    double low = k->sorted[cut], high = k->sorted[there - 1 - cut];
    for (size_t i = 0; i < n; i++) {
        if (k->column[i] < low)
            k->column[i] = low;
        if (k->column[i] > high)
            k->column[i] = high;
    }
    return high > low;
}

/* The column becomes a measure; takes NAME over. */
static void keep(struct maker *k, char *name)
{
    struct measures *m = k->m;
    if (!winsorise(k)) {
        free(name);
        return;
    }
    double *wider = mem_array(NULL, m->n * (m->count + 1), sizeof *wider);
    for (size_t i = 0; i < m->n; i++) {
        if (m->count > 0)
            memcpy(wider + i * (m->count + 1), m->value + i * m->count,
                   m->count * sizeof *wider);
        wider[i * (m->count + 1) + m->count] = k->column[i];
    }
    free(m->value);
    m->value = wider;
    m->name = mem_array(m->name, m->count + 1, sizeof *m->name);
    m->name[m->count++] = name;
}

static bool is_of(const struct answer_item *i, const char *scale)
{
    return i->kind == ANSWER_LIKERT && i->scale != NULL &&
           strcmp(i->scale, scale) == 0;
}

/* Puts the places of the items of a scale into ITEM; returns how many. */
static size_t list_items(const struct answers *a, const char *scale,
                         size_t *item)
{
    size_t count = 0;
    for (size_t i = 0; i < a->n_items; i++)
        if (is_of(&a->item[i], scale))
            item[count++] = i;
    return count;
}

static double score_of(const struct answers *a, size_t respondent,
                       const size_t *item, size_t items)
{
    double sum = 0;
    size_t there = 0;
    for (size_t i = 0; i < items; i++) {
        int code = answers_code(a, respondent, item[i]);
        there += code >= 0;
        sum += code >= 0 ? code : 0;
    }
    return 2 * there >= items && there > 0 ? sum / (double)there : NAN;
}

static void score_scale(struct maker *k, const char *scale)
{
    size_t *item = mem_array(NULL, k->a->n_items, sizeof *item);
    size_t items = list_items(k->a, scale, item);
    for (size_t row = 0; row < k->m->n; row++)
        k->column[row] = score_of(k->a, k->respondent[row], item, items);
    keep(k, mem_format("scale:%s", scale));
    free(item);
}

/* Each scale once, at its first item. */
static void score_scales(struct maker *k)
{
    for (size_t i = 0; i < k->a->n_items; i++) {
        const char *scale = k->a->item[i].scale;
        if (k->a->item[i].kind != ANSWER_LIKERT || scale == NULL)
            continue;
        bool first = true;
        for (size_t b = 0; b < i; b++)
            first &= !is_of(&k->a->item[b], scale);
        if (first)
            score_scale(k, scale);
    }
}

static const struct total *total_of(const struct maker *k, size_t row)
{
    int32_t member = k->a->member[k->respondent[row]];
    if (member == FACT_NONE || k->r->total == NULL)
        return NULL;
    return &k->r->total[(size_t)member * PERIODS + PERIOD_ALL];
}

static double hours_of(const struct total *t, int32_t as_of)
{
    (void)as_of;
    return log1p((double)t->minutes / 60);
}

static double rate_of(const struct total *t, int32_t as_of)
{
    (void)as_of;
    return t->listed > 0 ? (double)t->sessions / (double)t->listed : NAN;
}

static double recency_of(const struct total *t, int32_t as_of)
{
    if (t->last_on == DATE_NONE || t->last_on > as_of)
        return NAN;
    return log1p((double)as_of - (double)t->last_on);
}

static const struct {
    const char *name;
    double (*of)(const struct total *t, int32_t as_of);
} figures[] = {{"hours", hours_of}, {"rate", rate_of}, {"recency", recency_of}};

static void measure_attendance(struct maker *k)
{
    for (size_t f = 0; f < COUNT_OF(figures); f++) {
        for (size_t row = 0; row < k->m->n; row++) {
            const struct total *t = total_of(k, row);
            k->column[row] =
                t == NULL ? NAN : figures[f].of(t, k->r->study->as_of);
        }
        keep(k, mem_text(figures[f].name));
    }
}

void measures_make(struct measures *m, const struct run *r,
                   const struct answers *a, const size_t *respondent, size_t n,
                   unsigned kinds)
{
    *m = (struct measures){.n = n};
    struct maker k = {
        .m = m,
        .r = r,
        .a = a,
        .respondent = respondent,
        .column = mem_array(NULL, n, sizeof(double)),
        .sorted = mem_array(NULL, n, sizeof(double)),
    };
    if (kinds & FEATURE_SCORES)
        score_scales(&k);
    if (kinds & FEATURE_ATTENDANCE)
        measure_attendance(&k);
    free(k.column);
    free(k.sorted);
}

char **measures_take_names(struct measures *m)
{
    char **names = m->name;
    m->name = NULL;
    return names;
}

void measures_free(struct measures *m)
{
    for (size_t i = 0; m->name != NULL && i < m->count; i++)
        free(m->name[i]);
    free(m->name);
    free(m->value);
    *m = (struct measures){0};
}
