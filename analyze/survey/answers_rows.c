/*
 * answers_rows.c - see answers_rows.h.
 *
 * A row has an answer for every column, and each column is a piece of memory
 * of its own: so codes are gathered for some rows, then looked up column by
 * column.
 */
#include "analyze/survey/answers_rows.h"

#include "analyze/base/query.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

/* Columns of the table that are read; those of the items follow. */
enum { ROW, MEMBER, SECONDS, ANSWERED_ON, ITEMS_AT };

static const char *const own_columns[ITEMS_AT + 1] = {"respondent", "member",
                                                      "seconds", "answered_on"};

enum {
    TILE = 64,    /* rows gathered */
    CODES = 256,  /* of a block */
    UNKNOWN = 252 /* no byte of an answer: a code that has not been met */
};

/* What the questionnaire is read with. */
struct reading {
    struct answers *a;
    const struct facts *f;
    int32_t as_of;
    struct tablescan *scan;
    size_t at;               /* of the row at hand */
    uint8_t (*known)[CODES]; /* by item and code, its byte or UNKNOWN */
    int8_t *tile;            /* codes of rows that are not in columns yet */
    size_t in_tile; /* these rows, the last ones before the row at hand */
    int64_t *codes; /* of a row that is no block */
};

struct tablescan *answers_rows_open(const struct answers *a, sqlite3 *db,
                                    const char *const *columns, bool items,
                                    struct diag *d)
{
    size_t n = 0, n_items = items ? a->n_items : 0;
    while (columns[n] != NULL)
        n++;
    const char **all = mem_array(NULL, n + n_items + 1, sizeof *all);
    char **names = mem_array(NULL, n_items, sizeof *names);
    memcpy(all, columns, n * sizeof *columns);
    for (size_t i = 0; i < n_items; i++)
        all[n + i] = names[i] = mem_format("i_%s", a->item[i].id);
    all[n + n_items] = NULL;
    char *table = mem_format("response_%s", a->id);
    struct tablescan *scan = tablescan_open_block(db, table, all, n, d);
    free(table);
    for (size_t i = 0; i < n_items; i++)
        free(names[i]);
    free(names);
    free(all);
    return scan;
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

static void put(struct reading *r, size_t at, size_t item, int64_t code)
{
    answers_put(r->a, at, item, code_of(&r->a->item[item], code));
}

/* Codes from FROM on that have not been met, or whose item has too many. */
static void put_unknown(struct reading *r, size_t from, size_t item,
                        const uint8_t *bytes)
{
    struct answer_column *c = &r->a->column[item];
    for (size_t t = 0; t < r->in_tile; t++) {
        int8_t code = r->tile[t * r->a->n_items + item];
        if (bytes[t] != UNKNOWN)
            continue;
        put(r, from + t, item, code == TABLESCAN_NONE ? ANSWER_NONE : code);
        if (c->byte != NULL)
            r->known[item][(uint8_t)code] = c->byte[from + t];
    }
}

/* Puts the rows of the tile into their columns. */
static void flush(struct reading *r)
{
    size_t from = r->at - r->in_tile, n = r->a->n_items;
    uint8_t bytes[TILE];
    for (size_t i = 0; i < n && r->in_tile > 0; i++) {
        uint8_t *known = r->known[i], *column = r->a->column[i].byte;
        if (column == NULL)
            memset(known, UNKNOWN, CODES);
        for (size_t t = 0; t < r->in_tile; t++)
            bytes[t] = known[(uint8_t)r->tile[t * n + i]];
        if (column != NULL)
            memcpy(column + from, bytes, r->in_tile);
        if (memchr(bytes, UNKNOWN, r->in_tile) != NULL)
            put_unknown(r, from, i, bytes);
    }
    r->in_tile = 0;
}

static void read_codes(struct reading *r)
{
    size_t n = r->a->n_items;
    const int8_t *codes = tablescan_block(r->scan);
    if (codes != NULL) {
        if (r->in_tile == TILE)
            flush(r);
        memcpy(r->tile + r->in_tile++ * n, codes, n);
        return;
    }
    flush(r);
    tablescan_integers(r->scan, ITEMS_AT, n, ANSWER_NONE, r->codes);
    for (size_t i = 0; i < n; i++)
        put(r, r->at, i, r->codes[i]);
}

static void read_row(struct reading *r)
{
    struct answers *a = r->a;
    const struct tablescan *s = r->scan;
    a->row[r->at] = tablescan_integer(s, ROW, -1);
    a->member[r->at] =
        facts_member_of_key(r->f, tablescan_integer(s, MEMBER, -1));
    a->seconds[r->at] = tablescan_int32(s, SECONDS, FACT_UNKNOWN);
    read_codes(r);
    r->at++;
}

static int fail_changed(const struct answers *a, struct diag *d)
{
    return diag_fail(d,
                     "the table of survey '%s' has rows that SQLite does not "
                     "count: the warehouse is damaged",
                     a->id);
}

/* A member's rows, or those of nobody, are in order if there is one. */
static int read_rows(struct reading *r, bool *in_order, struct diag *d)
{
    struct answers *a = r->a;
    int64_t last = -1;
    int got;
    *in_order = true;
    while ((got = tablescan_next(r->scan, d)) == 1) {
        if (tablescan_int32(r->scan, ANSWERED_ON, INT32_MIN) > r->as_of) {
            a->later++;
            continue;
        }
        if (r->at == a->n)
            return fail_changed(a, d);
        read_row(r);
        int32_t member = a->member[r->at - 1];
        int64_t now = member == FACT_NONE ? INT32_MAX : member;
        *in_order &= last < now;
        last = now;
    }
    flush(r);
    a->n = r->at;
    return got;
}

/*
 * Room for respondents: as many as there can be by their keys, unless these are
 * far apart for a file of that size; then they are counted.
 */
static int find_room(struct answers *a, sqlite3 *db, struct diag *d)
{
    char *sql =
        mem_format("SELECT (SELECT min(respondent) FROM response_%s), (SELECT"
                   " max(respondent) FROM response_%s), page_count * page_size"
                   " FROM pragma_page_count(), pragma_page_size()",
                   a->id, a->id);
    int64_t first = 0, last = -1, bytes = 0;
    struct query q = query_open(db, sql, d);
    free(sql);
    if (query_next(&q)) {
        first = query_integer(&q, 0, 0);
        last = query_integer(&q, 1, -1);
        bytes = query_integer(&q, 2, 0);
    }
    if (query_close(&q) != 0)
        return -1;
    uint64_t span = (uint64_t)last - (uint64_t)first + 1;
    a->n = (size_t)span;
    if (last < first || span <= (uint64_t)bytes / (a->n_items + 8))
        return 0;
    sql = mem_format("SELECT count(*) FROM response_%s", a->id);
    q = query_open(db, sql, d);
    free(sql);
    if (query_next(&q))
        a->n = (size_t)query_integer(&q, 0, 0);
    return query_close(&q);
}

static void open_rows(struct reading *r)
{
    struct answers *a = r->a;
    a->row = mem_array(NULL, a->n, sizeof *a->row);
    a->member = mem_array(NULL, a->n, sizeof *a->member);
    a->seconds = mem_array(NULL, a->n, sizeof *a->seconds);
    answers_columns(a);
    r->codes = mem_array(NULL, a->n_items, sizeof *r->codes);
    r->tile = mem_array(NULL, a->n_items, TILE);
    r->known = mem_array(NULL, a->n_items, sizeof *r->known);
    memset(r->known, UNKNOWN, a->n_items * sizeof *r->known);
    for (size_t i = 0; i < a->n_items; i++)
        r->known[i][(uint8_t)TABLESCAN_NONE] = ANSWER_BYTE_NONE;
}

int answers_rows_read(struct answers *a, sqlite3 *db, const struct facts *f,
                      int32_t as_of, bool *in_order, struct diag *d)
{
    if (find_room(a, db, d) != 0)
        return -1;
    struct reading r = {.a = a, .f = f, .as_of = as_of};
    r.scan = answers_rows_open(a, db, own_columns, true, d);
    if (r.scan == NULL)
        return -1;
    open_rows(&r);
    int result = read_rows(&r, in_order, d);
    tablescan_close(r.scan);
    free(r.codes);
    free(r.tile);
    free(r.known);
    return result;
}
