/* replies.c - see replies.h. */
#include "analyze/survey/replies.h"

#include "analyze/base/query.h"
#include "analyze/survey/answers.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What the warehouse tells of a respondent beside the answers. */
struct form {
    int64_t row, member, rater; /* keys; 0: none */
    int32_t day;
};

/* A questionnaire while it is read. */
struct reading {
    const struct run *run;
    struct answers answers;
    struct form *form; /* by row */
    size_t forms, room;
    const char **scale;
    size_t scales, first; /* the measures of scale i: first + 2 i, + 1 */
};

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int by_row(const void *a, const void *b)
{
    const struct form *x = a, *y = b;
    return (x->row > y->row) - (x->row < y->row);
}

/* In the order in which they were made, where member and measure are one. */
static int by_member(const void *a, const void *b)
{
    const struct reply *x = a, *y = b;
    if (x->member != y->member)
        return x->member < y->member ? -1 : 1;
    if (x->measure != y->measure)
        return x->measure < y->measure ? -1 : 1;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return (x->score > y->score) - (x->score < y->score);
}

static bool is_asked(const struct answer_item *item)
{
    return item->kind == ANSWER_LIKERT && item->high > item->low &&
           (item->facet == NULL || strcmp(item->facet, "attention") != 0);
}

static const char *scale_of(const struct answer_item *item)
{
    return item->scale != NULL ? item->scale : "";
}

static void list_scales(struct reading *x)
{
    const struct answers *a = &x->answers;
    x->scale = mem_array(NULL, a->n_items, sizeof *x->scale);
    for (size_t i = 0; i < a->n_items; i++)
        if (is_asked(&a->item[i]))
            x->scale[x->scales++] = scale_of(&a->item[i]);
    if (x->scales > 1)
        qsort(x->scale, x->scales, sizeof *x->scale, by_text);
    size_t kept = 0;
    for (size_t i = 0; i < x->scales; i++)
        if (kept == 0 || strcmp(x->scale[i], x->scale[kept - 1]) != 0)
            x->scale[kept++] = x->scale[i];
    x->scales = kept;
}

static int read_forms(struct reading *x, struct diag *d)
{
    char *sql = mem_format("SELECT respondent, ifnull(member, 0), ifnull(rater,"
                           " 0), answered_on FROM response_%s",
                           x->answers.id);
    struct query q = query_open(x->run->db, sql, d);
    free(sql);
    while (query_next(&q)) {
        x->form = mem_grow(x->form, x->forms, &x->room, sizeof *x->form);
        x->form[x->forms++] = (struct form){
            query_integer(&q, 0, 0), query_integer(&q, 1, 0),
            query_integer(&q, 2, 0), query_int32(&q, 3, x->run->study->as_of)};
    }
    if (x->forms > 1)
        qsort(x->form, x->forms, sizeof *x->form, by_row);
    return query_close(&q);
}

static const struct form *form_of(const struct reading *x, size_t respondent)
{
    struct form wanted = {.row = x->answers.row[respondent]};
    return bsearch(&wanted, x->form, x->forms, sizeof wanted, by_row);
}

static bool is_rated(const struct form *f)
{
    return f->rater != 0 && f->rater != f->member;
}

/* Of 100, or NaN. */
static double score_of(const struct answers *a, size_t respondent,
                       const char *scale)
{
    double sum = 0, count = 0;
    for (size_t i = 0; i < a->n_items; i++) {
        const struct answer_item *item = &a->item[i];
        int code = answers_code(a, respondent, i);
        if (!is_asked(item) || strcmp(scale_of(item), scale) != 0 ||
            code < item->low || code > item->high)
            continue;
        sum += 100.0 * (code - item->low) / (item->high - item->low);
        count++;
    }
    return count > 0 ? sum / count : NAN;
}

static void add_reply(struct replies *r, struct reply reply)
{
    r->list = mem_grow(r->list, r->count, &r->room, sizeof *r->list);
    r->list[r->count++] = reply;
}

/* Joins the answers FROM .. END, of one member, on a scale by one side. */
static void join(struct replies *r, const struct reading *x, size_t from,
                 size_t end, size_t scale, bool others)
{
    const struct answers *a = &x->answers;
    int32_t member = a->member[from];
    struct reply y = {.member =
                          member == FACT_NONE ? REPLY_NOBODY : (uint32_t)member,
                      .measure = (uint32_t)(x->first + 2 * scale + others),
                      .day = INT32_MIN};
    for (size_t i = from; i < end; i++) {
        const struct form *f = form_of(x, i);
        double score = score_of(a, i, x->scale[scale]);
        if (f == NULL || is_rated(f) != others || isnan(score))
            continue;
        y.day = f->day > y.day ? f->day : y.day;
        y.score += score;
        y.answers++;
    }
    if (y.answers > 0) {
        y.score /= y.answers;
        add_reply(r, y);
    }
}

static void add_replies(struct replies *r, const struct reading *x)
{
    const struct answers *a = &x->answers;
    for (size_t i = 0, end; i < a->n; i = end) {
        end = i + 1;
        while (end < a->n && a->member[i] != FACT_NONE &&
               a->member[end] == a->member[i])
            end++;
        for (size_t s = 0; s < x->scales; s++) {
            join(r, x, i, end, s, false);
            join(r, x, i, end, s, true);
        }
    }
}

static void add_measures(struct replies *r, struct reading *x,
                         const struct measure *m)
{
    x->first = r->n_measures;
    for (size_t i = 0; i < 2 * x->scales; i++) {
        const char *scale = x->scale[i / 2];
        r->measure = mem_grow(r->measure, r->n_measures, &r->measure_room,
                              sizeof *r->measure);
        r->measure[r->n_measures] = *m;
        r->measure[r->n_measures].others = i % 2 != 0;
        r->measure[r->n_measures++].scale =
            arena_text(&r->arena, scale, strlen(scale));
    }
}

static int read_survey(struct replies *r, const struct run *run,
                       const struct measure *m, struct diag *d)
{
    struct reading x = {.run = run};
    int status = answers_read(&x.answers, run->db, run->facts, m->survey,
                              run->study->as_of, d);
    if (status == 0 && x.answers.n_items > 0) {
        list_scales(&x);
        status = read_forms(&x, d);
        add_measures(r, &x, m);
        if (status == 0)
            add_replies(r, &x);
    }
    answers_free(&x.answers);
    free(x.form);
    free(x.scale);
    return status;
}

static const char select_surveys[] =
    "SELECT survey, ifnull(v.course, o.course), session, kirkpatrick FROM"
    " survey v LEFT JOIN session s USING (session) LEFT JOIN offering o ON"
    " o.offering = s.offering WHERE about <> 'demand' AND kirkpatrick IS NOT"
    " NULL ORDER BY survey_id";

int replies_read(struct replies *r, const struct run *run, struct diag *d)
{
    *r = (struct replies){0};
    int status = 0;
    struct query q = query_open(run->db, select_surveys, d);
    while (status == 0 && query_next(&q)) {
        struct measure m = {
            .survey = query_integer(&q, 0, -1),
            .course = facts_course_of_key(run->facts, query_integer(&q, 1, -1)),
            .session =
                facts_session_of_key(run->facts, query_integer(&q, 2, -1)),
            .level = query_int32(&q, 3, 0)};
        if (m.course != FACT_NONE)
            status = read_survey(r, run, &m, d);
    }
    if (query_close(&q) != 0 || status != 0)
        return -1;
    if (r->count > 1)
        qsort(r->list, r->count, sizeof *r->list, by_member);
    return 0;
}

void replies_free(struct replies *r)
{
    free(r->measure);
    free(r->list);
    arena_free(&r->arena);
    *r = (struct replies){0};
}

size_t replies_of(const struct replies *r, uint32_t member)
{
    size_t low = 0, high = r->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->list[middle].member < member)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
