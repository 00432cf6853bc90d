/* tablefill.c - see tablefill.h. */
#include "lib/tablefill.h"

#include "lib/mem.h"

#include <assert.h>
#include <stdlib.h>

enum { WAITING = 8 << 20 }; /* bytes of records that are stored together */

struct tablefill *tablefill_open(sqlite3 *db, const char *table,
                                 const char *const *columns, struct diag *d)
{
    struct tablefill *f = mem_alloc(sizeof *f);
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

int tablefill_flush(struct tablefill *f, struct diag *d)
{
    if (f->pages == NULL)
        return 0;
    tablecopy_finish(f->copy, f->pages);
    int result = tablecopy_insert(f->copy, f->pages, d);
    if (f->next > 0)
        f->next += tablepages_rows(f->pages);
    tablepages_free(f->pages);
    f->pages = NULL;
    f->bytes = 0;
    return result;
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
    return f->bytes < WAITING ? 0 : tablefill_flush(f, d);
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
    tablecopy_close(f->copy);
    tablerecord_free(&f->record);
    free(f->written);
    free(f);
}
