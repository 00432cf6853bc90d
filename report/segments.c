/* segments.c - segments.json: groups of like demand, and what marks them. */
#include "report/context.h"
#include "report/jsonfile.h"
#include "report/partial.h"
#include "report/reports.h"
#include "report/cursor.h"

#include <string.h>

static const char select_segments[] =
    "SELECT segment, label, name, name_zh, members, share FROM segment"
    " WHERE run = ?1 ORDER BY segment";
/* A gap is of a topic, an attribute speaks for itself. */
static const char select_traits[] =
    "SELECT t.segment, t.trait, t.kind,"
    " CASE t.kind WHEN 'attribute' THEN NULL WHEN 'gap' THEN"
    "  (SELECT o.name FROM topic o WHERE o.topic_id = t.trait) ELSE"
    "  (SELECT min(i.text) FROM item i WHERE i.item_id = t.trait) END,"
    " CASE t.kind WHEN 'attribute' THEN NULL WHEN 'gap' THEN"
    "  (SELECT o.name_zh FROM topic o WHERE o.topic_id = t.trait) ELSE"
    "  (SELECT min(i.text_zh) FROM item i WHERE i.item_id = t.trait) END,"
    " t.n, t.mean, t.rest, t.effect, t.low, t.high, t.q, t.direction, t.place"
    " FROM segment_trait t WHERE t.run = ?1 AND t.place IS NOT NULL"
    " ORDER BY t.segment, t.place, t.kind, t.trait";
static const char select_choice[] =
    "SELECT k, fit, bic, icl, entropy, jaccard, silhouette, calinski, chosen"
    " FROM segment_choice WHERE run = ?1 ORDER BY k";

/* Adds the traits to their segments; small or hidden segments have none. */
static int add_traits(json_t *segments, const struct context *c, struct diag *d)
{
    struct cursor r = cursor_open(c, select_traits, d);
    while (cursor_next(&r)) {
        size_t i;
        json_t *segment;
        json_array_foreach(segments, i, segment) {
            json_t *number = json_object_get(segment, "segment");
            if (json_integer_value(number) != cursor_integer(&r, 0) ||
                cursor_integer(&r, 5) < c->study->threshold)
                continue;
            json_array_append_new(
                json_object_get(segment, "traits"),
                cursor_object(&r, 1, "ttttirrrrrrti",
                              "trait kind text text_zh n mean rest effect low "
                              "high q direction place"));
        }
    }
    return cursor_close(&r);
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
        json_object_set_new(segment, "traits", json_array());
        json_array_append(list, segment);
    }
    *total = partial_total(&p);
    partial_free(&p);
    return list;
}

int report_segments(const struct context *c, const char *file, struct diag *d)
{
    json_t *total = NULL, *list = NULL;
    json_t *choice = cursor_array(
        c, select_choice, "irrrrrrrb",
        "k fit bic icl entropy jaccard silhouette calinski chosen", d);
    json_t *all =
        choice == NULL
            ? NULL
            : cursor_array(c, select_segments,
                           "ittt"
                           "ir",
                           "segment label name name_zh members share", d);
    int result = all != NULL ? 0 : -1;
    if (result == 0) {
        list = shown_segments(c, all, &total);
        result = add_traits(list, c, d);
    }
    json_t *document = jsonfile_begin(c->study);
    json_object_set_new(document, "members", total);
    json_object_set_new(document, "segments_suppressed",
                        json_integer((json_int_t)(json_array_size(all) -
                                                  json_array_size(list))));
    json_object_set_new(document, "segments", list);
    json_object_set_new(document, "choice", choice);
    json_decref(all);
    if (result == 0)
        return jsonfile_write(document, c->folder, file, d);
    json_decref(document);
    return -1;
}
