/* csvscan.c - see csvscan.h. */
#include "lib/csvscan.h"

#include <string.h>

/* Kinds of byte. Of CR and LF, OTHER is the one that ends no line here. */
enum kind { PLAIN, BLANK, DELIMITER, QUOTE, LINE_END, OTHER, KINDS };

enum state {
    ROW,    /* nothing but blanks in this record yet */
    CELL,   /* nothing but blanks in this cell yet */
    BARE,   /* in a cell without quotes */
    QUOTED, /* in a cell with quotes */
    CLOSED, /* after a quote in it: the end of the cell, or half a quote */
    AFTER,  /* after blanks behind the closing quote */
    ENDING, /* after a CR outside quotes: only the LF may follow */
    LOST,   /* after a fault: all is passed over up to the line end */
    DONE,
    STATES
};

static const unsigned char next[STATES][KINDS] = {
    /*           PLAIN   BLANK   DELIM.  QUOTE   END     OTHER */
    [ROW] = {BARE, ROW, CELL, QUOTED, DONE, ROW},
    [CELL] = {BARE, CELL, CELL, QUOTED, DONE, ENDING},
    [BARE] = {BARE, BARE, CELL, LOST, DONE, ENDING},
    [QUOTED] = {QUOTED, QUOTED, QUOTED, CLOSED, QUOTED, QUOTED},
    [CLOSED] = {LOST, AFTER, CELL, QUOTED, DONE, ENDING},
    [AFTER] = {LOST, AFTER, CELL, LOST, DONE, ENDING},
    [ENDING] = {LOST, ENDING, LOST, LOST, DONE, ENDING},
    [LOST] = {LOST, LOST, LOST, LOST, DONE, LOST},
    [DONE] = {DONE, DONE, DONE, DONE, DONE, DONE},
};

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

void csvscan_init(struct csvscan *s, char delimiter, char line_end,
                  const struct csvscan_limits *limits)
{
    memset(s, 0, sizeof *s);
    s->line_end = line_end;
    s->limits = *limits;
    /* N bytes hold at most N cells and a line end. */
    s->plain_bytes = least(least(limits->cell_bytes, limits->record_bytes),
                           limits->columns) -
                     1;
    s->kinds[' '] = s->kinds['\t'] = BLANK;
    s->kinds['"'] = QUOTE;
    s->kinds['\r'] = s->kinds['\n'] = OTHER;
    s->kinds[(unsigned char)line_end] = LINE_END;
    s->kinds[(unsigned char)delimiter] = DELIMITER;
}

void csvscan_unquote(struct csvscan *s)
{
    s->kinds['"'] = PLAIN;
}

void csvscan_begin(struct csvscan *s)
{
    s->state = ROW;
    s->fault = CSVSCAN_GOOD;
    s->stray = false;
    s->length = s->cell_begin = s->columns = 0;
    s->lines = s->quote_line = 0;
}

static void note_fault(struct csvscan *s, enum csvscan_fault fault)
{
    if (s->fault == CSVSCAN_GOOD)
        s->fault = fault;
}

/* A cell ends before the byte at PLACE of the record. */
static void end_cell(struct csvscan *s, size_t place)
{
    if (place - s->cell_begin > s->limits.cell_bytes)
        note_fault(s, CSVSCAN_LONG_CELL);
    if (++s->columns > s->limits.columns)
        note_fault(s, CSVSCAN_WIDE);
    s->cell_begin = place + 1;
}

/* Takes a byte of KIND, not PLAIN, at PLACE of the record. */
static void step(struct csvscan *s, enum kind kind, size_t place)
{
    int from = s->state, to = next[from][kind];
    if (kind == LINE_END)
        s->lines++;
    if (to == CELL && kind == DELIMITER)
        end_cell(s, place);
    else if (to == DONE && from != ROW && from != LOST)
        end_cell(s, place);
    else if (to == QUOTED && (from == ROW || from == CELL))
        s->quote_line = s->lines;
    s->state = to;
}

static void note_stray(struct csvscan *s, int from)
{
    s->stray = true;
    note_fault(s, from == ENDING ? CSVSCAN_STRAY_END : CSVSCAN_STRAY_QUOTE);
}

/* Byte by byte, with runs of plain ones in one go. */
static size_t run_bytes(struct csvscan *s, const char *bytes, size_t length)
{
    const unsigned char *from = (const unsigned char *)bytes, *at = from;
    const unsigned char *end = from + length;
    while (at < end && s->state != DONE) {
        int before = s->state;
        if (s->kinds[*at] == PLAIN) {
            s->state = next[before][PLAIN];
            while (at < end && s->kinds[*at] == PLAIN)
                at++;
        } else {
            step(s, s->kinds[*at], s->length + (size_t)(at - from));
            at++;
        }
        if (s->state == LOST && before != LOST)
            note_stray(s, before);
    }
    s->length += (size_t)(at - from);
    return (size_t)(at - from);
}

/*
 * The length of a short line without quotes and stray line ends, which most
 * records are; 0 if the line at BYTES is not one.
 */
static size_t plain_line(const struct csvscan *s, const char *bytes,
                         size_t length)
{
    const char *end = memchr(bytes, s->line_end, length);
    if (end == NULL || (size_t)(end - bytes) > s->plain_bytes)
        return 0;
    char other = s->line_end == '\n' ? '\r' : '\n';
    const char *last = end;
    while (last > bytes && last[-1] == other)
        last--;
    size_t inner = (size_t)(last - bytes);
    if (memchr(bytes, '"', inner) != NULL ||
        memchr(bytes, other, inner) != NULL)
        return 0;
    return (size_t)(end - bytes) + 1;
}

size_t csvscan_run(struct csvscan *s, const char *bytes, size_t length)
{
    size_t plain = s->length == 0 ? plain_line(s, bytes, length) : 0;
    if (plain > 0) {
        s->length = plain;
        s->lines = 1;
        s->state = DONE;
        return plain;
    }
    size_t limit = s->limits.record_bytes;
    size_t within = s->length < limit ? limit - s->length : 0;
    size_t passed = run_bytes(s, bytes, least(length, within));
    if (passed == length || s->state == DONE)
        return passed;
    note_fault(s, CSVSCAN_LONG_RECORD);
    return passed + run_bytes(s, bytes + passed, length - passed);
}

bool csvscan_done(const struct csvscan *s)
{
    return s->state == DONE;
}

bool csvscan_quoted(const struct csvscan *s)
{
    return s->state == QUOTED;
}
