/* csvcells.c - see csvcells.h. */
#include "lib/csvcells.h"

#include "lib/mem.h"

#include <stdbool.h>
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
    c->room = length + 1;
    c->text = mem_realloc(c->text, c->room);
}

static void trim(struct csvfile_cell *cell, char delimiter)
{
    const char *at = cell->bytes, *end = at + cell->length;
    while (at < end && (*at == ' ' || *at == '\t') && *at != delimiter)
        at++;
    while (end > at && (end[-1] == ' ' || end[-1] == '\t') &&
           end[-1] != delimiter)
        end--;
    *cell = (struct csvfile_cell){at, (size_t)(end - at)};
}

int csvcells_lay(struct csvcells *c, const char *bytes,
                 const struct csvindex_line *line)
{
    if (c->slots < line->cells) {
        c->slots = 2 * line->cells;
        c->cells = mem_array(c->cells, c->slots, sizeof *c->cells);
    }
    struct csvfile_cell *cells = c->cells;
    const uint32_t *stops = line->stops;
    uint32_t begin = 0;
    for (size_t i = 0; i < line->cells; i++) {
        uint32_t stop = stops[i] - line->start;
        cells[i] = (struct csvfile_cell){bytes + begin, stop - begin};
        begin = stop + 1;
    }
    cells[line->cells - 1].length -= line->returns;
    if (line->edged) {
        char delimiter = (char)csv_get_delim(&c->parser);
        for (size_t i = 0; i < line->cells; i++)
            trim(&cells[i], delimiter);
    }
    bool blank = line->cells == 1 && cells[0].length == 0;
    c->count = blank ? 0 : line->cells;
    return !blank;
}

int csvcells_parse(struct csvcells *c, const char *bytes, size_t length)
{
    if (!c->kept)
        c->used = 0;
    if (length >= c->room - c->used) {
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
