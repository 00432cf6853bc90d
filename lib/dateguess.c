/* dateguess.c - see dateguess.h. */
#include "lib/dateguess.h"

#include "lib/attr.h"
#include "lib/text.h"

/* The places of a format that the month first may be mistaken for. */
enum { SLASH_DAY = 3, DASH_DAY = 4, MONTHS = 2, SERIALS = 8 };

static const struct dateformat formats[DATEGUESS_FORMATS] = {
    {DATEFORMAT_YEAR_FIRST, 0},
    {DATEFORMAT_COMPACT, 0},
    {DATEFORMAT_DAY_FIRST, '.'},
    [SLASH_DAY] = {DATEFORMAT_DAY_FIRST, '/'},
    [DASH_DAY] = {DATEFORMAT_DAY_FIRST, '-'},
    [SLASH_DAY + MONTHS] = {DATEFORMAT_MONTH_FIRST, '/'},
    [DASH_DAY + MONTHS] = {DATEFORMAT_MONTH_FIRST, '-'},
    {DATEFORMAT_NAMED, 0},
    [SERIALS] = {DATEFORMAT_EXCEL, 0},
};

/* Serials that dates have: 1927 to 2119. Other numbers are something else. */
static const int32_t serial_first = 10000 - 25569, serial_last = 80000 - 25569;

static bool fits(size_t i, const char *bytes, size_t length)
{
    struct dateformat_moment m;
    return dateformat_read(&formats[i], bytes, length, false, &m) &&
           (i != SERIALS || (m.day >= serial_first && m.day <= serial_last));
}

static void note(struct dateguess_example *e, const char *bytes, size_t length,
                 long line)
{
    if (e->line > 0)
        return;
    e->line = line;
    text_printable(bytes, length, e->text, sizeof e->text);
}

void dateguess_add(struct dateguess *g, const char *bytes, size_t length,
                   long line)
{
    bool fit[DATEGUESS_FORMATS];
    g->cells++;
    for (size_t i = 0; i < DATEGUESS_FORMATS; i++) {
        fit[i] = fits(i, bytes, length);
        g->fits[i] += fit[i];
        if (fit[i] && i == 0)
            return; /* with the year first it can be nothing else */
    }
    for (size_t i = SLASH_DAY; i <= DASH_DAY; i++) {
        if (fit[i] && fit[i + MONTHS])
            note(&g->either, bytes, length, line);
        else if (fit[i])
            note(&g->day_first, bytes, length, line);
        else if (fit[i + MONTHS])
            note(&g->month_first, bytes, length, line);
    }
}

enum dateguess_verdict dateguess_decide(const struct dateguess *g,
                                        struct dateformat *format)
{
    size_t best = 0;
    for (size_t i = 1; i < DATEGUESS_FORMATS; i++)
        if (g->fits[i] > g->fits[best])
            best = i;
    *format = formats[best];
    if (g->fits[best] == 0)
        return DATEGUESS_NONE;
    if (format->sign == 0 || format->sign == '.')
        return DATEGUESS_FOUND;
    if (g->day_first.line > 0 && g->month_first.line > 0)
        return DATEGUESS_BOTH;
    if (g->month_first.line > 0)
        return DATEGUESS_MONTH;
    return g->day_first.line > 0 ? DATEGUESS_FOUND : DATEGUESS_EITHER;
}
