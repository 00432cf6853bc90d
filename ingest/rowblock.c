/* rowblock.c - see rowblock.h. */
#include "ingest/rowblock.h"

#include "lib/mem.h"

#include <stdlib.h>

static void make_room(struct rowblock *b, const struct rows *rows)
{
    b->fields = source_fields(rows->source);
    b->width = b->fields + rows->columns.n_attributes;
    b->n_raw = rows->plan.n_raw;
    b->cells = mem_array(NULL, ROWBLOCK_ROWS * b->width, sizeof *b->cells);
    b->raw = mem_array(NULL, ROWBLOCK_ROWS * b->n_raw, sizeof *b->raw);
    for (size_t i = 0; i < ROWBLOCK_ROWS * b->width; i++)
        b->cells[i] = (struct cell){.second = -1};
}

/* The current row of ROWS has its cells in place I. */
static void set_place(const struct rowblock *b, size_t i, struct rows *rows)
{
    rows->cells = rowblock_cell(b, i, 0);
    rows->attributes = rows->cells + b->fields;
    rows->raw = b->raw + i * b->n_raw;
}

int rowblock_add(struct rowblock *b, struct rows *rows, struct diag *d)
{
    if (b->cells == NULL)
        make_room(b, rows);
    set_place(b, b->count, rows);
    int got = rows_next(rows, d);
    if (got == 1)
        b->rows[b->count++].line = rows->line;
    return got;
}

void rowblock_keep(struct rowblock *b, struct rows *rows)
{
    b->rows[b->count - 1].bad = rows->bad;
    rows->bad = false; /* it is counted when it was dealt with */
}

bool rowblock_full(const struct rowblock *b, const struct rows *rows)
{
    /* The rows of a wide record share a line, and their faults an order. */
    return b->count == (rows->wide ? 1 : ROWBLOCK_ROWS);
}

void rowblock_clear(struct rowblock *b, struct rows *rows)
{
    rows_done(rows);
    b->count = 0;
}

void rowblock_show(const struct rowblock *b, size_t i, struct rows *rows)
{
    rows_done(rows);
    set_place(b, i, rows);
    rows->line = b->rows[i].line;
    rows->bad = b->rows[i].bad;
}

struct cell *rowblock_cell(const struct rowblock *b, size_t i, size_t field)
{
    return &b->cells[i * b->width + field];
}

void rowblock_free(struct rowblock *b)
{
    free(b->cells);
    free(b->raw);
    *b = (struct rowblock){0};
}
