/*
 * answers_rows.c - see answers_rows.h.
 *
 * A row has an answer for every column, and each column is a piece of memory
 * of its own: so answers are gathered for some rows, then copied column by
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
    TILE = 64, /* rows gathered */
    LOWEST = -128,
    CODES = 257,  /* of a block: LOWEST and up, then none */
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
    uint8_t (*tile)[TILE];   /* by item; rows that are not in columns yet */
    int64_t *codes;          /* of a row that is no block */
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

/* Copies the rows of the tile before the one at hand. */
static void flush(const struct reading *r)
{
    size_t count = r->at % TILE, from = r->at - count;
    if (count == 0 && r->at > 0) {
        count = TILE;
        from -= TILE;
    }
    for (size_t i = 0; i < r->a->n_items; i++)
        if (r->a->column[i].byte != NULL)
            memcpy(r->a->column[i].byte + from, r->tile[i], count);
}

static void put_slowly(struct reading *r, size_t item, int64_t code)
{
    struct answers *a = r->a;
    struct answer_column *c = &a->column[item];
    int kept = code_of(&a->item[item], code);
    if (c->wide == NULL && r->at % TILE != 0)
        flush(r); /* the column may become a wide one */
    answers_put(a, r->at, item, kept);
    if (c->wide != NULL) {
        memset(r->known[item], UNKNOWN, CODES);
        return;
    }
    r->tile[item][r->at % TILE] = c->byte[r->at];
    if (code >= LOWEST && code < -LOWEST)
        r->known[item][code - LOWEST] = c->byte[r->at];
}

/* Codes that have not been met, and of items that have too many. */
static void put_unknown(struct reading *r, const int16_t *codes)
{
    for (size_t i = 0; i < r->a->n_items; i++)
        if (r->known[i][codes[i] - LOWEST] == UNKNOWN)
            put_slowly(r, i,
                       codes[i] == TABLESCAN_NONE ? ANSWER_NONE : codes[i]);
}

static void put_block(struct reading *r, const int16_t *codes)
{
    size_t at = r->at % TILE;
    bool unknown = false;
    for (size_t i = 0; i < r->a->n_items; i++) {
        uint8_t byte = r->known[i][codes[i] - LOWEST];
        r->tile[i][at] = byte;
        unknown |= byte == UNKNOWN;
    }
    if (unknown)
        put_unknown(r, codes);
}

static void read_row(struct reading *r)
{
    struct answers *a = r->a;
    const struct tablescan *s = r->scan;
    const int16_t *codes = tablescan_block(s);
    a->row[r->at] = tablescan_integer(s, ROW, -1);
    a->member[r->at] =
        facts_member_of_key(r->f, tablescan_integer(s, MEMBER, -1));
    a->seconds[r->at] = tablescan_int32(s, SECONDS, FACT_UNKNOWN);
    if (codes != NULL) {
        put_block(r, codes);
    } else {
        tablescan_integers(s, ITEMS_AT, a->n_items, ANSWER_NONE, r->codes);
        for (size_t i = 0; i < a->n_items; i++)
            put_slowly(r, i, r->codes[i]);
    }
    r->at++;
    if (r->at % TILE == 0)
        flush(r);
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
    if (r->at % TILE != 0)
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
    r->tile = mem_alloc(a->n_items * sizeof *r->tile);
    r->known = mem_array(NULL, a->n_items, sizeof *r->known);
    memset(r->known, UNKNOWN, a->n_items * sizeof *r->known);
    for (size_t i = 0; i < a->n_items; i++)
        r->known[i][CODES - 1] = ANSWER_BYTE_NONE;
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
