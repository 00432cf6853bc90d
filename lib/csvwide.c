/* csvwide.c - see csvwide.h. */
#include "lib/csvwide.h"

#include "lib/csvpass.h"
#include "lib/mem.h"
#include "lib/text.h"

#include <stdlib.h>
#include <string.h>

/* The places of the cells behind those of the record. */
enum { HEADER, DATE, ID, FIRST };

/* The bytes of HEADER that are a date; 0 if it begins with none. */
static size_t date_length(const struct csvwide_rule *rule, const char *header)
{
    struct dateformat_moment m;
    size_t length = strlen(header);
    for (size_t i = 0; i < rule->n_headed; i++) {
        if (!dateformat_read(&rule->headed[i], header, length, true, &m))
            continue;
        size_t n = length < DATEFORMAT_TEXT ? length : DATEFORMAT_TEXT - 1;
        while (n > 0 &&
               (header[n - 1] == ' ' ||
                !dateformat_read(&rule->headed[i], header, n, false, &m)))
            n--;
        return n;
    }
    return 0;
}

static void add_group(struct csvwide *w, const struct csvheader *h,
                      size_t place, size_t columns, size_t date)
{
    w->groups = mem_grow(w->groups, w->count, &w->room, sizeof *w->groups);
    w->groups[w->count++] = (struct csvwide_group){
        .place = place,
        .columns = columns < CSVWIDE_CELLS ? columns : CSVWIDE_CELLS,
        .date = mem_text_n(h->names[place], date),
        .id = mem_format("%s%s", w->rule->prefix, h->names[place]),
    };
}

static void find_by_date(struct csvwide *w, const struct csvheader *h)
{
    for (size_t i = 0; i < h->count; i++) {
        size_t date = date_length(w->rule, h->names[i]);
        size_t columns = 1;
        while (i + columns < h->count && h->names[i + columns][0] == '\0')
            columns++;
        if (date > 0)
            add_group(w, h, i, columns, date);
    }
}

/* Columns at the end without a header belong to no group. */
static void find_by_place(struct csvwide *w, const struct csvheader *h)
{
    for (size_t i = w->rule->from - 1; i < h->count; i += w->rule->columns)
        if (h->names[i][0] != '\0' && i + w->rule->columns <= h->count)
            add_group(w, h, i, w->rule->columns, 0);
}

static int check_groups(const struct csvwide *w, struct diag *d)
{
    if (w->count == 0)
        return diag_fail(d, "\"wide\" finds no group of columns: %s",
                         w->rule->n_headed > 0
                             ? "no header begins with a date as \"headed\" "
                               "says"
                             : "there are no columns where \"from\" says");
    for (size_t i = 0; i < w->count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(w->groups[i].id, w->groups[k].id) == 0)
                return diag_fail(d,
                                 "columns %zu and %zu have one header, "
                                 "'%.60s': their rows could not be told apart",
                                 w->groups[k].place + 1, w->groups[i].place + 1,
                                 w->groups[i].id);
    return 0;
}

int csvwide_bind(struct csvwide *w, const struct csvwide_rule *rule,
                 struct csvheader *h, struct diag *d)
{
    static const struct csvfile_cell names[CSVWIDE_EXTRA] = {
        {"@header", 7}, {"@date", 5}, {"@id", 3}, {"@1", 2},
        {"@2", 2},      {"@3", 2},    {"@4", 2},
    };
    w->rule = rule;
    w->columns = h->count;
    if (rule->n_headed > 0)
        find_by_date(w, h);
    else
        find_by_place(w, h);
    if (check_groups(w, d) != 0)
        return -1;
    csvheader_add(h, names, CSVWIDE_EXTRA);
    return 0;
}

void csvwide_free(struct csvwide *w)
{
    for (size_t i = 0; i < w->count; i++) {
        free(w->groups[i].date);
        free(w->groups[i].id);
    }
    free(w->groups);
    *w = (struct csvwide){0};
}

static struct csvfile_cell text_cell(const char *text)
{
    return (struct csvfile_cell){text, strlen(text)};
}

/* The first cell of a group, trimmed and cut. */
static struct csvfile_cell read_first(const struct csvwide_rule *rule,
                                      struct csvfile_cell cell)
{
    text_trim(&cell.bytes, &cell.length);
    size_t cut = rule->until != NULL ? strlen(rule->until) : 0;
    for (size_t i = 0; cut > 0 && i + cut <= cell.length; i++)
        if (memcmp(cell.bytes + i, rule->until, cut) == 0)
            cell.length = i;
    text_trim(&cell.bytes, &cell.length);
    return cell;
}

static bool is_skipped(const struct csvwide_rule *rule,
                       struct csvfile_cell cell)
{
    for (size_t i = 0; i < rule->n_skip; i++)
        if (csvpass_match(rule->skip[i], cell.bytes, cell.length))
            return true;
    return cell.length == 0;
}

/* Goes to the left as long as the cells say "the same". */
static struct csvfile_cell find_first(const struct csvwide *w, size_t place,
                                      const struct csvfile_cell *cells)
{
    struct csvfile_cell cell =
        read_first(w->rule, cells[w->groups[place].place]);
    while (w->rule->same != NULL && place > 0 &&
           text_equal(cell.bytes, cell.length, w->rule->same)) {
        place--;
        cell = read_first(w->rule, cells[w->groups[place].place]);
    }
    return cell;
}

bool csvwide_fill(const struct csvwide *w, const struct csvheader *h,
                  size_t place, const struct csvfile_cell *cells,
                  struct csvfile_cell extra[CSVWIDE_EXTRA])
{
    const struct csvwide_group *g = &w->groups[place];
    extra[HEADER] = text_cell(h->names[g->place]);
    extra[DATE] = text_cell(g->date);
    extra[ID] = text_cell(g->id);
    for (size_t i = FIRST; i < CSVWIDE_EXTRA; i++)
        extra[i] = text_cell("");
    if (cells == NULL)
        return true;
    for (size_t i = 1; i < g->columns; i++)
        extra[FIRST + i] = cells[g->place + i];
    extra[FIRST] = find_first(w, place, cells);
    return !is_skipped(w->rule, extra[FIRST]);
}
