/* csvlook.c - see csvlook.h. */
#include "lib/csvlook.h"

#include <string.h>

enum { RECORDS = 100 }; /* to try a delimiter on */

char csvlook_line_end(const char *bytes, size_t length, bool leading)
{
    bool quoted = false;
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '"' && !leading)
            quoted = !quoted;
        if (quoted || (bytes[i] != '\n' && bytes[i] != '\r'))
            continue;
        size_t after = i;
        while (after < length && bytes[after] == '\r')
            after++;
        return after < length && bytes[after] == '\n' ? '\n' : bytes[i];
    }
    return '\n';
}

static const char choice[] = ",;\t|";

static bool is_choice(char c)
{
    return c != '\0' && strchr(choice, c) != NULL;
}

/* What one delimiter would make of the first records. */
struct trial {
    char delimiter, line_end;
    size_t width;   /* cells of the header */
    size_t records; /* as wide as it, and the header itself */
};

/*
 * A quote opens at the beginning of a cell, whichever sign divides cells.
 *
 * The cells of the record at *AT, which moves behind it; 0 for a blank line,
 * and if the text ends within the record, unless LAST.
 */
static size_t read_record(const struct trial *t, const char **at,
                          const char *end, bool last)
{
    size_t cells = 1;
    bool blank = true, begins = true, quoted = false;
    const char *c = *at;
    for (; c < end && (quoted || *c != t->line_end); c++) {
        if (*c == '"' && (begins || quoted))
            quoted = !quoted;
        /* A quote that is doubled closes and opens again. */
        begins =
            !quoted && (is_choice(*c) || *c == '"' || (begins && *c == ' '));
        blank = blank && (*c == ' ' || *c == '\t' || *c == '\r' || *c == '\n');
        cells += !quoted && *c == t->delimiter;
    }
    bool whole = c < end;
    *at = whole ? c + 1 : end;
    return blank || (!whole && !last) ? 0 : cells;
}

static struct trial try(const char *bytes, size_t length, char line_end,
                        char delimiter)
{
    struct trial t = {.delimiter = delimiter, .line_end = line_end};
    const char *at = bytes, *end = bytes + length;
    for (int i = 0; i < RECORDS && at < end; i++) {
        size_t cells = read_record(&t, &at, end, t.width == 0);
        t.width = t.width == 0 ? cells : t.width;
        t.records += cells > 0 && cells == t.width;
    }
    return t;
}

static bool is_better(const struct trial *a, const struct trial *b)
{
    if ((a->width > 1) != (b->width > 1))
        return a->width > 1;
    if (a->records != b->records)
        return a->records > b->records;
    return a->width > b->width;
}

char csvlook_delimiter(const char *bytes, size_t length, char line_end)
{
    struct trial best = try(bytes, length, line_end, choice[0]);
    for (size_t i = 1; choice[i] != '\0'; i++) {
        struct trial t = try(bytes, length, line_end, choice[i]);
        if (is_better(&t, &best))
            best = t;
    }
    return best.delimiter;
}
