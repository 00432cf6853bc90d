/* tablefill.c - see tablefill.h. */
#include "lib/tablefill.h"

#include "lib/mem.h"
#include "lib/tableleaves.h"
#include "lib/warehouse.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
    WAITING = 8 << 20, /* bytes of records that are copied together */
    PUT = 2 << 20      /* that are put together as pages; they are fewer, lest
                          the zeros of pagelot.h leave the processor's cache */
};

static struct tablefill *make(sqlite3 *db, const char *table,
                              const char *const *columns)
{
    struct tablefill *f = mem_alloc(sizeof *f);
    f->db = db;
    f->table = mem_text(table);
    f->many = WAITING;
    while (columns[f->columns] != NULL)
        f->columns++;
    return f;
}

struct tablefill *tablefill_open(sqlite3 *db, const char *table,
                                 const char *const *columns, struct diag *d)
{
    struct tablefill *f = make(db, table, columns);
    f->copy = tablecopy_open(db, table, columns, d);
    if (f->copy != NULL)
        return f;
    tablefill_free(f);
    return NULL;
}

struct tablefill *tablefill_open_entity(sqlite3 *db, const char *table,
                                        const char *const *columns, bool mixed,
                                        struct diag *d)
{
    struct tablefill *f = make(db, table, columns);
    f->entity = true;
    f->mixed = mixed;
    f->ids = mem_alloc(sizeof *f->ids);
    f->copy = tablecopy_open_checked(db, table, columns, d);
    if (f->copy != NULL)
        return f;
    tablefill_free(f);
    return NULL;
}

void tablefill_start(struct tablefill *f, int64_t key)
{
    assert(f->pages == NULL && key >= 1);
    f->next = key;
}

/* Puts the leaves; as pagelot_put(). */
static int put_leaves(struct tablefill *f, struct diag *d)
{
    struct tableleaves *leaves = tablepages_leaves(f->pages);
    struct treepages *tree = &leaves->tree;
    if (tree->page != 0)
        tableleaves_end(leaves);
    int result = pagelot_put(f->lot, tree, 1, d);
    if (result == 1) {
        tablepages_again(f->pages);
        f->bytes = 0;
    }
    return result;
}

static void drop_ids(struct tablefill *f)
{
    if (f->ids != NULL)
        indexkeys_free(f->ids);
    free(f->ids);
    f->ids = NULL;
}

/* Finds out which way to go; as pagelot_put(). */
static int try_pages(struct tablefill *f, struct diag *d)
{
    f->tried = true;
    if (tablepages_leaves(f->pages)->tree.n_children == 0)
        return 0; /* of one leaf no tree is made */
    int result = pagelot_open(&f->lot, f->db, f->table, d);
    if (result == 1)
        result = put_leaves(f, d);
    if (result != 0)
        return result;
    struct pagelot *lot = f->lot;
    f->lot = NULL;
    return pagelot_close(lot, d);
}

static int copy_pages(struct tablefill *f, struct diag *d)
{
    f->tried = true;
    drop_ids(f);
    tablecopy_finish(f->copy, f->pages);
    int result = tablecopy_insert(f->copy, f->pages, d);
    if (f->next > 0 && !f->entity)
        f->next += tablepages_rows(f->pages);
    tablepages_free(f->pages);
    f->pages = NULL;
    f->bytes = 0;
    return result;
}

static int store_some(struct tablefill *f, struct diag *d)
{
    int result = 0;
    if (f->lot != NULL)
        result = put_leaves(f, d);
    else if (!f->tried)
        result = try_pages(f, d);
    if (result != 0)
        return result < 0 ? -1 : 0;
    return copy_pages(f, d);
}

/* The index over the ids, and the highest key that was given. */
static int finish_entity(struct tablefill *f, struct pagelot *lot, int64_t last,
                         struct diag *d)
{
    char *index = mem_format("sqlite_autoindex_%s_1", f->table);
    char *sql = mem_format(
        "INSERT INTO main.sqlite_sequence (name, seq) SELECT '%s', 0"
        " WHERE NOT EXISTS (SELECT 1 FROM main.sqlite_sequence WHERE name ="
        " '%s'); UPDATE main.sqlite_sequence SET seq = max(seq, %" PRId64
        ") WHERE name = '%s'",
        f->table, f->table, last, f->table);
    int result = indexkeys_put(f->ids, lot, index, d);
    if (result == 0)
        result = warehouse_run(f->db, sql, d);
    free(index);
    free(sql);
    drop_ids(f);
    return result;
}

/* Puts the rest and ends the tree. */
static int finish_pages(struct tablefill *f, struct diag *d)
{
    struct tableleaves *leaves = tablepages_leaves(f->pages);
    struct pagelot *lot = f->lot;
    if (put_leaves(f, d) != 1)
        return -1;
    treepages_clear(&leaves->tree);
    if (pagelot_finish(lot, &leaves->tree, f->table, d) != 0)
        return -1;
    if (f->entity && finish_entity(f, lot, leaves->key, d) != 0)
        return -1;
    if (f->next > 0)
        f->next = leaves->key + 1;
    tablepages_free(f->pages);
    f->pages = NULL;
    f->lot = NULL;
    return pagelot_close(lot, d);
}

/* The second value of the record is the id of the row. */
static void add_id(struct tablefill *f)
{
    uint64_t type = 0;
    const unsigned char *at = f->record.types + 1;
    do
        type = type << 7 | (*at & 0x7F);
    while ((*at++ & 0x80) != 0);
    indexkeys_add(f->ids, f->record.values, (size_t)(type - 13) / 2, f->next);
}

static struct tableleaves *begin_row(struct tablefill *f)
{
    if (f->pages == NULL) {
        f->pages = tablecopy_pages(f->copy);
        if (f->next > 0)
            tablepages_start(f->pages, f->next);
    }
    return tablepages_leaves(f->pages);
}

static int64_t row_key(const struct tablefill *f,
                       const struct tableleaves *leaves)
{
    return f->entity ? f->next : leaves->key + 1;
}

/* Room for a record of LENGTH bytes; NULL: it is too long for a leaf. */
static unsigned char *add_room(struct tablefill *f, size_t length)
{
    struct tableleaves *leaves = begin_row(f);
    if (length > TABLELEAVES_SHORT)
        return NULL;
    return tableleaves_room(leaves, row_key(f, leaves), length);
}

static int end_row(struct tablefill *f, size_t length, struct diag *d)
{
    f->bytes += length;
    return f->bytes < (f->lot != NULL ? PUT : f->many) ? 0 : store_some(f, d);
}

int tablefill_add(struct tablefill *f, const unsigned char *record,
                  size_t length, struct diag *d)
{
    struct tableleaves *leaves = begin_row(f);
    tableleaves_add(leaves, row_key(f, leaves), record, length);
    return end_row(f, length, d);
}

static int add_kept(void *to, int64_t key, const unsigned char *record,
                    size_t length, struct diag *d)
{
    struct tablefill *f = to;
    f->next = key;
    return tablefill_add(f, record, length, d);
}

int tablefill_flush(struct tablefill *f, struct diag *d)
{
    if (f->kept.count > 0) {
        int result = keyedrows_each(&f->kept, add_kept, f, d);
        keyedrows_free(&f->kept);
        if (result != 0)
            return -1;
    }
    if (f->pages == NULL)
        return 0;
    return f->lot != NULL ? finish_pages(f, d) : copy_pages(f, d);
}

/* Keeps f->record until all are there. */
static void keep_row(struct tablefill *f, size_t length)
{
    tablerecord_write(&f->record, keyedrows_room(&f->kept, f->next, length));
    tablerecord_begin(&f->record);
}

int tablefill_end_row(struct tablefill *f, struct diag *d)
{
    assert(f->record.count == f->columns);
    size_t length = tablerecord_length(&f->record);
    if (f->ids != NULL)
        add_id(f);
    if (f->mixed) {
        keep_row(f, length);
        return 0;
    }
    unsigned char *to = add_room(f, length);
    if (to != NULL) {
        tablerecord_write(&f->record, to);
        tablerecord_begin(&f->record);
        return end_row(f, length, d);
    }
    unsigned char *record = mem_array(NULL, length, 1);
    tablerecord_write(&f->record, record);
    tablerecord_begin(&f->record);
    int result = tablefill_add(f, record, length, d);
    free(record);
    return result;
}

/* The bytes of an integer, the highest first; returns their end. */
static unsigned char *put_integer(unsigned char *to, int64_t value,
                                  size_t length)
{
    while (length-- > 0)
        *to++ = (unsigned char)((uint64_t)value >> 8 * length);
    return to;
}

/* By the way of f->record, as its head is too long for one byte. */
static int add_parts(struct tablefill *f, int64_t first,
                     const struct tablerecord *middle, int64_t last,
                     struct diag *d)
{
    tablerecord_integer(&f->record, first);
    tablerecord_append(&f->record, middle);
    tablerecord_integer(&f->record, last);
    return tablefill_end_row(f, d);
}

int tablefill_add_around(struct tablefill *f, int64_t first,
                         const struct tablerecord *middle, int64_t last,
                         struct diag *d)
{
    size_t first_length, last_length;
    unsigned char first_type = tablerecord_type(first, &first_length);
    unsigned char last_type = tablerecord_type(last, &last_length);
    size_t head = 3 + middle->n_types;
    size_t length = head + first_length + middle->n_values + last_length;
    assert(middle->count + 2 == f->columns && !f->entity);
    unsigned char *to = head < 128 ? add_room(f, length) : NULL;
    if (to == NULL)
        return add_parts(f, first, middle, last, d);
    *to++ = (unsigned char)head;
    *to++ = first_type;
    memcpy(to, middle->types, middle->n_types);
    to += middle->n_types;
    *to++ = last_type;
    to = put_integer(to, first, first_length);
    memcpy(to, middle->values, middle->n_values);
    put_integer(to + middle->n_values, last, last_length);
    return end_row(f, length, d);
}

void tablefill_free(struct tablefill *f)
{
    if (f == NULL)
        return;
    tablepages_free(f->pages);
    pagelot_free(f->lot);
    tablecopy_close(f->copy);
    free(f->table);
    tablerecord_free(&f->record);
    drop_ids(f);
    keyedrows_free(&f->kept);
    free(f);
}
