/*
 * survey.c - survey.json: who answered, how the items and scales behave.
 *
 * Items are told by statistics only; itemguard.h and choices.h say which.
 */
#include "report/careless.h"
#include "report/choices.h"
#include "report/context.h"
#include "report/itemguard.h"
#include "report/jsonfile.h"
#include "report/response.h"
#include "report/reports.h"
#include "report/cursor.h"
#include "report/weighting.h"

#include <stdbool.h>
#include <string.h>

static const char select_surveys[] =
    "SELECT survey, survey_id, title, title_zh, about, kirkpatrick FROM survey"
    " WHERE survey IN (SELECT i.survey FROM item i JOIN item_quality q"
    "  USING (item) WHERE q.run = ?1) OR survey_id IN (SELECT word"
    "  FROM run_figure WHERE run = ?1 AND analysis = 'survey'"
    "  AND name = 'survey') ORDER BY survey_id";
static const char select_items[] =
    "SELECT i.item_id, i.question, i.kind, i.facet, t.topic_id, i.scale,"
    " i.text, i.text_zh, i.low, i.high, i.reversed, q.n, q.missing,"
    " q.not_shown, q.not_substantive, q.mean, q.sd, q.median, q.skewness,"
    " q.kurtosis, q.item_rest, q.alpha_without, q.counts,"
    " i.item, q.weighted_mean, q.error, q.n_kept, q.mean_kept"
    " FROM item_quality q JOIN item i USING (item)"
    " LEFT JOIN topic t USING (topic)"
    " WHERE q.run = ?1 AND i.survey = ?2 AND i.kind <> 'text'"
    " ORDER BY i.position";
static const char select_scales[] =
    "SELECT scale, items, n, alpha, alpha_standardized, omega, mean, sd,"
    " alpha_kept"
    " FROM scale_quality WHERE run = ?1 AND survey = ?2 ORDER BY scale";

static struct cursor open_of(const struct context *c, const char *select,
                             int64_t survey, struct diag *d)
{
    struct cursor r = cursor_open(c, select, d);
    if (!r.failed)
        sqlite3_bind_int64(r.statement, 2, survey);
    return r;
}

static void set_null(json_t *object, const char *const keys[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        json_object_set_new(object, keys[i], json_null());
}

/* NULL if there are none. */
static json_t *read_counts(const struct cursor *r, int column)
{
    const char *text = cursor_text(r, column);
    json_t *counts = text != NULL ? json_loads(text, 0, NULL) : NULL;
    if (json_is_array(counts))
        return counts;
    json_decref(counts);
    return NULL;
}

/* Of the row of R; the choices of a single say more than its counts. */
static int fill_item(json_t *item, const json_t *survey,
                     const struct context *c, const struct cursor *r,
                     struct diag *d)
{
    const char *kind = json_string_value(json_object_get(item, "kind"));
    bool single = strcmp(kind, "single") == 0;
    json_t *counts = read_counts(r, 22);
    if (counts != NULL && strcmp(kind, "number") != 0)
        json_object_set(item, "counts", counts);
    else
        json_object_set_new(item, "counts", json_null());
    itemguard_hide(item, c->study->threshold, c->study->cell_threshold);
    weighting_set_item(item, survey, r, 24, c->study->threshold);
    if (single)
        json_object_set_new(item, "counts", json_null());
    int result = choices_set(item, c, cursor_integer(r, 23), counts, d);
    json_decref(counts);
    return result;
}

static int set_items(json_t *survey, const struct context *c, int64_t key,
                     struct diag *d)
{
    json_t *items = json_array();
    struct cursor r = open_of(c, select_items, key, d);
    while (cursor_next(&r)) {
        json_t *item = cursor_object(
            &r, 0, "ttttttttiibiiiirrrrrrr",
            "item question kind facet topic_id scale text text_zh low high "
            "reversed n missing not_shown not_substantive mean sd median "
            "skewness kurtosis item_rest alpha_without");
        if (fill_item(item, survey, c, &r, d) != 0)
            r.failed = true;
        json_array_append_new(items, item);
    }
    json_object_set_new(survey, "items", items);
    return cursor_close(&r);
}

static int set_scales(json_t *survey, const struct context *c, int64_t key,
                      const struct careless *who, struct diag *d)
{
    static const char *const all[] = {
        "n",    "alpha", "alpha_standardized",    "omega",
        "mean", "sd",    "alpha_without_careless"};
    bool few = who->careless > 0 && who->careless < c->study->threshold;
    json_t *scales = json_array();
    struct cursor r = open_of(c, select_scales, key, d);
    while (cursor_next(&r)) {
        json_t *scale = cursor_object(
            &r, 0, "tiirrrrrr",
            "scale items n alpha alpha_standardized omega mean sd "
            "alpha_without_careless");
        if (few)
            set_null(scale, all + COUNT_OF(all) - 1, 1);
        if (cursor_integer(&r, 2) < c->study->threshold)
            set_null(scale, all, COUNT_OF(all));
        json_array_append_new(scales, scale);
    }
    json_object_set_new(survey, "scales", scales);
    return cursor_close(&r);
}

static int fill_survey(json_t *survey, const struct context *c, int64_t key,
                       struct diag *d)
{
    struct careless who;
    if (careless_read(&who, c, key, d) != 0 ||
        response_set(survey, c, key, d) != 0 ||
        weighting_set(survey, c, key, &who, d) != 0)
        return -1;
    careless_set(survey, &who, c);
    if (set_items(survey, c, key, d) != 0)
        return -1;
    return set_scales(survey, c, key, &who, d);
}

int report_survey(const struct context *c, const char *file, struct diag *d)
{
    json_t *surveys = json_array();
    struct cursor r = cursor_open(c, select_surveys, d);
    while (cursor_next(&r)) {
        json_t *survey = cursor_object(
            &r, 1, "tttti", "survey_id title title_zh about kirkpatrick");
        json_array_append_new(surveys, survey);
        if (fill_survey(survey, c, cursor_integer(&r, 0), d) != 0)
            r.failed = true;
    }
    json_t *document = jsonfile_begin(c->study);
    json_object_set_new(document, "surveys", surveys);
    if (cursor_close(&r) == 0)
        return jsonfile_write(document, c->folder, file, d);
    json_decref(document);
    return -1;
}
