/* segmentparts.c - see segmentparts.h. */
#include "report/segmentparts.h"

#include "report/context.h"
#include "report/cursor.h"
#include "report/jsonfile.h"
#include "report/segmentmoves.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

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
static const char select_who[] =
    "SELECT t.segment, t.trait, t.n, t.mean, t.rest, t.effect, t.low, t.high,"
    " (SELECT sum(o.n) FROM segment_trait o WHERE o.run = t.run AND"
    "  o.kind = t.kind AND o.trait = t.trait AND o.segment <> t.segment)"
    " FROM segment_trait t WHERE t.run = ?1 AND t.kind = 'attribute'"
    " AND t.q < 0.05 AND t.low >= 1.2"
    " ORDER BY t.segment, t.effect DESC, t.trait";
static const char select_typical[] =
    "SELECT p.segment, p.feature, p.kind,"
    " (SELECT min(i.text) FROM item i WHERE i.item_id = p.feature),"
    " (SELECT min(i.text_zh) FROM item i WHERE i.item_id = p.feature),"
    " p.mean, p.score, g.members"
    " FROM segment_profile p JOIN segment g USING (run, segment)"
    " WHERE p.run = ?1 ORDER BY p.segment, p.kind, p.feature";
static const char select_changes[] =
    "SELECT before, segment, members FROM segment_change WHERE run = ?1"
    " ORDER BY before, segment";

/* The list KEY of the segment NUMBER; NULL if it is not shown. */
static json_t *list_of(json_t *list, int64_t number, const char *key)
{
    size_t i;
    json_t *segment;
    json_array_foreach(list, i, segment) {
        if (json_integer_value(json_object_get(segment, "segment")) == number)
            return json_object_get(segment, key);
    }
    return NULL;
}

int segmentparts_traits(json_t *list, const struct context *c, struct diag *d)
{
    struct cursor r = cursor_open(c, select_traits, d);
    while (cursor_next(&r)) {
        json_t *to = list_of(list, cursor_integer(&r, 0), "traits");
        if (to != NULL && cursor_integer(&r, 5) >= c->study->threshold)
            json_array_append_new(
                to, cursor_object(&r, 1, "ttttirrrrrrti",
                                  "trait kind text text_zh n mean rest effect "
                                  "low high q direction place"));
    }
    return cursor_close(&r);
}

/* Whether a share of N people holds back nobody. */
static bool is_safe(double share, int64_t n, int64_t least)
{
    double part = round(share * (double)n);
    return part >= (double)least && (double)n - part >= (double)least;
}

int segmentparts_who(json_t *list, const struct context *c, struct diag *d)
{
    struct cursor r = cursor_open(c, select_who, d);
    while (cursor_next(&r)) {
        json_t *to = list_of(list, cursor_integer(&r, 0), "who");
        if (to != NULL &&
            is_safe(cursor_real(&r, 3), cursor_integer(&r, 2),
                    c->study->threshold) &&
            is_safe(cursor_real(&r, 4), cursor_integer(&r, 8),
                    c->study->threshold))
            json_array_append_new(
                to, cursor_object(&r, 1, "tirrrrr-",
                                  "trait n share rest lift low high"));
    }
    return cursor_close(&r);
}

int segmentparts_typical(json_t *list, const struct context *c, struct diag *d)
{
    struct cursor r = cursor_open(c, select_typical, d);
    while (cursor_next(&r)) {
        json_t *to = list_of(list, cursor_integer(&r, 0), "typical");
        const char *kind = cursor_text(&r, 2);
        bool share = strcmp(kind, "option") == 0 || strcmp(kind, "choice") == 0;
        if (to != NULL &&
            (!share || is_safe(cursor_real(&r, 5), cursor_integer(&r, 7),
                               c->study->cell_threshold)))
            json_array_append_new(
                to, cursor_object(&r, 1, "ttttrr-",
                                  "feature kind text text_zh mean score"));
    }
    return cursor_close(&r);
}

int segmentparts_changes(json_t *document, const struct context *c,
                         struct diag *d)
{
    json_t *moves = json_array();
    int64_t stayed = 0, all = 0;
    bool small = false;
    struct cursor r = cursor_open(c, select_changes, d);
    while (cursor_next(&r)) {
        int64_t members = cursor_integer(&r, 2);
        small |= members < c->study->threshold;
        stayed += cursor_integer(&r, 0) == cursor_integer(&r, 1) ? members : 0;
        all += members;
        json_array_append_new(moves,
                              cursor_object(&r, 0, "iii", "from to members"));
    }
    if (all == 0 || small) {
        json_decref(moves);
        json_object_set_new(document, "changes", json_null());
    } else {
        json_object_set_new(
            document, "changes",
            json_pack("{s:I, s:o, s:o}", "members", (json_int_t)all, "stayed",
                      jsonfile_real((double)stayed / (double)all), "moves",
                      moves));
        segmentmoves_name(json_object_get(document, "changes"));
    }
    return cursor_close(&r);
}
