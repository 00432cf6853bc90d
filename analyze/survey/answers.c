/* answers.c - see answers.h. */
#define _GNU_SOURCE /* qsort_r */
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

static int find_survey(struct answers *a, sqlite3 *db, const char *wanted,
                       struct diag *d)
{
    struct query q =
        query_open(db,
                   "SELECT survey, survey_id, title FROM survey"
                   " WHERE survey_id = ?1 OR (?1 IS NULL AND about = 'demand')"
                   " ORDER BY survey_id DESC LIMIT 1",
                   d);
    if (wanted != NULL)
        query_bind_text(&q, 1, wanted);
    if (query_next(&q)) {
        a->key = query_integer(&q, 0, -1);
        a->id = keep(a, query_text(&q, 1));
        a->title = keep(a, query_text(&q, 2));
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

/*
 * The only text built from data: ids are letters, digits and _ by CHECK. The
 * last column numbers the rows that stand together in that order; answers
 * decide within a number, and in memory: SQLite sorts by few columns only.
 */
static char *make_select(const struct answers *a)
{
    char *sql = mem_text("SELECT r.respondent, r.member, r.seconds");
    for (size_t i = 0; i < a->n_items; i++) {
        char *longer = mem_format("%s, r.i_%s", sql, a->item[i].id);
        free(sql);
        sql = longer;
    }
    char *whole =
        mem_format("%s, rank() OVER w FROM response_%s r"
                   " LEFT JOIN member m ON m.member = r.member"
                   " WINDOW w AS (ORDER BY m.member_id IS NULL, m.member_id,"
                   " r.respondent_id, r.answered_on, r.seconds)"
                   " ORDER BY rank() OVER w",
                   sql, a->id);
    free(sql);
    return whole;
}

static int16_t code_of(const struct query *q, int column,
                       const struct answer_item *item)
{
    int64_t code = query_integer(q, column, ANSWER_NONE);
    if (item->reversed && code >= item->low && code <= item->high)
        code = item->low + item->high - code;
    if (code > INT16_MAX)
        return INT16_MAX;
    return code < INT16_MIN ? INT16_MIN : (int16_t)code;
}

struct room {
    size_t row, member, seconds, code, place;
    int64_t *places; /* by respondent: equal where only answers decide */
};

static void add_respondent(struct answers *a, const struct query *q,
                           const struct facts *f, struct room *room)
{
    a->row = mem_grow(a->row, a->n, &room->row, sizeof *a->row);
    a->member = mem_grow(a->member, a->n, &room->member, sizeof *a->member);
    a->seconds = mem_grow(a->seconds, a->n, &room->seconds, sizeof *a->seconds);
    a->code =
        mem_grow(a->code, a->n, &room->code, a->n_items * sizeof *a->code);
    a->row[a->n] = query_integer(q, 0, -1);
    a->member[a->n] = facts_member_of_key(f, query_integer(q, 1, -1));
    a->seconds[a->n] = query_int32(q, 2, FACT_UNKNOWN);
    for (size_t i = 0; i < a->n_items; i++)
        a->code[a->n * a->n_items + i] = code_of(q, (int)i + 3, &a->item[i]);
    room->places =
        mem_grow(room->places, a->n, &room->place, sizeof *room->places);
    room->places[a->n++] = query_integer(q, (int)a->n_items + 3, 0);
}

static int by_answers(const void *one, const void *two, void *codes_of)
{
    const size_t *a = one, *b = two;
    const struct answers *x = codes_of;
    for (size_t i = 0; i < x->n_items; i++) {
        int p = answers_code(x, *a, i), q = answers_code(x, *b, i);
        if (p != q)
            return p < q ? -1 : 1;
    }
    return 0;
}

/* Puts respondents FIRST .. END - 1 in the order of their answers. */
static void sort_run(struct answers *a, size_t first, size_t end)
{
    size_t count = end - first, width = a->n_items;
    size_t *order = mem_array(NULL, count, sizeof *order);
    for (size_t i = 0; i < count; i++)
        order[i] = first + i;
    qsort_r(order, count, sizeof *order, by_answers, a);
    struct answers b = {.row = mem_array(NULL, count, sizeof *b.row),
                        .member = mem_array(NULL, count, sizeof *b.member),
                        .seconds = mem_array(NULL, count, sizeof *b.seconds),
                        .code = mem_array(NULL, count * width, sizeof *b.code)};
    for (size_t i = 0; i < count; i++) {
        b.row[i] = a->row[order[i]];
        b.member[i] = a->member[order[i]];
        b.seconds[i] = a->seconds[order[i]];
        memcpy(b.code + i * width, a->code + order[i] * width,
               width * sizeof *b.code);
    }
    memcpy(a->row + first, b.row, count * sizeof *b.row);
    memcpy(a->member + first, b.member, count * sizeof *b.member);
    memcpy(a->seconds + first, b.seconds, count * sizeof *b.seconds);
    memcpy(a->code + first * width, b.code, count * width * sizeof *b.code);
    free(order);
    answers_free(&b);
}

static void sort_ties(struct answers *a, const int64_t *places)
{
    size_t first = 0;
    for (size_t i = 1; i <= a->n; i++) {
        if (i < a->n && places[i] == places[first])
            continue;
        if (i - first > 1)
            sort_run(a, first, i);
        first = i;
    }
}

static int read_respondents(struct answers *a, sqlite3 *db,
                            const struct facts *f, struct diag *d)
{
    struct room room = {0};
    char *sql = make_select(a);
    struct query q = query_open(db, sql, d);
    free(sql);
    while (query_next(&q))
        add_respondent(a, &q, f, &room);
    sort_ties(a, room.places);
    free(room.places);
    return query_close(&q);
}

int answers_read(struct answers *a, sqlite3 *db, const struct facts *f,
                 const struct study *study, const char *section, int *found,
                 struct diag *d)
{
    *a = (struct answers){.key = -1};
    *found = 0;
    const char *wanted = study_text(study, section, "survey", NULL);
    if (find_survey(a, db, wanted, d) != 0)
        return -1;
    if (a->id == NULL && wanted != NULL)
        return diag_fail(d,
                         "analysis.%s.survey names '%s', but no input has "
                         "a survey of that id",
                         section, wanted);
    if (a->id == NULL)
        return 0;
    int status = read_items(a, db, f, d);
    if (status == 0 && a->n_items > 0)
        status = read_respondents(a, db, f, d);
    *found = status == 0 && a->n > 0;
    return status;
}

void answers_free(struct answers *a)
{
    free(a->item);
    free(a->row);
    free(a->member);
    free(a->seconds);
    free(a->code);
    arena_free(&a->arena);
    *a = (struct answers){0};
}

int answers_code_asked(const struct answers *a, size_t respondent, size_t item)
{
    const struct answer_item *i = &a->item[item];
    int code = answers_code(a, respondent, item);
    bool on_scale = code >= i->low && code <= i->high;
    return i->reversed && on_scale ? i->low + i->high - code : code;
}

static long find_item(const struct answers *a, enum answer_kind kind,
                      const char *facet, int32_t topic)
{
    for (size_t i = 0; i < a->n_items; i++)
        if (a->item[i].kind == kind && a->item[i].topic == topic &&
            a->item[i].facet != NULL && strcmp(a->item[i].facet, facet) == 0)
            return (long)i;
    return -1;
}

long answers_item(const struct answers *a, const char *facet, int32_t topic)
{
    return find_item(a, ANSWER_LIKERT, facet, topic);
}

long answers_option(const struct answers *a, int32_t topic)
{
    return find_item(a, ANSWER_OPTION, "interest", topic);
}
