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
    c->room = length > 0 ? length : 1;
    c->text = mem_realloc(c->text, c->room);
}

/* The length of a line without its end; LENGTH if there are other line ends
   in it, or none. */
static size_t line_length(const char *bytes, size_t length)
{
    size_t line = length - 1;
    if (bytes[line] != '\n' && bytes[line] != '\r')
        return length;
    if (line > 0 && bytes[line] == '\n' && bytes[line - 1] == '\r')
        line--;
    bool more =
        memchr(bytes, '\n', line) != NULL || memchr(bytes, '\r', line) != NULL;
    return more ? length : line;
}

static bool is_blank(char c, char delimiter)
{
    return (c == ' ' || c == '\t') && c != delimiter;
}

/* A line of LENGTH bytes without quotes, its end left out: what libcsv makes of
   it, by less work. The room is there. */
static int split(struct csvcells *c, const char *line, size_t length)
{
    char delimiter = (char)csv_get_delim(&c->parser);
    char *at = c->text + c->used, *end = at + length;
    memcpy(at, line, length);
    c->used += length;
    for (;;) {
        while (at < end && is_blank(*at, delimiter))
            at++;
        char *stop = at;
        while (stop < end && *stop != delimiter)
            stop++;
        if (stop == end && at == end && c->count == 0)
            return 0;
        char *last = stop;
        while (last > at && is_blank(last[-1], delimiter))
            last--;
        c->cells = mem_grow(c->cells, c->count, &c->slots, sizeof *c->cells);
        c->cells[c->count++] = (struct csvfile_cell){at, (size_t)(last - at)};
        if (stop == end)
            return 1;
        at = stop + 1;
    }
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
    bool quotes = csv_get_quote(&c->parser) != '\0';
    size_t line = length > 0 ? line_length(bytes, length) : length;
    if (line < length && !(quotes && memchr(bytes, '"', line) != NULL))
        return split(c, bytes, line);
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
