/* response_table.c - see response_table.h. */
#include "ingest/survey/response_table.h"

#include "lib/mem.h"
#include "lib/warehouse.h"

#include <stdlib.h>
#include <string.h>

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
static int open_rows(struct response_table *t, sqlite3 *db,
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
    t->rows = tablefill_open(db, name, columns, d);
    free(name);
    for (size_t i = 0; i < plan->count; i++)
        free(items[i]);
    free(items);
    free(columns);
    return t->rows != NULL ? 0 : -1;
}

/* Keys that were given are never given again. */
static int start_rows(struct response_table *t, sqlite3 *db,
                      const struct survey_plan *plan, struct diag *d)
{
    sqlite3_stmt *q = warehouse_prepare(
        db, "SELECT seq FROM sqlite_sequence WHERE name = 'response_' || ?1",
        d);
    if (q == NULL)
        return -1;
    sqlite3_bind_text(q, 1, plan->book->survey, -1, SQLITE_STATIC);
    int got = warehouse_step(q, d);
    int64_t last = got == 1 ? sqlite3_column_int64(q, 0) : 0;
    sqlite3_finalize(q);
    tablefill_start(t->rows, last + 1);
    return got < 0 ? -1 : 0;
}

int response_table_open(struct response_table *t, sqlite3 *db,
                        const struct survey_input *input, struct diag *d)
{
    match_items(t, input);
    return open_rows(t, db, input->plan, d) == 0
               ? start_rows(t, db, input->plan, d)
               : -1;
}

void response_table_free(struct response_table *t)
{
    tablefill_free(t->rows);
    free(t->items);
    *t = (struct response_table){0};
}
