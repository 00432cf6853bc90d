/*
 * tablescan.c - see tablescan.h.
 *
 * Of the tree of pages only the way from the root to the leaf at hand is kept:
 * inner pages are copied, the leaf lies in what pagefile.h has read last.
 */
#include "lib/tablescan.h"

#include "lib/mem.h"
#include "lib/pagefile.h"
#include "lib/recordread.h"
#include "lib/warehouse.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { LEAF = 13, INTERIOR = 5, LEAF_HEAD = 8, INTERIOR_HEAD = 12, DEPTH = 20 };

/* A page on the way to the leaf, which is one itself. */
struct level {
    const unsigned char *page;
    unsigned char *copy;    /* of an inner page */
    size_t head, cells, at; /* of the cells, the next one to visit */
};

struct tablescan {
    struct pagefile *file;
    size_t page_size, usable;
    struct level levels[DEPTH];
    size_t depth;    /* levels in use */
    uint64_t visits; /* of pages; each is visited once at most */
    size_t *place;   /* of each wanted column, in the table; KEY: the key */
    size_t n_wanted;
    struct recordread record;
    int64_t key; /* of the row at hand, if BEGUN; keys ascend */
    bool begun;
    unsigned char *payload; /* of a record that does not lie in one page */
    size_t room;
};

static const size_t KEY = SIZE_MAX;

static int fail_damaged(struct diag *d)
{
    return diag_fail(d, "the warehouse is damaged: a page is not what it should"
                        " be; load the inputs into a new file");
}

static uint32_t get_16(const unsigned char *at)
{
    return (uint32_t)at[0] << 8 | at[1];
}

static uint32_t get_32(const unsigned char *at)
{
    return get_16(at) << 16 | get_16(at + 2);
}

/* Counts a page; those that lead back to one another come to an end. */
static int visit(struct tablescan *s, struct diag *d)
{
    if (s->visits++ == pagefile_bytes(s->file) / s->page_size)
        return fail_damaged(d);
    return 0;
}

/* Goes down to PAGE. The root of a table is never page 1. */
static int descend(struct tablescan *s, uint32_t page, struct diag *d)
{
    if (s->depth == DEPTH || page == 1)
        return fail_damaged(d);
    struct level *l = &s->levels[s->depth];
    if (visit(s, d) != 0 || (l->page = pagefile_look(s->file, page, d)) == NULL)
        return -1;
    l->at = 0;
    l->cells = get_16(l->page + 3);
    l->head = l->page[0] == LEAF ? LEAF_HEAD : INTERIOR_HEAD;
    if ((l->page[0] != LEAF && l->page[0] != INTERIOR) ||
        l->head + 2 * l->cells > s->usable)
        return fail_damaged(d);
    if (l->page[0] == INTERIOR) {
        if (l->copy == NULL)
            l->copy = mem_alloc(s->page_size + PAGEFILE_SLACK);
        l->page = memcpy(l->copy, l->page, s->page_size);
    }
    s->depth++;
    return 0;
}

/* The cell AT of a page, or NULL. */
static const unsigned char *find_cell(const struct tablescan *s,
                                      const struct level *l, size_t at)
{
    size_t place = get_16(l->page + l->head + 2 * at);
    return place < l->head || place + 4 > s->usable ? NULL : l->page + place;
}

/* The next child of an interior page; the last is in its head. */
static int visit_child(struct tablescan *s, struct level *l, struct diag *d)
{
    const unsigned char *from =
        l->at < l->cells ? find_cell(s, l, l->at) : l->page + LEAF_HEAD;
    if (from == NULL)
        return fail_damaged(d);
    l->at++;
    return descend(s, get_32(from), d);
}

/* How much of a record lies in its leaf, U being the usable bytes. */
static size_t local_length(size_t length, size_t u)
{
    size_t most = u - 35, least = (u - 12) * 32 / 255 - 23;
    if (length <= most)
        return length;
    size_t local = least + (length - least) % (u - 4);
    return local <= most ? local : least;
}

/* Gathers a record of LENGTH bytes that begins at FROM and goes on in a
   chain of pages. */
static int gather(struct tablescan *s, const unsigned char *from, size_t length,
                  size_t local, struct diag *d)
{
    size_t part = s->usable - 4;
    if (s->room < length) {
        s->payload = mem_realloc(s->payload, length + PAGEFILE_SLACK);
        s->room = length;
    }
    memcpy(s->payload, from, local);
    uint32_t next = get_32(from + local);
    unsigned char *page = mem_alloc(s->page_size);
    int result = 0;
    for (size_t done = local; done < length && result == 0;) {
        result = visit(s, d) != 0 ? -1 : pagefile_read(s->file, next, page, d);
        size_t take = length - done < part ? length - done : part;
        memcpy(s->payload + done, page + 4, take);
        next = get_32(page);
        done += take;
    }
    free(page);
    return result == 0 && next != 0 ? fail_damaged(d) : result;
}

/* Reads the record of LENGTH bytes that begins AT; END is that of the page. */
static int read_record(struct tablescan *s, const unsigned char *at,
                       const unsigned char *end, uint64_t length,
                       struct diag *d)
{
    if (length > RECORDREAD_MOST || length > pagefile_bytes(s->file))
        return fail_damaged(d);
    size_t local = local_length((size_t)length, s->usable);
    size_t whole = local < length ? local + 4 : local;
    if (whole > (size_t)(end - at))
        return fail_damaged(d);
    if (local < length) {
        if (gather(s, at, (size_t)length, local, d) != 0)
            return -1;
        at = s->payload;
    }
    return recordread_begin(&s->record, at, (size_t)length) ? 0
                                                            : fail_damaged(d);
}

/* Reads the cell at hand of a leaf. */
static int read_cell(struct tablescan *s, struct level *l, struct diag *d)
{
    const unsigned char *end = l->page + s->usable;
    const unsigned char *at = find_cell(s, l, l->at++);
    if (at == NULL)
        return fail_damaged(d);
    uint64_t length = recordread_varint(&at, end);
    int64_t key = (int64_t)recordread_varint(&at, end);
    if (at > end || (s->begun && key <= s->key))
        return fail_damaged(d);
    s->key = key;
    s->begun = true;
    return read_record(s, at, end, length, d);
}

int tablescan_next(struct tablescan *s, struct diag *d)
{
    while (s->depth > 0) {
        struct level *l = &s->levels[s->depth - 1];
        bool leaf = l->head == LEAF_HEAD;
        if (l->at == l->cells + (leaf ? 0 : 1)) {
            s->depth--;
            continue;
        }
        if (leaf)
            return read_cell(s, l, d) == 0 ? 1 : -1;
        if (visit_child(s, l, d) != 0)
            return -1;
    }
    return 0;
}

static inline int64_t integer_of(const struct tablescan *s, size_t column,
                                 int64_t otherwise)
{
    size_t place = s->place[column];
    return place == KEY ? s->key
                        : recordread_integer(&s->record, place, otherwise);
}

int64_t tablescan_integer(const struct tablescan *s, size_t column,
                          int64_t otherwise)
{
    return integer_of(s, column, otherwise);
}

void tablescan_integers(const struct tablescan *s, size_t first, size_t count,
                        int64_t otherwise, int64_t *to)
{
    for (size_t i = 0; i < count; i++)
        to[i] = integer_of(s, first + i, otherwise);
}

int32_t tablescan_int32(const struct tablescan *s, size_t column,
                        int32_t otherwise)
{
    int64_t value = tablescan_integer(s, column, otherwise);
    if (value > INT32_MAX)
        return INT32_MAX;
    return value < INT32_MIN ? INT32_MIN : (int32_t)value;
}

const int8_t *tablescan_block(const struct tablescan *s)
{
    return s->record.block.fits ? s->record.block.values : NULL;
}

const char *tablescan_text(const struct tablescan *s, size_t column,
                           size_t *length)
{
    return recordread_text(&s->record, s->place[column], length);
}

bool tablescan_stored(const struct tablescan *s, size_t first, size_t count,
                      struct tablescan_stored *stored)
{
    const struct recordread *r = &s->record;
    size_t place = s->place[first];
    if (place >= r->n_values || r->n_values - place < count)
        return false;
    stored->types = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t type = r->values[place + i].type;
        if (s->place[first + i] != place + i || type >= 0x80)
            return false;
        stored->types = stored->types << 8 | type;
    }
    const struct recordread_value *last = &r->values[place + count - 1];
    stored->bytes = r->body + r->values[place].at;
    stored->length =
        last->at + recordread_length(last->type) - r->values[place].at;
    return true;
}

/* Finds the wanted columns, up to N_COLUMNS of the table; a column that is the
   key has no value. */
static int find_columns(struct tablescan *s, sqlite3 *db, const char *table,
                        const char *const *columns, size_t *n_columns,
                        struct diag *d)
{
    sqlite3_stmt *q = warehouse_prepare(
        db, "SELECT name, type, pk FROM pragma_table_info(?1) ORDER BY cid", d);
    if (q == NULL)
        return -1;
    sqlite3_bind_text(q, 1, table, -1, SQLITE_STATIC);
    size_t found = 0;
    int got;
    while ((got = warehouse_step(q, d)) == 1) {
        const char *name = (const char *)sqlite3_column_text(q, 0);
        const char *type = (const char *)sqlite3_column_text(q, 1);
        bool key = sqlite3_column_int(q, 2) > 0 && strcmp(type, "INTEGER") == 0;
        for (size_t i = 0; i < s->n_wanted; i++)
            if (strcmp(columns[i], name) == 0) {
                s->place[i] = key ? KEY : *n_columns;
                found++;
            }
        ++*n_columns;
    }
    sqlite3_finalize(q);
    if (got == 0 && found != s->n_wanted)
        return diag_fail(
            d, "table %s has other columns than this program reads", table);
    return got;
}

/* The columns of the table up to the last of those wanted before FIRST. */
static size_t count_single(const struct tablescan *s, size_t first)
{
    size_t n = 0;
    for (size_t i = 0; i < first; i++)
        if (s->place[i] != KEY && s->place[i] >= n)
            n = s->place[i] + 1;
    return n;
}

struct tablescan *tablescan_open_block(sqlite3 *db, const char *table,
                                       const char *const *columns, size_t first,
                                       struct diag *d)
{
    struct tablescan *s = mem_alloc(sizeof *s);
    size_t n_columns = 0;
    while (columns[s->n_wanted] != NULL)
        s->n_wanted++;
    s->place = mem_array(NULL, s->n_wanted, sizeof *s->place);
    uint32_t root;
    s->file = pagefile_open(db, table, &root, d);
    if (s->file != NULL &&
        find_columns(s, db, table, columns, &n_columns, d) == 0) {
        s->page_size = pagefile_size(s->file);
        s->usable = pagefile_usable(s->file);
        if (first > s->n_wanted)
            first = s->n_wanted;
        recordread_open(&s->record, n_columns, count_single(s, first));
        if (first < s->n_wanted &&
            !recordread_open_block(&s->record, s->place + first,
                                   s->n_wanted - first))
            s->record.n_single = count_single(s, s->n_wanted);
        if (descend(s, root, d) == 0)
            return s;
    }
    tablescan_close(s);
    return NULL;
}

struct tablescan *tablescan_open(sqlite3 *db, const char *table,
                                 const char *const *columns, struct diag *d)
{
    return tablescan_open_block(db, table, columns, SIZE_MAX, d);
}

void tablescan_close(struct tablescan *s)
{
    if (s == NULL)
        return;
    pagefile_close(s->file);
    for (size_t i = 0; i < DEPTH; i++)
        free(s->levels[i].copy);
    free(s->place);
    recordread_free(&s->record);
    free(s->payload);
    free(s);
}
