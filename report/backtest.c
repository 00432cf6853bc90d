/*
 * backtest.c - backtest.json: how good the recommendations would have been.
 *
 * Figures of an audience with too few members are held back, whole: each model
 * is judged by the same members, so nothing can be worked out from another.
 */
#include "report/context.h"
#include "report/cursor.h"
#include "report/jsonfile.h"
#include "report/reports.h"

#include <string.h>

static const char select_figures[] =
    "SELECT protocol, audience, model, metric, trials, members, value, low,"
    " high FROM backtest WHERE run = ?1 ORDER BY protocol DESC, audience DESC,"
    " model, metric";
static const char select_settings[] =
    "SELECT window, begin_on, end_on, setting, value FROM backtest_setting"
    " WHERE run = ?1 ORDER BY window, setting";

/* The last of LIST if its KEYS have these values; else a new one behind it. */
static json_t *group_of(json_t *list, const char *const keys[],
                        const char *const values[], size_t count)
{
    size_t size = json_array_size(list), same = 0;
    json_t *last = size > 0 ? json_array_get(list, size - 1) : NULL;
    for (size_t i = 0; last != NULL && i < count; i++) {
        const char *text = json_string_value(json_object_get(last, keys[i]));
        same += text != NULL && strcmp(text, values[i]) == 0;
    }
    if (last != NULL && same == count)
        return last;
    last = json_object();
    for (size_t i = 0; i < count; i++)
        json_object_set_new(last, keys[i], json_string(values[i]));
    json_array_append_new(list, last);
    return last;
}

static json_t *array_in(json_t *object, const char *key)
{
    if (json_object_get(object, key) == NULL)
        json_object_set_new(object, key, json_array());
    return json_object_get(object, key);
}

/* A figure: null where it is not known, or HIDDEN. */
static json_t *figure_of(const struct cursor *r, int column, bool hidden)
{
    return hidden || cursor_null(r, column)
               ? json_null()
               : jsonfile_real(cursor_real(r, column));
}

static void add_figure(json_t *trials, const struct cursor *r,
                       int64_t threshold)
{
    static const char *const of_trial[] = {"protocol", "audience"};
    static const char *const of_model[] = {"model"};
    const char *trial[] = {cursor_text(r, 0), cursor_text(r, 1)};
    const char *model[] = {cursor_text(r, 2)};
    bool hidden = cursor_integer(r, 5) < threshold;
    json_t *t = group_of(trials, of_trial, trial, 2);
    json_object_set_new(
        t, "trials", hidden ? json_null() : json_integer(cursor_integer(r, 4)));
    json_object_set_new(t, "members",
                        hidden ? json_null()
                               : json_integer(cursor_integer(r, 5)));
    json_t *m = group_of(array_in(t, "models"), of_model, model, 1);
    json_t *f = json_object();
    json_object_set_new(f, "metric", json_string(cursor_text(r, 3)));
    json_object_set_new(f, "value", figure_of(r, 6, hidden));
    json_object_set_new(f, "low", figure_of(r, 7, hidden));
    json_object_set_new(f, "high", figure_of(r, 8, hidden));
    json_array_append_new(array_in(m, "figures"), f);
}

static int set_trials(json_t *document, const struct context *c, struct diag *d)
{
    json_t *trials = json_array();
    struct cursor r = cursor_open(c, select_figures, d);
    while (cursor_next(&r))
        add_figure(trials, &r, c->study->threshold);
    json_object_set_new(document, "trials", trials);
    return cursor_close(&r);
}

/* Windows in their order, each an object of settings; the last holds now. */
static int set_windows(json_t *document, const struct context *c,
                       struct diag *d)
{
    json_t *windows = json_array(), *window = NULL, *settings = NULL;
    int64_t number = -1;
    struct cursor r = cursor_open(c, select_settings, d);
    while (cursor_next(&r)) {
        if (window == NULL || cursor_integer(&r, 0) != number) {
            number = cursor_integer(&r, 0);
            window = json_object();
            settings = json_object();
            json_object_set_new(window, "begin_on",
                                jsonfile_date(cursor_day(&r, 1)));
            json_object_set_new(window, "end_on",
                                jsonfile_date(cursor_day(&r, 2)));
            json_object_set_new(window, "settings", settings);
            json_array_append_new(windows, window);
        }
        json_object_set_new(settings, cursor_text(&r, 3),
                            jsonfile_real(cursor_real(&r, 4)));
    }
    json_object_set_new(document, "windows", windows);
    return cursor_close(&r);
}

int report_backtest(const struct context *c, const char *file, struct diag *d)
{
    json_t *document = jsonfile_begin(c->study);
    if (set_trials(document, c, d) == 0 && set_windows(document, c, d) == 0)
        return jsonfile_write(document, c->folder, file, d);
    json_decref(document);
    return -1;
}
