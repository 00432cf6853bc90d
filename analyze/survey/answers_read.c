/* answers_read.c - reads what answers.h promises. */
#include "analyze/survey/answers.h"

#include "analyze/base/query.h"
#include "lib/mem.h"
#include "lib/tablescan.h"
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

static int count_respondents(struct answers *a, sqlite3 *db, struct diag *d)
{
    char *sql = mem_format("SELECT count(*) FROM response_%s", a->id);
    struct query q = query_open(db, sql, d);
    free(sql);
    if (query_next(&q))
        a->n = (size_t)query_integer(&q, 0, 0);
    return query_close(&q);
}

/* The code that is kept of CODE in the warehouse. */
static int code_of(const struct answer_item *item, int64_t code)
{
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

/* Columns of the table that are read; those of the items follow. */
enum { ROW, MEMBER, SECONDS, ID, ANSWERED_ON, ITEMS_AT };

static const char *const own_columns[ITEMS_AT] = {
    "respondent", "member", "seconds", "respondent_id", "answered_on"};

/* The bytes of usual codes of one item, once they are known. */
enum { LOWEST = -2, USUAL = 256, UNKNOWN = -1 };
struct usual {
    int16_t byte[USUAL]; /* of code LOWEST + i, or UNKNOWN */
};

/* What the questionnaire is read with. */
struct reading {
    struct answers *a;
    const struct facts *f;
    int32_t as_of;
    struct tablescan *scan;
    struct usual *usual; /* by item */
    int64_t *codes;      /* of the row at hand */
    struct place *place;
    struct arena ids;
};

static struct tablescan *open_scan(const struct answers *a, sqlite3 *db,
                                   struct diag *d)
{
    const char **columns =
        mem_array(NULL, ITEMS_AT + a->n_items + 1, sizeof *columns);
    char **items = mem_array(NULL, a->n_items, sizeof *items);
    memcpy(columns, own_columns, sizeof own_columns);
    for (size_t i = 0; i < a->n_items; i++)
        columns[ITEMS_AT + i] = items[i] = mem_format("i_%s", a->item[i].id);
    columns[ITEMS_AT + a->n_items] = NULL;
    char *table = mem_format("response_%s", a->id);
    struct tablescan *scan = tablescan_open(db, table, columns, d);
    free(table);
    for (size_t i = 0; i < a->n_items; i++)
        free(items[i]);
    free(items);
    free(columns);
    return scan;
}

/* A code that has not been met, or that has no byte. */
static void put_slowly(struct reading *r, size_t at, size_t item, int64_t code)
{
    struct answer_column *c = &r->a->column[item];
    answers_put(r->a, at, item, code_of(&r->a->item[item], code));
    if (c->wide == NULL && code >= LOWEST && code < LOWEST + USUAL)
        r->usual[item].byte[code - LOWEST] = c->byte[at];
}

static void put_codes(struct reading *r, size_t at)
{
    for (size_t i = 0; i < r->a->n_items; i++) {
        struct answer_column *c = &r->a->column[i];
        int64_t code = r->codes[i];
        int byte = UNKNOWN;
        if (code == ANSWER_NONE)
            byte = ANSWER_BYTE_NONE;
        else if (code >= LOWEST && code < LOWEST + USUAL)
            byte = r->usual[i].byte[code - LOWEST];
        if (byte != UNKNOWN && c->wide == NULL)
            c->byte[at] = (uint8_t)byte;
        else
            put_slowly(r, at, i, code);
    }
}

static void read_row(struct reading *r, size_t at)
{
    struct answers *a = r->a;
    const struct tablescan *s = r->scan;
    size_t length;
    const char *id = tablescan_text(s, ID, &length);
    a->row[at] = tablescan_integer(s, ROW, -1);
    a->member[at] = facts_member_of_key(r->f, tablescan_integer(s, MEMBER, -1));
    a->seconds[at] = tablescan_int32(s, SECONDS, FACT_UNKNOWN);
    r->place[at] = (struct place){
        .a = a,
        .at = at,
        .member = a->member[at] == FACT_NONE ? INT32_MAX : a->member[at],
        .answered_on = tablescan_int32(s, ANSWERED_ON, INT32_MIN),
        .seconds = a->seconds[at],
        .id = id != NULL ? arena_text(&r->ids, id, length) : NULL};
    tablescan_integers(s, ITEMS_AT, a->n_items, ANSWER_NONE, r->codes);
    put_codes(r, at);
}

static int read_rows(struct reading *r, struct diag *d)
{
    struct answers *a = r->a;
    size_t at = 0;
    int got = 0;
    while (at < a->n && (got = tablescan_next(r->scan, d)) == 1) {
        if (tablescan_int32(r->scan, ANSWERED_ON, INT32_MIN) > r->as_of)
            a->later++;
        else
            read_row(r, at++);
    }
    a->n = at;
    sort_respondents(a, r->place);
    return got < 0 ? -1 : 0;
}

static int read_respondents(struct answers *a, sqlite3 *db,
                            const struct facts *f, int32_t as_of,
                            struct diag *d)
{
    if (count_respondents(a, db, d) != 0)
        return -1;
    struct reading r = {
        .a = a, .f = f, .as_of = as_of, .scan = open_scan(a, db, d)};
    if (r.scan == NULL)
        return -1;
    a->row = mem_array(NULL, a->n, sizeof *a->row);
    a->member = mem_array(NULL, a->n, sizeof *a->member);
    a->seconds = mem_array(NULL, a->n, sizeof *a->seconds);
    answers_open(a);
    r.place = mem_array(NULL, a->n, sizeof *r.place);
    r.codes = mem_array(NULL, a->n_items, sizeof *r.codes);
    r.usual = mem_array(NULL, a->n_items, sizeof *r.usual);
    memset(r.usual, 0xff, a->n_items * sizeof *r.usual); /* UNKNOWN */
    int result = read_rows(&r, d);
    tablescan_close(r.scan);
    free(r.place);
    free(r.codes);
    free(r.usual);
    arena_free(&r.ids);
    return result;
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
    int status = read_items(a, db, f, d);
    if (status == 0 && a->n_items > 0)
        status = read_respondents(a, db, f, as_of, d);
    return status;
}
