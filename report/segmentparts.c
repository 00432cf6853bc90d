/* segmentparts.c - see segmentparts.h. */
#include "report/segmentparts.h"

#include "lib/measure.h"
#include "report/context.h"
#include "report/cursor.h"
#include "report/jsonfile.h"
#include "report/segmentmoves.h"
#include "report/segmentshares.h"

#include <stdbool.h>
#include <string.h>

/*
 * The words of an item, of ITEM_ID or, with a code, ITEM_ID=CODE, in the survey
 * that was segmented; NULL for all else.
 */
#define SURVEY                                                             \
    "(SELECT word FROM run_figure WHERE run = ?1 AND analysis = 'segment'" \
    " AND name = 'survey')"
#define WORDS_OF(id, text, colon, label)                             \
    "(SELECT " text " || coalesce((SELECT '" colon "' || " label     \
    "  FROM item_code k WHERE k.item = i.item AND i.kind = 'single'" \
    "  AND " id " = i.item_id || '=' || k.code), '') FROM item i"    \
    "  JOIN survey s USING (survey) WHERE s.survey_id = " SURVEY     \
    "  AND i.item_id = CASE instr(" id ", '=') WHEN 0 THEN " id      \
    "   ELSE substr(" id ", 1, instr(" id ", '=') - 1) END)"
#define ENGLISH(id) WORDS_OF(id, "i.text", ": ", "k.label")
#define CHINESE(id)                                                       \
    WORDS_OF(id,                                                          \
             "CASE i.kind WHEN 'single' THEN coalesce(i.text_zh, i.text)" \
             " ELSE i.text_zh END",                                       \
             "：", "coalesce(k.label_zh, k.label)")

/* A gap is of a topic, an attribute speaks for itself. */
static const char select_traits[] =
    "SELECT t.segment, t.trait, t.kind,"
    " CASE t.kind WHEN 'attribute' THEN NULL WHEN 'gap' THEN"
    "  (SELECT o.name FROM topic o WHERE o.topic_id = t.trait)"
    " ELSE " ENGLISH(
        "t.trait") " END,"
                   " CASE t.kind WHEN 'attribute' THEN NULL WHEN 'gap' THEN"
                   "  (SELECT o.name_zh FROM topic o WHERE o.topic_id = "
                   "t.trait)"
                   " ELSE " CHINESE(
                       "t.trait") " END,"
                                  " t.n, t.mean, t.rest, t.effect, t.low, "
                                  "t.high, t.q, t.direction, t.place"
                                  " FROM segment_trait t WHERE t.run = ?1 AND "
                                  "t.place IS NOT NULL"
                                  " ORDER BY t.segment, t.place, t.kind, "
                                  "t.trait";
static const char select_who[] =
    "SELECT t.segment, t.trait, o.name, NULL, t.n, t.mean, t.rest, t.effect,"
    " t.low, t.high FROM segment_trait t"
    " LEFT JOIN organization o ON substr(t.trait, 1, 4) = 'org='"
    "  AND o.org_id = substr(t.trait, 5)"
    " WHERE t.run = ?1 AND t.kind = 'attribute' AND t.q < 0.05 AND t.low >= 1.2"
    " ORDER BY t.segment, t.effect DESC, t.trait";
static const char select_typical[] =
    "SELECT p.segment, p.feature, p.kind, " ENGLISH("p.feature") ", " CHINESE(
        "p.feature") ", p.mean, p.score"
                     " FROM segment_profile p WHERE p.run = ?1"
                     " ORDER BY p.segment, p.kind, p.feature";
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

/* The words of a measure; of all else the warehouse has them. */
static void name_measure(json_t *one, const char *measure)
{
    json_object_set_new(one, "text",
                        json_string(measure_words(measure, false)));
    json_object_set_new(one, "text_zh",
                        json_string(measure_words(measure, true)));
}

/* What is told of a share that may not be told: that it is high or low. */
static void hide_numbers(json_t *trait)
{
    static const char *const keys[] = {"mean", "rest", "effect", "low", "high"};
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        json_object_set_new(trait, keys[i], json_null());
}

static bool is_share(const char *kind)
{
    return strcmp(kind, "gap") != 0 && strcmp(kind, "item") != 0 &&
           strcmp(kind, "measure") != 0;
}

int segmentparts_traits(json_t *list, const json_t *safe,
                        const struct context *c, struct diag *d)
{
    struct cursor r = cursor_open(c, select_traits, d);
    while (cursor_next(&r)) {
        int64_t segment = cursor_integer(&r, 0);
        const char *kind = cursor_text(&r, 2);
        json_t *to = list_of(list, segment, "traits");
        if (to == NULL || cursor_integer(&r, 5) < c->study->threshold)
            continue;
        json_t *trait =
            cursor_object(&r, 1, "ttttirrrrrrti",
                          "trait kind text text_zh n mean rest effect low high "
                          "q direction place");
        if (is_share(kind) &&
            !segmentshares_safe(safe, kind, cursor_text(&r, 1), segment))
            hide_numbers(trait);
        if (strcmp(kind, "measure") == 0)
            name_measure(trait, cursor_text(&r, 1));
        json_array_append_new(to, trait);
    }
    return cursor_close(&r);
}

int segmentparts_who(json_t *list, const json_t *safe, const struct context *c,
                     struct diag *d)
{
    struct cursor r = cursor_open(c, select_who, d);
    while (cursor_next(&r)) {
        int64_t segment = cursor_integer(&r, 0);
        json_t *to = list_of(list, segment, "who");
        if (to != NULL &&
            segmentshares_safe(safe, "attribute", cursor_text(&r, 1), segment))
            json_array_append_new(
                to, cursor_object(&r, 1, "tttirrrrr",
                                  "trait text text_zh n share rest lift low "
                                  "high"));
    }
    return cursor_close(&r);
}

int segmentparts_typical(json_t *list, const json_t *safe,
                         const struct context *c, struct diag *d)
{
    struct cursor r = cursor_open(c, select_typical, d);
    while (cursor_next(&r)) {
        int64_t segment = cursor_integer(&r, 0);
        const char *kind = cursor_text(&r, 2);
        json_t *to = list_of(list, segment, "typical");
        if (to == NULL ||
            (is_share(kind) &&
             !segmentshares_safe(safe, kind, cursor_text(&r, 1), segment)))
            continue;
        json_t *feature = cursor_object(&r, 1, "ttttrr",
                                        "feature kind text text_zh mean score");
        if (strcmp(kind, "measure") == 0)
            name_measure(feature, cursor_text(&r, 1));
        json_array_append_new(to, feature);
    }
    return cursor_close(&r);
}

int segmentparts_changes(json_t *document, const json_t *list,
                         const struct context *c, struct diag *d)
{
    json_t *cells =
        cursor_array(c, select_changes, "iii", "from to members", d);
    if (cells == NULL)
        return -1;
    json_object_set_new(document, "changes",
                        segmentmoves_told(cells, list, c->study->threshold));
    json_decref(cells);
    return 0;
}
