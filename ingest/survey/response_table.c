/* response_table.c - see response_table.h. */
#include "ingest/survey/response_table.h"

#include "lib/mem.h"
#include "lib/warehouse.h"

#include <stdlib.h>
#include <string.h>

enum { WAITING = 8 << 20 }; /* bytes of rows that are stored together */

/* The columns before those of items. */
static const char *const own_columns[] = {
    "respondent",  "respondent_id", "member", "rater",
    "answered_on", "seconds",       "batch",  "line",
};

/* The place in BOOK of the item ID, or -1. */
static long find_item(const struct codebook *book, const char *id)
{
    for (size_t i = 0; i < book->count; i++)
        if (strcmp(book->items[i].id, id) == 0)
            return (long)i;
    return -1;
}

static void match_items(struct response_table *t,
                        const struct survey_input *input)
{
    const struct survey_plan *plan = input->plan;
    t->n_items = plan->count;
    t->items = mem_array(NULL, plan->count, sizeof *t->items);
    for (size_t i = 0; i < plan->count; i++)
        t->items[i] = (struct response_column){
            .item = find_item(input->book, plan->items[i].id),
            .text = plan->items[i].kind == CODEBOOK_TEXT,
        };
}

/* Checks that the table has the columns of the plan. */
static int open_copy(struct response_table *t, sqlite3 *db,
                     const struct survey_plan *plan, struct diag *d)
{
    size_t own = COUNT_OF(own_columns);
    const char **columns =
        mem_array(NULL, own + plan->count + 1, sizeof *columns);
    char **items = mem_array(NULL, plan->count, sizeof *items);
    memcpy(columns, own_columns, sizeof own_columns);
    for (size_t i = 0; i < plan->count; i++)
        columns[own + i] = items[i] = mem_format("i_%s", plan->items[i].id);
    columns[own + plan->count] = NULL;
    char *name = mem_format("response_%s", plan->book->survey);
    t->copy = tablecopy_open(db, name, columns, d);
    free(name);
    for (size_t i = 0; i < plan->count; i++)
        free(items[i]);
    free(items);
    free(columns);
    return t->copy != NULL ? 0 : -1;
}

/* Keys that were given are never given again. */
static int find_next(struct response_table *t, sqlite3 *db,
                     const struct survey_plan *plan, struct diag *d)
{
    sqlite3_stmt *q = warehouse_prepare(
        db, "SELECT seq FROM sqlite_sequence WHERE name = 'response_' || ?1",
        d);
    if (q == NULL)
        return -1;
    sqlite3_bind_text(q, 1, plan->book->survey, -1, SQLITE_STATIC);
    int got = warehouse_step(q, d);
    t->next = got == 1 ? sqlite3_column_int64(q, 0) + 1 : 1;
    sqlite3_finalize(q);
    return got < 0 ? -1 : 0;
}

int response_table_open(struct response_table *t, sqlite3 *db,
                        const struct survey_input *input, struct diag *d)
{
    match_items(t, input);
    return open_copy(t, db, input->plan, d) == 0
               ? find_next(t, db, input->plan, d)
               : -1;
}

static int flush(struct response_table *t, struct diag *d)
{
    if (t->pages == NULL)
        return 0;
    tablecopy_finish(t->copy, t->pages);
    int result = tablecopy_insert(t->copy, t->pages, d);
    t->next += tablepages_rows(t->pages);
    tablepages_free(t->pages);
    t->pages = NULL;
    t->bytes = 0;
    return result;
}

int response_table_add(struct response_table *t, const unsigned char *record,
                       size_t length, struct diag *d)
{
    if (t->pages == NULL) {
        t->pages = tablecopy_pages(t->copy);
        tablepages_start(t->pages, t->next);
    }
    tablepages_add_record(t->pages, record, length);
    t->bytes += length;
    return t->bytes < WAITING ? 0 : flush(t, d);
}

int response_table_close(struct response_table *t, struct diag *d)
{
    return flush(t, d);
}

void response_table_free(struct response_table *t)
{
    tablepages_free(t->pages);
    tablecopy_close(t->copy);
    free(t->items);
    *t = (struct response_table){0};
}
