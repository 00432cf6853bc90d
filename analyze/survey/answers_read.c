/* answers_read.c - reads what answers.h promises. */
#include "analyze/survey/answers.h"

#include "analyze/base/query.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

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

/* The only text built from data: ids are letters, digits and _ by CHECK. */
static char *make_select(const struct answers *a)
{
    char *sql = mem_text("SELECT r.respondent, r.member, r.seconds,"
                         " r.respondent_id, r.answered_on");
    for (size_t i = 0; i < a->n_items; i++) {
        char *longer = mem_format("%s, r.i_%s", sql, a->item[i].id);
        free(sql);
        sql = longer;
    }
    char *whole =
        mem_format("%s FROM response_%s r ORDER BY r.respondent", sql, a->id);
    free(sql);
    return whole;
}

static int count_respondents(struct answers *a, sqlite3 *db, struct diag *d)
{
    char *sql = mem_format("SELECT count(*) FROM response_%s", a->id);
    struct query q = query_open(db, sql, d);
    free(sql);
    if (query_next(&q))
        a->n = (size_t)query_integer(&q, 0, 0);
    return query_close(&q);
}

static int code_of(const struct query *q, int column,
                   const struct answer_item *item)
{
    int64_t code = query_integer(q, column, ANSWER_NONE);
    if (item->reversed && code >= item->low && code <= item->high)
        code = item->low + item->high - code;
    if (code > INT16_MAX)
        return INT16_MAX;
    return code < INT16_MIN ? INT16_MIN : (int)code;
}

/* Where a respondent belongs. */
struct place {
    const struct answers *a; /* answers decide last */
    size_t at;               /* the row as it was read */
    int32_t member;          /* none is INT32_MAX: last */
    int32_t answered_on, seconds;
    const char *id; /* NULL first */
};

static int by_number(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int by_text(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return (a != NULL) - (b != NULL);
    return strcmp(a, b);
}

static int by_answers(const struct place *p, const struct place *q)
{
    for (size_t i = 0; i < p->a->n_items; i++) {
        int a = answers_code(p->a, p->at, i), b = answers_code(q->a, q->at, i);
        if (a != b)
            return a < b ? -1 : 1;
    }
    return by_number((int64_t)p->at, (int64_t)q->at);
}

static int by_place(const void *one, const void *two)
{
    const struct place *p = one, *q = two;
    int order = by_number(p->member, q->member);
    if (order == 0)
        order = by_text(p->id, q->id);
    if (order == 0)
        order = by_number(p->answered_on, q->answered_on);
    if (order == 0)
        order = by_number(p->seconds, q->seconds);
    return order != 0 ? order : by_answers(p, q);
}

/* ARRAY[i] becomes what ARRAY[place[i].at] was; N items of SIZE bytes. */
static void *rearrange(void *array, const struct place *place, size_t n,
                       size_t size)
{
    char *moved = mem_array(NULL, n, size);
    for (size_t i = 0; i < n; i++)
        memcpy(moved + i * size, (char *)array + place[i].at * size, size);
    free(array);
    return moved;
}

static uint8_t *rearrange_bytes(uint8_t *array, const struct place *place,
                                size_t n)
{
    uint8_t *moved = mem_array(NULL, n, 1);
    for (size_t i = 0; i < n; i++)
        moved[i] = array[place[i].at];
    free(array);
    return moved;
}

static void sort_respondents(struct answers *a, struct place *place)
{
    bool sorted = true;
    for (size_t i = 1; i < a->n && sorted; i++)
        sorted = by_place(&place[i - 1], &place[i]) <= 0;
    if (sorted)
        return;
    qsort(place, a->n, sizeof *place, by_place);
    a->row = rearrange(a->row, place, a->n, sizeof *a->row);
    a->member = rearrange(a->member, place, a->n, sizeof *a->member);
    a->seconds = rearrange(a->seconds, place, a->n, sizeof *a->seconds);
    for (size_t i = 0; i < a->n_items; i++) {
        struct answer_column *c = &a->column[i];
        if (c->wide != NULL)
            c->wide = rearrange(c->wide, place, a->n, sizeof *c->wide);
        else
            c->byte = rearrange_bytes(c->byte, place, a->n);
    }
}

enum { ITEMS_AT = 5 }; /* column of the select, of the first item */

static void read_row(struct answers *a, const struct query *q,
                     const struct facts *f, size_t at, struct place *place,
                     struct arena *ids)
{
    const char *id = query_text(q, 3);
    a->row[at] = query_integer(q, 0, -1);
    a->member[at] = facts_member_of_key(f, query_integer(q, 1, -1));
    a->seconds[at] = query_int32(q, 2, FACT_UNKNOWN);
    *place = (struct place){
        .a = a,
        .at = at,
        .member = a->member[at] == FACT_NONE ? INT32_MAX : a->member[at],
        .answered_on = query_int32(q, 4, INT32_MIN),
        .seconds = a->seconds[at],
        .id = id != NULL ? arena_text(ids, id, strlen(id)) : NULL};
    for (size_t i = 0; i < a->n_items; i++)
        answers_put(a, at, i, code_of(q, (int)i + ITEMS_AT, &a->item[i]));
}

static int read_respondents(struct answers *a, sqlite3 *db,
                            const struct facts *f, struct diag *d)
{
    if (count_respondents(a, db, d) != 0)
        return -1;
    a->row = mem_array(NULL, a->n, sizeof *a->row);
    a->member = mem_array(NULL, a->n, sizeof *a->member);
    a->seconds = mem_array(NULL, a->n, sizeof *a->seconds);
    answers_open(a);
    struct place *place = mem_array(NULL, a->n, sizeof *place);
    struct arena ids = {0};
    char *sql = make_select(a);
    struct query q = query_open(db, sql, d);
    free(sql);
    size_t at = 0;
    while (query_next(&q) && at < a->n) {
        read_row(a, &q, f, at, &place[at], &ids);
        at++;
    }
    a->n = at;
    sort_respondents(a, place);
    free(place);
    arena_free(&ids);
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
    return diag_fail(d,
                     "analysis.%s.survey names '%s', but no input has "
                     "a survey of that id",
                     section, wanted);
}

int answers_read(struct answers *a, sqlite3 *db, const struct facts *f,
                 int64_t key, struct diag *d)
{
    *a = (struct answers){.key = key};
    if (read_survey(a, db, key, d) != 0)
        return -1;
    if (a->id == NULL)
        return diag_fail(d, "no survey has the key %lld", (long long)key);
    int status = read_items(a, db, f, d);
    if (status == 0 && a->n_items > 0)
        status = read_respondents(a, db, f, d);
    return status;
}
