/* headers.c - see headers.h. */
#include "ingest/headers.h"

#include "lib/word.h"

#include <string.h>

/* A line for spreadsheets alone; a header of one cell in which the sign stands
 * that parts the cells. */
static void advise_delimiter(const struct csvfile *csv, char *to, size_t size)
{
    if (strncmp(csvfile_header(csv, 0), "sep=", 4) == 0) {
        columns_append(to, size, "%s",
                       "; this line only tells a spreadsheet what parts the "
                       "cells: the input needs \"skip_lines\": 1");
        return;
    }
    const char *sign = csvfile_columns(csv) == 1
                           ? strpbrk(csvfile_header(csv, 0), ",;\t|:^~#")
                           : NULL;
    if (sign == NULL)
        return;
    char quoted[] = {'\'', *sign, '\'', '\0'};
    char plain[] = {*sign, '\0'};
    columns_append(to, size,
                   "; the header is one cell: if there is a %s between its "
                   "columns, the input needs \"delimiter\": \"%s\"",
                   *sign == '\t' ? "tab" : quoted,
                   *sign == '\t' ? "tab" : plain);
}

int headers_fail(const struct csvfile *csv, const char *name, size_t matches,
                 struct diag *d)
{
    char list[400] = "";
    char advice[160] = "";
    struct word_search near = word_search_for(name);
    if (matches > 1)
        return diag_fail(d,
                         "there are %zu columns headed '%.60s'; name the one "
                         "you mean: \"%.60s#1\" is the first, \"%.60s#2\" the "
                         "second; or give its position, a number from 1",
                         matches, name, name, name);
    for (size_t i = 0; i < csvfile_columns(csv); i++) {
        columns_append(list, sizeof list, "%s'%s'", i > 0 ? ", " : "",
                       csvfile_header(csv, i));
        word_search_try(&near, csvfile_header(csv, i));
    }
    advise_delimiter(csv, advice, sizeof advice);
    return diag_fail(d,
                     "there is no column headed '%s'%s%.60s%s; there are: %s%s",
                     name, near.found != NULL ? " (did you mean '" : "",
                     near.found != NULL ? near.found : "",
                     near.found != NULL ? "'?)" : "", list, advice);
}

/* What is wrong with a header: required fields without a column, and headers
   that nothing uses. */
struct trouble {
    char missing[300], unknown[300];
    const char *field;  /* the first that is missing, or NULL */
    const char *header; /* the first that is not used, or NULL */
};

static void find_trouble(const struct headers *h, struct trouble *t)
{
    for (size_t i = 0; h->source->fields[i].name != NULL; i++) {
        const struct field *f = &h->source->fields[i];
        if (!f->required || h->columns->fields[i].bound)
            continue;
        columns_append(t->missing, sizeof t->missing, "%s%s",
                       t->field != NULL ? ", " : "", f->name);
        t->field = t->field != NULL ? t->field : f->name;
    }
    for (size_t i = 0; i < csvfile_columns(h->csv); i++) {
        const char *header = csvfile_header(h->csv, i);
        bool made = h->input->dialect.is_wide && header[0] == '@';
        if (h->used[i] || header[0] == '\0' || made)
            continue;
        columns_append(t->unknown, sizeof t->unknown, "%s'%.60s'",
                       t->header != NULL ? ", " : "", header);
        t->header = t->header != NULL ? t->header : header;
    }
}

/* The header that nothing uses and that is nearest to FIELD, or NULL. */
static const char *near_header(const struct headers *h, const char *field)
{
    struct word_search near = word_search_for(field);
    for (size_t i = 0; i < csvfile_columns(h->csv); i++)
        if (!h->used[i] && csvfile_header(h->csv, i)[0] != '\0')
            word_search_try(&near, csvfile_header(h->csv, i));
    return near.found;
}

/* What to write in the study, by way of example. */
static void advise_columns(const struct headers *h, const struct trouble *t,
                           char *to, size_t size)
{
    static const char maps[] = "; input \"%s\" of the study maps fields to "
                               "headers, e.g. \"columns\": {\"%s\": \"%.60s\"}";
    static const char passes[] =
        "; with \"columns\" input \"%s\" of the study passes over them, e.g. "
        "\"columns\": {\"%s\": \"%.60s\"}";
    const char *near = t->field != NULL ? near_header(h, t->field) : NULL;
    if (near == NULL)
        near = t->header != NULL ? t->header : "its header";
    const char *field = t->field;
    const struct field *f = h->source->fields;
    for (size_t i = 0; f[i].name != NULL && field == NULL; i++)
        if (!h->columns->fields[i].bound && near_header(h, f[i].name) != NULL) {
            field = f[i].name;
            near = near_header(h, field);
        }
    if (field != NULL) {
        columns_append(to, size, maps, h->input->name, field, near);
        return;
    }
    size_t own = 0;
    while (f[own + 1].name != NULL && !h->columns->fields[own].bound)
        own++;
    columns_append(to, size, passes, h->input->name, f[own].name,
                   h->columns->fields[own].bound ? h->columns->fields[own].name
                                                 : f[own].name);
}

/* Both kinds of trouble in one message, and what to write in the study. */
int headers_check(const struct headers *h, bool any_header, struct diag *d)
{
    struct trouble t = {.field = NULL};
    char advice[400] = "";
    find_trouble(h, &t);
    if (t.field == NULL && (t.header == NULL || any_header))
        return 0;
    diag_at(d, h->input->file, 1, NULL);
    advise_delimiter(h->csv, advice, sizeof advice);
    if (advice[0] == '\0')
        advise_columns(h, &t, advice, sizeof advice);
    return diag_fail(d, "%s%s%s%s%s%s", t.field != NULL ? "no column for " : "",
                     t.missing, t.field != NULL && t.header != NULL ? "; " : "",
                     t.header != NULL ? "headers that nothing uses: " : "",
                     t.unknown, advice);
}
