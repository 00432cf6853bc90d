/*
 * tablescan.c - see tablescan.h.
 *
 * Of the tree of pages only the way from the root to the leaf at hand is kept;
 * the file is read page by page. A record is decoded in one pass: of each
 * column its type and where its value lies.
 */
#include "lib/tablescan.h"

#include "lib/mem.h"
#include "lib/pagefile.h"
#include "lib/warehouse.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { LEAF = 13, INTERIOR = 5, LEAF_HEAD = 8, INTERIOR_HEAD = 12, DEPTH = 20 };

/* A page on the way to the leaf. */
struct level {
    unsigned char *page;
    size_t cells, at; /* of them, the next one to visit */
};

/* A value of the record: its serial type, and where it begins. */
struct value {
    uint64_t type;
    const unsigned char *bytes;
};

struct tablescan {
    struct pagefile *file;
    struct level levels[DEPTH];
    size_t depth;    /* levels in use */
    uint64_t visits; /* of pages; each is visited once at most */
    size_t *place;   /* of each wanted column, in the table; KEY: the key */
    size_t n_wanted;
    struct value *values; /* of the record, by column of the table */
    size_t n_values, n_columns;
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

/* Reads a varint and moves AT; 0 and beyond END if it does not end before. */
static uint64_t get_varint(const unsigned char **at, const unsigned char *end)
{
    uint64_t value = 0;
    for (int i = 0; i < 9; i++) {
        if (*at >= end) {
            *at = end + 1;
            return 0;
        }
        unsigned char byte = *(*at)++;
        if (i == 8)
            return value << 8 | byte;
        value = value << 7 | (byte & 0x7F);
        if (byte < 0x80)
            break;
    }
    return value;
}

/* Where the head of a page begins. */
static size_t head_at(uint32_t page)
{
    return page == 1 ? 100 : 0;
}

/* Reads PAGE; pages that lead back to one another come to an end. */
static int visit(struct tablescan *s, uint32_t page, unsigned char *to,
                 struct diag *d)
{
    if (s->visits++ == pagefile_bytes(s->file) / pagefile_size(s->file))
        return fail_damaged(d);
    return pagefile_read(s->file, page, to, d);
}

/* Goes down to PAGE. */
static int descend(struct tablescan *s, uint32_t page, struct diag *d)
{
    if (s->depth == DEPTH)
        return fail_damaged(d);
    struct level *l = &s->levels[s->depth];
    if (l->page == NULL)
        l->page = mem_alloc(pagefile_size(s->file));
    if (visit(s, page, l->page, d) != 0)
        return -1;
    /* The root of a table is never page 1, so no head lies behind it. */
    if (head_at(page) != 0)
        return fail_damaged(d);
    l->at = 0;
    l->cells = get_16(l->page + 3);
    size_t head = l->page[0] == LEAF ? LEAF_HEAD : INTERIOR_HEAD;
    if ((l->page[0] != LEAF && l->page[0] != INTERIOR) ||
        head + 2 * l->cells > pagefile_usable(s->file))
        return fail_damaged(d);
    s->depth++;
    return 0;
}

/* The cell AT of a page, or NULL. */
static const unsigned char *find_cell(const struct tablescan *s,
                                      const struct level *l, size_t at)
{
    size_t head = l->page[0] == LEAF ? LEAF_HEAD : INTERIOR_HEAD;
    size_t place = get_16(l->page + head + 2 * at);
    return place < head || place + 4 > pagefile_usable(s->file)
               ? NULL
               : l->page + place;
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
    size_t part = pagefile_usable(s->file) - 4;
    if (s->room < length) {
        s->payload = mem_array(s->payload, length, 1);
        s->room = length;
    }
    memcpy(s->payload, from, local);
    uint32_t next = get_32(from + local);
    unsigned char *page = mem_alloc(pagefile_size(s->file));
    int result = 0;
    for (size_t done = local; done < length && result == 0;) {
        result = visit(s, next, page, d);
        size_t take = length - done < part ? length - done : part;
        memcpy(s->payload + done, page + 4, take);
        next = get_32(page);
        done += take;
    }
    free(page);
    return result == 0 && next != 0 ? fail_damaged(d) : result;
}

/* The bytes of a value of TYPE. */
static size_t value_length(uint64_t type)
{
    static const unsigned char lengths[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
    return type < 12 ? lengths[type] : (size_t)((type - 12) / 2);
}

/* Finds the values of a record between AT and END. */
static int decode(struct tablescan *s, const unsigned char *at,
                  const unsigned char *end, struct diag *d)
{
    const unsigned char *start = at;
    uint64_t head = get_varint(&at, end);
    if (at > end || head > (uint64_t)(end - start) ||
        head < (uint64_t)(at - start))
        return fail_damaged(d);
    const unsigned char *types_end = start + head, *body = types_end;
    size_t n = 0;
    while (at < types_end) {
        uint64_t type = *at;
        if (type < 0x80)
            at++;
        else
            type = get_varint(&at, types_end);
        size_t length = value_length(type);
        if (n == s->n_columns || at > types_end ||
            length > (size_t)(end - body))
            return fail_damaged(d);
        s->values[n++] = (struct value){type, body};
        body += length;
    }
    s->n_values = n;
    return 0;
}

/* Reads the cell at hand of a leaf. */
static int read_cell(struct tablescan *s, struct level *l, struct diag *d)
{
    const unsigned char *end = l->page + pagefile_usable(s->file);
    const unsigned char *at = find_cell(s, l, l->at++);
    if (at == NULL)
        return fail_damaged(d);
    uint64_t length = get_varint(&at, end);
    int64_t key = (int64_t)get_varint(&at, end);
    if (at > end || length > pagefile_bytes(s->file) ||
        (s->begun && key <= s->key))
        return fail_damaged(d);
    s->key = key;
    s->begun = true;
    size_t local = local_length((size_t)length, pagefile_usable(s->file));
    size_t whole = local < length ? local + 4 : local;
    if (whole > (size_t)(end - at))
        return fail_damaged(d);
    if (local == length)
        return decode(s, at, at + length, d);
    return gather(s, at, (size_t)length, local, d) == 0
               ? decode(s, s->payload, s->payload + length, d)
               : -1;
}

int tablescan_next(struct tablescan *s, struct diag *d)
{
    while (s->depth > 0) {
        struct level *l = &s->levels[s->depth - 1];
        bool leaf = l->page[0] == LEAF;
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

/* Big-endian, of LENGTH bytes, with its sign. */
static int64_t get_integer(const unsigned char *bytes, size_t length)
{
    uint64_t value = bytes[0] >= 0x80 ? UINT64_MAX : 0;
    for (size_t i = 0; i < length; i++)
        value = value << 8 | bytes[i];
    return (int64_t)value;
}

static inline int64_t integer_of(const struct tablescan *s, size_t column,
                                 int64_t otherwise)
{
    size_t place = s->place[column];
    if (place == KEY)
        return s->key;
    if (place >= s->n_values)
        return otherwise;
    const struct value *v = &s->values[place];
    if (v->type == 1)
        return (int8_t)v->bytes[0];
    if (v->type > 1 && v->type <= 6)
        return get_integer(v->bytes, value_length(v->type));
    return v->type == 8 || v->type == 9 ? (int64_t)v->type - 8 : otherwise;
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

const char *tablescan_text(const struct tablescan *s, size_t column,
                           size_t *length)
{
    size_t place = s->place[column];
    *length = 0;
    if (place >= s->n_values || s->values[place].type < 13 ||
        s->values[place].type % 2 == 0)
        return NULL;
    *length = value_length(s->values[place].type);
    return (const char *)s->values[place].bytes;
}

/* Finds the wanted columns; a column that is the key has no value. */
static int find_columns(struct tablescan *s, sqlite3 *db, const char *table,
                        const char *const *columns, struct diag *d)
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
                s->place[i] = key ? KEY : s->n_columns;
                found++;
            }
        s->n_columns++;
    }
    sqlite3_finalize(q);
    if (got == 0 && found != s->n_wanted)
        return diag_fail(
            d, "table %s has other columns than this program reads", table);
    s->values = mem_array(NULL, s->n_columns, sizeof *s->values);
    return got;
}

struct tablescan *tablescan_open(sqlite3 *db, const char *table,
                                 const char *const *columns, struct diag *d)
{
    struct tablescan *s = mem_alloc(sizeof *s);
    while (columns[s->n_wanted] != NULL)
        s->n_wanted++;
    s->place = mem_array(NULL, s->n_wanted, sizeof *s->place);
    uint32_t root;
    s->file = pagefile_open(db, table, &root, d);
    if (s->file != NULL && find_columns(s, db, table, columns, d) == 0 &&
        descend(s, root, d) == 0)
        return s;
    tablescan_close(s);
    return NULL;
}

void tablescan_close(struct tablescan *s)
{
    if (s == NULL)
        return;
    pagefile_close(s->file);
    for (size_t i = 0; i < DEPTH; i++)
        free(s->levels[i].page);
    free(s->place);
    free(s->values);
    free(s->payload);
    free(s);
}
