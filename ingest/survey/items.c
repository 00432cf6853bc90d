/* items.c - see items.h. */
#include "ingest/survey/items.h"

#include "lib/warehouse.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The items of one survey being stored. */
struct store {
    struct loading *loading;
    const struct survey_plan *plan;
    int64_t survey; /* its key */
};

/* Items that go are deleted; those that stay keep their keys. */
static const char insert_item[] =
    "INSERT INTO item (survey, item_id, position, kind, question, text,"
    " text_zh, facet, topic, scale, low, high, reversed) VALUES (?1, ?2, ?3,"
    " ?4, ?5, ?6, ?7, ?8, nullif(?9, 0), ?10, ?11, ?12, ?13)"
    " ON CONFLICT (survey, item_id) DO UPDATE SET position ="
    " excluded.position, kind = excluded.kind, question = excluded.question,"
    " text = excluded.text, text_zh = excluded.text_zh,"
    " facet = excluded.facet, topic = excluded.topic, scale = excluded.scale,"
    " low = excluded.low, high = excluded.high, reversed = excluded.reversed";

static const char insert_code[] =
    "INSERT OR REPLACE INTO item_code (item, code, label, label_zh)"
    " SELECT item, ?3, ?4, ?5 FROM item WHERE survey = ?1 AND item_id = ?2"
    " AND item NOT IN (SELECT item FROM item_batch)";

static void bind_text(sqlite3_stmt *s, int place, const char *text)
{
    sqlite3_bind_text(s, place, text, -1, SQLITE_STATIC);
}

int items_find_key(struct loading *l, const struct codebook *codebook,
                   enum entity entity, const char *id,
                   const struct codebook_item *item, const char *key,
                   int64_t *value, struct diag *d)
{
    *value = 0;
    if (id == NULL)
        return 0;
    struct ledger *ledger = loading_ledger(l, entity, d);
    if (ledger == NULL)
        return -1;
    *value = id[0] != '\0' ? ledger_resolve(ledger, id, strlen(id)) : 0;
    if (*value > 0)
        return 0;
    if (item != NULL)
        return codebook_fail(codebook, item, key, d, "there is no %s '%s'",
                             ledger_word(entity), id);
    return jsondoc_fail(codebook->doc, jsondoc_root(codebook->doc), NULL, key,
                        d, "there is no %s '%s'", ledger_word(entity), id);
}

/* Runs SQL, which has the survey as ?1. */
static int do_for_survey(const struct store *s, const char *sql, struct diag *d)
{
    sqlite3_stmt *q = warehouse_prepare(s->loading->db, sql, d);
    if (q == NULL)
        return -1;
    sqlite3_bind_int64(q, 1, s->survey);
    int result = warehouse_do(q, d);
    sqlite3_finalize(q);
    return result;
}

/* Codes are written anew, but for items of inputs that stay; places are freed.
 */
static int clear_items(const struct store *s, struct diag *d)
{
    if (do_for_survey(s,
                      "DELETE FROM item_code WHERE item IN (SELECT item FROM"
                      " item WHERE survey = ?1 AND item NOT IN (SELECT item"
                      " FROM item_batch))",
                      d) != 0)
        return -1;
    return do_for_survey(
        s, "UPDATE item SET position = -position WHERE survey = ?1", d);
}

/* An item of an input that stays: its place alone may change. */
static int move_item(const struct store *s, size_t i, struct diag *d)
{
    sqlite3_stmt *q = warehouse_prepare(
        s->loading->db,
        "UPDATE item SET position = ?3 WHERE survey = ?1 AND item_id = ?2", d);
    if (q == NULL)
        return -1;
    sqlite3_bind_int64(q, 1, s->survey);
    bind_text(q, 2, s->plan->items[i].id);
    sqlite3_bind_int64(q, 3, (int64_t)i + 1);
    int result = warehouse_do(q, d);
    sqlite3_finalize(q);
    return result;
}

static int write_item(const struct store *s, sqlite3_stmt *q, size_t i,
                      struct diag *d)
{
    const struct codebook *book = s->plan->items[i].book;
    const struct codebook_item *item = s->plan->items[i].item;
    int64_t topic;
    if (book == NULL)
        return move_item(s, i, d);
    if (items_find_key(s->loading, book, ENTITY_TOPIC, item->topic, item,
                       "topic", &topic, d) != 0)
        return -1;
    sqlite3_bind_int64(q, 1, s->survey);
    bind_text(q, 2, item->id);
    sqlite3_bind_int64(q, 3, (int64_t)i + 1);
    bind_text(q, 4, codebook_kind_word(item->kind));
    bind_text(q, 5, item->question);
    bind_text(q, 6, item->text);
    bind_text(q, 7, item->text_zh);
    bind_text(q, 8, item->facet);
    sqlite3_bind_int64(q, 9, topic);
    bind_text(q, 10, item->scale);
    if (item->ranged) {
        sqlite3_bind_int64(q, 11, item->low);
        sqlite3_bind_int64(q, 12, item->high);
    } else {
        sqlite3_bind_null(q, 11);
        sqlite3_bind_null(q, 12);
    }
    sqlite3_bind_int(q, 13, item->reversed);
    return warehouse_do(q, d);
}

static int write_code(const struct store *s, sqlite3_stmt *q,
                      const struct codebook_item *item, int64_t code,
                      const char *label, struct diag *d)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, code);
    const json_t *labels = json_object_get(item->object, "labels");
    const json_t *labels_zh = json_object_get(item->object, "labels_zh");
    const char *said = json_string_value(json_object_get(labels, text));
    sqlite3_bind_int64(q, 1, s->survey);
    bind_text(q, 2, item->id);
    sqlite3_bind_int64(q, 3, code);
    bind_text(q, 4, said != NULL ? said : label);
    bind_text(q, 5, json_string_value(json_object_get(labels_zh, text)));
    return warehouse_do(q, d);
}

/* The codes that cells map to, then those with labels. jansson 2.14 keeps the
   keys of an object in the order of the file, so the last label counts. */
static int write_codes(const struct store *s, sqlite3_stmt *q,
                       const struct codebook_item *item, struct diag *d)
{
    const char *key;
    json_t *value;
    int result = 0;
    if (item->kind != CODEBOOK_LIKERT && item->kind != CODEBOOK_SINGLE)
        return 0;
    json_object_foreach(json_object_get(item->object, "codes"), key, value) {
        if (result == 0)
            result = write_code(s, q, item, json_integer_value(value), key, d);
    }
    json_object_foreach(json_object_get(item->object, "labels"), key, value) {
        if (result == 0)
            result = write_code(s, q, item, strtol(key, NULL, 10), key, d);
    }
    return result;
}

/* Of all versions, the last first, so that the first has the last word. */
static int write_all_codes(const struct store *s, struct diag *d)
{
    const struct surveys *all = s->loading->surveys;
    sqlite3_stmt *q = warehouse_prepare(s->loading->db, insert_code, d);
    int result = q != NULL ? 0 : -1;
    for (size_t i = all->n_inputs; i-- > 0;) {
        const struct codebook *book = all->inputs[i].book;
        for (size_t k = 0;
             k < book->count && all->inputs[i].plan == s->plan && result == 0;
             k++)
            result = write_codes(s, q, &book->items[k], d);
    }
    sqlite3_finalize(q);
    return result;
}

int items_store(struct loading *l, const struct survey_plan *plan,
                struct diag *d)
{
    struct store store = {l, plan, plan->key};
    const struct store *s = &store;
    sqlite3_stmt *item = warehouse_prepare(l->db, insert_item, d);
    int result = item != NULL ? clear_items(s, d) : -1;
    for (size_t i = 0; i < plan->count && result == 0; i++)
        result = write_item(s, item, i, d);
    sqlite3_finalize(item);
    if (result != 0 || write_all_codes(s, d) != 0)
        return -1;
    return do_for_survey(
        s, "DELETE FROM item WHERE survey = ?1 AND position < 0", d);
}

int items_note(struct loading *l, const struct survey_plan *plan,
               const struct codebook *book, int64_t batch, struct diag *d)
{
    sqlite3_stmt *q = warehouse_prepare(
        l->db,
        "INSERT INTO item_batch (item, batch) SELECT item, ?3 FROM item"
        " WHERE survey = ?1 AND item_id = ?2",
        d);
    int result = q != NULL ? 0 : -1;
    for (size_t i = 0; i < book->count && result == 0; i++) {
        sqlite3_bind_int64(q, 1, plan->key);
        bind_text(q, 2, book->items[i].id);
        sqlite3_bind_int64(q, 3, batch);
        result = warehouse_do(q, d);
    }
    sqlite3_finalize(q);
    return result;
}
