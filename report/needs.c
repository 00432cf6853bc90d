/* needs.c - needs.json: how much each topic is needed, by all and by groups. */
#include "report/context.h"
#include "report/jsonfile.h"
#include "report/needcombine.h"
#include "report/needrows.h"
#include "report/needwishes.h"
#include "report/reports.h"
#include "report/cursor.h"

#include <string.h>

static const char select_scale[] =
    "SELECT min(low), max(high) FROM item"
    " WHERE facet IN ('importance', 'ability') AND kind = 'likert'";

/* The ends of the scale that importance and ability were asked on. */
static int set_scale(json_t *document, const struct context *c, struct diag *d)
{
    struct cursor r = cursor_open(c, select_scale, d);
    if (cursor_next(&r))
        json_object_set_new(document, "scale",
                            cursor_object(&r, 0, "ii", "low high"));
    return cursor_close(&r);
}

static json_t *new_group(const struct need_row *row)
{
    json_t *group = json_object();
    json_object_set_new(group, "scope", jsonfile_text(row->scope));
    json_object_set_new(group, "value", jsonfile_text(row->value));
    json_object_set(group, "name", row->name);
    json_object_set(group, "name_zh", row->name_zh);
    json_object_set_new(group, "topics", json_array());
    return group;
}

static bool same_group(const struct need_row *a, const struct need_row *b)
{
    return strcmp(a->scope, b->scope) == 0 && strcmp(a->value, b->value) == 0;
}

/* A group of which nothing is left is counted, not named. */
static void end_group(json_t *groups, json_t *group, int64_t *suppressed)
{
    if (group == NULL)
        return;
    if (json_array_size(json_object_get(group, "topics")) > 0)
        json_array_append(groups, group);
    else
        ++*suppressed;
    json_decref(group);
}

/* Whether anything but that there was nothing goes out. */
static bool is_shown(const struct need_row *row)
{
    return row->shown[NEED_RATED] || row->shown[NEED_WISHED] ||
           row->shown[NEED_INTEREST] || row->shown[NEED_WILLING] ||
           (row->shown[NEED_THEMES] && row->parts[NEED_THEMES][0] > 0) ||
           (row->shown[NEED_ORDERS] && row->parts[NEED_ORDERS][0] > 0);
}

/* Everybody's rows become topics, the others groups. */
static void set_rows(json_t *document, const struct need_rows *rows)
{
    json_t *topics = json_array(), *groups = json_array(), *group = NULL;
    int64_t suppressed = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const struct need_row *row = &rows->row[i];
        if (strcmp(row->scope, "all") == 0) {
            json_array_append(topics, row->figures);
            continue;
        }
        if (group == NULL || !same_group(row - 1, row)) {
            end_group(groups, group, &suppressed);
            group = new_group(row);
        }
        if (is_shown(row))
            json_array_append(json_object_get(group, "topics"), row->figures);
    }
    end_group(groups, group, &suppressed);
    json_object_set_new(document, "topics", topics);
    json_object_set_new(document, "groups", groups);
    json_object_set_new(document, "groups_suppressed",
                        json_integer(suppressed));
}

static const char select_cross_hair[] =
    "SELECT word FROM run_figure WHERE run = ?1 AND analysis = 'need'"
    " AND name = 'cross_hair'";

/* Where the quadrants divide; null: not noted. */
static int set_cross_hair(json_t *document, const struct need_rows *rows,
                          const struct context *c, struct diag *d)
{
    const json_t *scale = json_object_get(document, "scale");
    json_t *cross = json_null();
    struct cursor r = cursor_open(c, select_cross_hair, d);
    if (cursor_next(&r) && cursor_text(&r, 0) != NULL)
        cross = needcombine_cross_hair(
            rows, cursor_text(&r, 0),
            json_number_value(json_object_get(scale, "low")),
            json_number_value(json_object_get(scale, "high")));
    json_object_set_new(document, "cross_hair", cross);
    return cursor_close(&r);
}

int report_needs(const struct context *c, const char *file, struct diag *d)
{
    struct need_rows rows;
    json_t *document = jsonfile_begin(c->study);
    int result = needrows_read(&rows, c, d);
    if (result == 0)
        result = set_scale(document, c, d);
    if (result == 0) {
        needrows_suppress(&rows, c);
        needcombine_set(&rows, c->study);
        result = set_cross_hair(document, &rows, c, d);
    }
    if (result == 0) {
        set_rows(document, &rows);
        result = needwishes_set(document, c, d);
    }
    needrows_free(&rows);
    if (result == 0)
        return jsonfile_write(document, c->folder, file, d);
    json_decref(document);
    return -1;
}
