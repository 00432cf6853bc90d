/* report.c - see report.h. */
#include "report/report.h"

#include "lib/buffer.h"
#include "report/cursor.h"
#include "report/reports.h"

#include <string.h>

#define ROW_OF(table) "SELECT 1 FROM " table " WHERE run = ?1 LIMIT 1"

const struct report reports[] = {
    {"records", "records.jsonl", "record", ROW_OF("learning_total"),
     AUDIENCE_PERSONS, report_records},
    {"requirements", "requirements.json", "requirement", ROW_OF("requirement"),
     AUDIENCE_PUBLIC, report_requirements},
    {"fulfilment", "fulfilment.jsonl", "requirement", ROW_OF("requirement"),
     AUDIENCE_PERSONS, report_fulfilment},
    {"survey", "survey.json", "survey", ROW_OF("item_quality"), AUDIENCE_PUBLIC,
     report_survey},
    {"needs", "needs.json", "need", ROW_OF("need"), AUDIENCE_PUBLIC,
     report_needs},
    {"segments", "segments.json", "segment", ROW_OF("segment_choice"),
     AUDIENCE_PUBLIC, report_segments},
    {"recommendations", "recommendations.jsonl", "recommend",
     ROW_OF("recommendation"), AUDIENCE_PERSONS, report_recommendations},
    {"groups", "groups.json", "groups", ROW_OF("group_push"), AUDIENCE_PUBLIC,
     report_groups},
    {"plan", "plan.json", "plan", ROW_OF("plan_class"), AUDIENCE_PUBLIC,
     report_plan},
    {"classes", "classes.jsonl", "plan", ROW_OF("plan_class"), AUDIENCE_PERSONS,
     report_classes},
    {"catalogue", "catalogue.json", "recommend", ROW_OF("recommendation"),
     AUDIENCE_PUBLIC, report_catalogue},
    {"backtest", "backtest.json", "backtest", ROW_OF("backtest"),
     AUDIENCE_PUBLIC, report_backtest},
    {"duplicates", "duplicates.json", "duplicate", ROW_OF("duplicate"),
     AUDIENCE_PUBLIC, report_duplicates},
    {"effects", "effects.json", "effect", ROW_OF("effect"), AUDIENCE_PUBLIC,
     report_effects},
    {"standing", "standing.json", "standing", ROW_OF("standing"),
     AUDIENCE_PUBLIC, report_standing},
    {"annual", "annual.json", "annual", ROW_OF("annual_figure"),
     AUDIENCE_PUBLIC, report_annual},
    {"rejects", "rejects.csv", NULL, NULL, AUDIENCE_PUBLIC, report_rejects},
    {"summary", "summary.json", NULL, NULL, AUDIENCE_PUBLIC, report_summary},
    {"page", "index.html", NULL, NULL, AUDIENCE_PUBLIC, report_page},
    {"manifest", "manifest.json", NULL, NULL, AUDIENCE_PUBLIC, report_manifest},
    {0},
};

static bool is_of_persons(const char *name)
{
    const struct report *r = reports;
    while (r->name != NULL && strcmp(r->name, name) != 0)
        r++;
    return r->name != NULL && r->audience == AUDIENCE_PERSONS;
}

static int fail_name(const struct study *study, const char *name,
                     struct diag *d)
{
    const json_t *root = jsondoc_root(study->doc);
    struct buffer known = {0};
    for (const struct report *r = reports; r->name != NULL; r++) {
        if (r->audience != AUDIENCE_PERSONS)
            continue;
        buffer_text(&known, known.used > 0 ? ", " : "");
        buffer_text(&known, r->name);
    }
    jsondoc_fail(study->doc, json_object_get(root, "reports"), "reports",
                 "identify", d, "'%s' is no report of single members: %.*s",
                 name, (int)known.used, known.bytes);
    buffer_free(&known);
    return -1;
}

int report_check_study(const struct study *study, struct diag *d)
{
    for (size_t i = 0; i < study->n_identify; i++)
        if (!is_of_persons(study->identify[i]))
            return fail_name(study, study->identify[i], d);
    return 0;
}

static int has_figure(const struct context *c, const char *analysis,
                      bool *found, struct diag *d)
{
    struct cursor r = cursor_open(
        c, "SELECT 1 FROM run_figure WHERE run = ?1 AND analysis = ?2", d);
    if (!r.failed)
        sqlite3_bind_text(r.statement, 2, analysis, -1, SQLITE_STATIC);
    *found = cursor_next(&r);
    return cursor_close(&r);
}

int report_is_due(const struct report *r, const struct context *c, bool *due,
                  struct diag *d)
{
    int64_t found = 0;
    *due = true;
    if (r->analysis == NULL)
        return 0;
    if (has_figure(c, r->analysis, due, d) != 0)
        return -1;
    if (*due)
        return 0;
    int result = cursor_count(c, r->evidence, &found, d);
    *due = found != 0;
    return result;
}

int report_write_all(const struct context *c, struct diag *d)
{
    for (const struct report *r = reports; r->name != NULL; r++) {
        bool due;
        if (report_is_due(r, c, &due, d) != 0)
            return -1;
        if (due && r->write(c, r->file, d) != 0)
            return -1;
    }
    return 0;
}
