/* answers_read.c - reads what answers.h promises. */
#include "analyze/survey/answers.h"

#include "analyze/base/query.h"
#include "analyze/survey/answers_rows.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static const char *keep(struct answers *a, const char *text)
{
    return text == NULL ? NULL : arena_text(&a->arena, text, strlen(text));
}

static int read_survey(struct answers *a, sqlite3 *db, int64_t key,
                       struct diag *d)
{
    struct query q = query_open(
        db, "SELECT survey_id, title FROM survey WHERE survey = ?1", d);
    query_bind(&q, 1, key);
    if (query_next(&q)) {
        a->key = key;
        a->id = keep(a, query_text(&q, 0));
        a->title = keep(a, query_text(&q, 1));
    }
    return query_close(&q);
}

static enum answer_kind kind_of(const char *word)
{
    if (strcmp(word, "likert") == 0)
        return ANSWER_LIKERT;
    if (strcmp(word, "single") == 0)
        return ANSWER_SINGLE;
    return strcmp(word, "option") == 0 ? ANSWER_OPTION : ANSWER_NUMBER;
}

static int read_items(struct answers *a, sqlite3 *db, const struct facts *f,
                      struct diag *d)
{
    size_t room = 0;
    struct query q =
        query_open(db,
                   "SELECT item, item_id, kind, question, facet, scale, text,"
                   " text_zh, topic,"
                   " coalesce(low, (SELECT min(code) FROM item_code c"
                   " WHERE c.item = item.item)),"
                   " coalesce(high, (SELECT max(code) FROM item_code c"
                   " WHERE c.item = item.item)), reversed FROM item"
                   " WHERE survey = ?1 AND kind <> 'text' ORDER BY position",
                   d);
    query_bind(&q, 1, a->key);
    while (query_next(&q)) {
        a->item = mem_grow(a->item, a->n_items, &room, sizeof *a->item);
        a->item[a->n_items++] = (struct answer_item){
            .key = query_integer(&q, 0, -1),
            .id = keep(a, query_text(&q, 1)),
            .kind = kind_of(query_text(&q, 2)),
            .question = keep(a, query_text(&q, 3)),
            .facet = keep(a, query_text(&q, 4)),
            .scale = keep(a, query_text(&q, 5)),
            .text = keep(a, query_text(&q, 6)),
            .text_zh = keep(a, query_text(&q, 7)),
            .topic = facts_topic_of_key(f, query_integer(&q, 8, -1)),
            .low = query_int32(&q, 9, 0),
            .high = query_int32(&q, 10, 0),
            .reversed = query_integer(&q, 11, 0) != 0};
    }
    return query_close(&q);
}

int answers_find(int64_t *key, sqlite3 *db, const struct study *study,
                 const char *section, struct diag *d)
{
    const char *wanted = study_text(study, section, "survey", NULL);
    struct query q =
        query_open(db,
                   "SELECT survey FROM survey"
                   " WHERE survey_id = ?1 OR (?1 IS NULL AND about = 'demand')"
                   " ORDER BY survey_id DESC LIMIT 1",
                   d);
    *key = -1;
    if (wanted != NULL)
        query_bind_text(&q, 1, wanted);
    if (query_next(&q))
        *key = query_integer(&q, 0, -1);
    if (query_close(&q) != 0)
        return -1;
    if (*key >= 0 || wanted == NULL)
        return 0;
    return study_fail(study, section, "survey", d, "no input has a survey '%s'",
                      wanted);
}

int answers_read(struct answers *a, sqlite3 *db, const struct facts *f,
                 int64_t key, int32_t as_of, struct diag *d)
{
    *a = (struct answers){.key = key};
    if (read_survey(a, db, key, d) != 0)
        return -1;
    if (a->id == NULL)
        return diag_fail(d, "no survey has the key %lld", (long long)key);
    bool in_order = true;
    int status = read_items(a, db, f, d);
    if (status == 0 && a->n_items > 0)
        status = answers_rows_read(a, db, f, as_of, &in_order, d);
    return status == 0 && !in_order ? answers_order(a, db, f, as_of, d)
                                    : status;
}
