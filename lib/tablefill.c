/* tablefill.c - see tablefill.h. */
#include "lib/tablefill.h"

#include "lib/mem.h"
#include "lib/tableleaves.h"

#include <assert.h>
#include <stdlib.h>

enum {
    WAITING = 8 << 20, /* bytes of records that are copied together */
    PUT = 2 << 20      /* that are put together as pages; they are fewer, lest
                          the zeros of pagelot.h leave the processor's cache */
};

struct tablefill *tablefill_open(sqlite3 *db, const char *table,
                                 const char *const *columns, struct diag *d)
{
    struct tablefill *f = mem_alloc(sizeof *f);
    f->db = db;
    f->table = mem_text(table);
    f->many = WAITING;
    while (columns[f->columns] != NULL)
        f->columns++;
    f->copy = tablecopy_open(db, table, columns, d);
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
    tablecopy_finish(f->copy, f->pages);
    int result = tablecopy_insert(f->copy, f->pages, d);
    if (f->next > 0)
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
    if (f->next > 0)
        f->next = leaves->key + 1;
    tablepages_free(f->pages);
    f->pages = NULL;
    f->lot = NULL;
    return pagelot_close(lot, d);
}

int tablefill_flush(struct tablefill *f, struct diag *d)
{
    if (f->pages == NULL)
        return 0;
    return f->lot != NULL ? finish_pages(f, d) : copy_pages(f, d);
}

int tablefill_add(struct tablefill *f, const unsigned char *record,
                  size_t length, struct diag *d)
{
    if (f->pages == NULL) {
        f->pages = tablecopy_pages(f->copy);
        if (f->next > 0)
            tablepages_start(f->pages, f->next);
    }
    tablepages_add_record(f->pages, record, length);
    f->bytes += length;
    return f->bytes < (f->lot != NULL ? PUT : f->many) ? 0 : store_some(f, d);
}
int tablefill_end_row(struct tablefill *f, struct diag *d)
{
    assert(f->record.count == f->columns);
    size_t length = tablerecord_length(&f->record);
    if (f->room < length) {
        f->room = 2 * length;
        f->written = mem_realloc(f->written, f->room);
    }
    tablerecord_write(&f->record, f->written);
    tablerecord_begin(&f->record);
    return tablefill_add(f, f->written, length, d);
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
    free(f->written);
    free(f);
}
