/* csvcells.c - see csvcells.h. */
#include "lib/csvcells.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 4096, PARSER_STEP = 4096 };

void csvcells_init(struct csvcells *c, char delimiter)
{
    memset(c, 0, sizeof *c);
    csv_init(&c->parser, CSV_STRICT);
    csv_set_delim(&c->parser, (unsigned char)delimiter);
    csv_set_realloc_func(&c->parser, mem_realloc);
    csv_set_blk_size(&c->parser, PARSER_STEP);
    c->room = FIRST_ROOM;
    c->text = mem_realloc(NULL, c->room);
}

/* No record that is parsed holds a NUL, so nothing is a quote then. */
void csvcells_unquote(struct csvcells *c)
{
    csv_set_quote(&c->parser, '\0');
}

void csvcells_free(struct csvcells *c)
{
    csv_free(&c->parser);
    free(c->text);
    free(c->cells);
    memset(c, 0, sizeof *c);
}

/* libcsv calls back here. The buffer has room: a cell is no longer than what
   it is parsed from. */
static void on_cell(void *bytes, size_t length, void *self)
{
    struct csvcells *c = self;
    c->cells = mem_grow(c->cells, c->count, &c->slots, sizeof *c->cells);
    char *to = c->text + c->used;
    if (length > 0)
        memcpy(to, bytes, length);
    c->cells[c->count++] = (struct csvfile_cell){to, length};
    c->used += length;
}

static void on_record(int line_end, void *self)
{
    (void)line_end;
    ((struct csvcells *)self)->records++;
}

void csvcells_keep(struct csvcells *c, size_t length)
{
    c->kept = true;
    c->room = length > 0 ? length : 1;
    c->text = mem_realloc(c->text, c->room);
}

int csvcells_parse(struct csvcells *c, const char *bytes, size_t length)
{
    if (!c->kept)
        c->used = 0;
    if (length > c->room - c->used) {
        c->room = c->used + 2 * length;
        c->text = mem_realloc(c->text, c->room);
    }
    c->count = c->records = 0;
    size_t taken = csv_parse(&c->parser, bytes, length, on_cell, on_record, c);
    if (taken == length && c->records == 1)
        return 1;
    /* Begins anew, and ends what has no line end: a blank line is no record. */
    csv_fini(&c->parser, on_cell, on_record, c);
    if (taken == length && c->records == 0)
        return 0;
    c->count = 0;
    return -1;
}
