/*
 * segments.c - segments.json: groups of like demand, what marks them, and why
 * there are as many.
 *
 * A segment is shown if it is large enough (partial.h); what is told of a part
 * of it only where the part, and what it leaves, hold back nobody.
 */
#include "report/context.h"
#include "report/cursor.h"
#include "report/jsonfile.h"
#include "report/partial.h"
#include "report/reports.h"
#include "report/segmentparts.h"
#include "report/segmentshares.h"

#include <string.h>

static const char select_segments[] =
    "SELECT segment, label, name, name_zh, members, share, weighted, uncertain,"
    " assigned,"
    " CASE WHEN before IS NULL THEN NULL ELSE 'S' || before END, distance"
    " FROM segment WHERE run = ?1 ORDER BY segment";
static const char select_choice[] =
    "SELECT k, fit, bic, icl, entropy, nec, level, jaccard, silhouette,"
    " calinski, kmeans, passed, chosen"
    " FROM segment_choice WHERE run = ?1 ORDER BY k";
static const char select_figures[] =
    "SELECT name, value, word FROM run_figure"
    " WHERE run = ?1 AND analysis = 'segment' ORDER BY name";

/* A count of people becomes its share of ALL, or null where either is small. */
static void share_of(json_t *segment, const char *key, int64_t all,
                     int64_t cell)
{
    int64_t part = json_integer_value(json_object_get(segment, key));
    bool small = (part > 0 && part < cell) ||
                 (part < all && all - part < cell) || all == 0;
    json_object_set_new(segment, key,
                        small ? json_null()
                              : jsonfile_real((double)part / (double)all));
}

/* A count that stands alone: null if it is small. */
static void hide_small(json_t *object, const char *key, int64_t least)
{
    json_int_t count = json_integer_value(json_object_get(object, key));
    if (count > 0 && count < least)
        json_object_set_new(object, key, json_null());
}

/*
 * Who was left out by reason: those compared, whose groups are told, and all
 * who answered tell how many there are together, so that either reason tells
 * the other one. Of fewer than LEAST who answered not even that it was nobody.
 * Those with one answer to everything are straight-liners, most of them or all.
 */
static void hide_screened(json_t *document, int64_t least)
{
    static const char *const parts[] = {"straight_liners", "few_answers"};
    json_int_t count[COUNT_OF(parts)] = {0};
    json_int_t single =
        json_integer_value(json_object_get(document, "single_answer"));
    struct partial p;
    partial_begin(&p, COUNT_OF(parts));
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        count[i] = json_integer_value(json_object_get(document, parts[i]));
        partial_add(&p, count[i]);
    }
    partial_decide(&p, least);
    bool hidden = false;
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        hidden = hidden || (!partial_shown(&p, i) && count[i] > 0);
    for (size_t i = 0; hidden && i < COUNT_OF(parts); i++)
        json_object_set_new(document, parts[i], json_null());
    if (hidden || (single < count[0] && count[0] - single < least))
        json_object_set_new(document, "single_answer", json_null());
    partial_free(&p);
    json_int_t all = json_integer_value(json_object_get(document, "compared")) +
                     count[0] + count[1];
    for (size_t i = 0; all < least && i < COUNT_OF(parts); i++)
        json_object_set_new(document, parts[i], json_null());
    if (all < least)
        json_object_set_new(document, "single_answer", json_null());
    hide_small(document, "compared", least);
    hide_small(document, "sample", least);
    hide_small(document, "single_answer", least);
}

static void prepare(json_t *segment, const struct context *c)
{
    int64_t members = json_integer_value(json_object_get(segment, "members"));
    share_of(segment, "uncertain", members, c->study->cell_threshold);
    hide_small(segment, "assigned", c->study->threshold);
    json_object_set_new(segment, "traits", json_array());
    json_object_set_new(segment, "who", json_array());
    json_object_set_new(segment, "typical", json_array());
}

/* Those who are shown; the members of all, or null, in TOTAL. */
static json_t *shown_segments(const struct context *c, const json_t *all,
                              json_t **total)
{
    json_t *list = json_array(), *segment;
    struct partial p;
    size_t i;
    partial_begin(&p, json_array_size(all));
    json_array_foreach(all, i, segment) {
        partial_add(&p,
                    json_integer_value(json_object_get(segment, "members")));
    }
    partial_decide(&p, c->study->threshold);
    json_array_foreach(all, i, segment) {
        if (!partial_shown(&p, i))
            continue;
        prepare(segment, c);
        json_array_append(list, segment);
    }
    *total = partial_total(&p);
    partial_free(&p);
    return list;
}

/* The figures of the analysis, by name; counts that are small are null. */
static int add_figures(json_t *document, const struct context *c,
                       struct diag *d)
{
    static const char *const names[] = {
        "survey",   "reason",      "model",         "others",
        "previous", "compared",    "sample",        "straight_liners",
        "level",    "few_answers", "single_answer", "asked"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        json_object_set_new(document, names[i], json_null());
    struct cursor r = cursor_open(c, select_figures, d);
    while (cursor_next(&r)) {
        const char *name = cursor_text(&r, 0);
        double value = cursor_real(&r, 1);
        json_t *made = NULL;
        if (json_object_get(document, name) == NULL)
            continue;
        if (!cursor_null(&r, 2))
            made = json_string(cursor_text(&r, 2));
        else if (strcmp(name, "level") == 0)
            made = jsonfile_real(value);
        else if (strcmp(name, "asked") != 0 || value > 0)
            made = json_integer((json_int_t)value);
        else
            made = json_null();
        json_object_set_new(document, name, made);
    }
    hide_screened(document, c->study->threshold);
    return cursor_close(&r);
}

/*
 * The evidence rests on all who were compared, and tells how many they are
 * (bic + 2 fit is a multiple of the logarithm): it goes where they are told.
 */
static void hide_evidence(json_t *document)
{
    if (!json_is_null(json_object_get(document, "compared")))
        return;
    json_object_set_new(document, "choice", json_array());
    json_object_set_new(document, "level", json_null());
}

static int add_parts(json_t *document, json_t *list, const struct context *c,
                     struct diag *d)
{
    json_t *safe = NULL;
    int status = segmentshares_read(&safe, list, c, d);
    if (status == 0)
        status = segmentparts_traits(list, safe, c, d);
    if (status == 0)
        status = segmentparts_who(list, safe, c, d);
    if (status == 0)
        status = segmentparts_typical(list, safe, c, d);
    json_decref(safe);
    return status == 0 ? segmentparts_changes(document, list, c, d) : -1;
}

static int fill(json_t *document, const struct context *c, struct diag *d)
{
    json_t *total = NULL;
    json_t *choice = cursor_array(c, select_choice, "irrrrrrrrrrbb",
                                  "k fit bic icl entropy nec level jaccard "
                                  "silhouette calinski kmeans passed chosen",
                                  d);
    json_object_set_new(document, "choice", choice);
    if (choice == NULL || add_figures(document, c, d) != 0)
        return -1;
    hide_evidence(document);
    json_t *all =
        cursor_array(c, select_segments, "itttirriitr",
                     "segment label name name_zh members share share_weighted "
                     "uncertain assigned continues distance",
                     d);
    if (all == NULL)
        return -1;
    json_t *list = shown_segments(c, all, &total);
    size_t hidden = json_array_size(all) - json_array_size(list);
    json_object_set_new(document, "members", total);
    json_object_set_new(document, "segments_suppressed",
                        json_integer((json_int_t)hidden));
    json_object_set_new(document, "segments", list);
    json_decref(all);
    return add_parts(document, list, c, d);
}

int report_segments(const struct context *c, const char *file, struct diag *d)
{
    json_t *document = jsonfile_begin(c->study);
    if (fill(document, c, d) == 0)
        return jsonfile_write(document, c->folder, file, d);
    json_decref(document);
    return -1;
}
