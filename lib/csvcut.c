/* csvcut.c - see csvcut.h. */
#include "lib/csvcut.h"

#include "lib/mem.h"

#include <stdint.h>
#include <string.h>

enum { ENOUGH = 3 << 16, LANES = 64 };

/* How many of the bytes are END: a lane of counts at a time, so that the
   compiler can use vectors. */
static long count_bytes(const char *at, size_t length, char end)
{
    long count = 0;
    while (length >= LANES) {
        size_t rounds = length / LANES < UINT8_MAX ? length / LANES : UINT8_MAX;
        uint8_t sums[LANES] = {0};
        for (size_t i = 0; i < rounds; i++, at += LANES)
            for (size_t k = 0; k < LANES; k++)
                sums[k] = (uint8_t)(sums[k] + (at[k] == end));
        for (size_t k = 0; k < LANES; k++)
            count += sums[k];
        length -= rounds * LANES;
    }
    for (size_t i = 0; i < length; i++)
        count += at[i] == end;
    return count;
}

/* Bytes of the window in whole lines before its first quote. */
static size_t plain_lines(const struct csvreader *r)
{
    const struct csvwindow *w = &r->window;
    const char *begin = w->bytes + w->begin;
    size_t length = w->end - w->begin;
    const char *quote = r->unquoted ? NULL : memchr(begin, '"', length);
    const char *stop = quote != NULL ? quote : begin + length;
    while (stop > begin && stop[-1] != r->scan.line_end)
        stop--;
    return (size_t)(stop - begin);
}

/* Adds the first LENGTH bytes of the window. */
static void append(struct csvcut *cut, const struct csvreader *r, size_t length)
{
    if (cut->room - cut->length <= length) {
        cut->room = 2 * (cut->length + length) + ENOUGH;
        cut->bytes = mem_realloc(cut->bytes, cut->room);
    }
    memcpy(cut->bytes + cut->length, r->window.bytes + r->window.begin, length);
    cut->length += length;
}

/* Adds one record; false at the end of the file or where reading fails. */
static bool add_record(struct csvcut *cut, struct csvreader *r)
{
    enum csvfile_record found = csvreader_find(r, &cut->why);
    cut->failed = found == CSVFILE_FAILED;
    if (cut->failed || found == CSVFILE_END)
        return false;
    cut->tail = csvreader_loose(r);
    if (cut->tail) {
        cut->tail_line = r->record_line;
        memcpy(cut->tail_fault, r->fault, sizeof cut->tail_fault);
    } else {
        append(cut, r, r->scanned);
    }
    csvreader_advance(r);
    return true;
}

static void add_lines(struct csvcut *cut, struct csvreader *r, size_t length)
{
    append(cut, r, length);
    r->line += count_bytes(r->window.bytes + r->window.begin, length,
                           r->scan.line_end);
    r->window.begin += length;
}

/* Adds what comes next; false when there is nothing. */
static bool add_some(struct csvcut *cut, struct csvreader *r)
{
    struct csvwindow *w = &r->window;
    if (csvwindow_look(w, &cut->why) != 0) {
        cut->failed = true;
        return false;
    }
    size_t plain = plain_lines(r);
    if (plain == 0)
        return add_record(cut, r);
    add_lines(cut, r, plain);
    return true;
}

int csvcut_next(struct csvcut *cut, struct csvreader *r, struct diag *d)
{
    if (cut->bytes == NULL)
        cut->room = 0;
    cut->length = 0;
    cut->tail = false;
    cut->line = r->line;
    while (!cut->failed && !cut->tail && cut->length < ENOUGH)
        if (!add_some(cut, r))
            break;
    if (cut->length > 0 || cut->tail)
        return 1;
    if (!cut->failed)
        return 0;
    *d = cut->why;
    return -1;
}
