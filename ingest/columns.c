/* columns.c - see columns.h. */
#include "ingest/columns.h"

#include "lib/mem.h"
#include "lib/word.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char attribute_prefix[] = "attribute.";

/* What a call of columns_bind() works on. */
struct binding {
    struct columns *columns;
    const struct source *source;
    const struct study_input *input;
    const struct csvfile *csv;
    const char *study;
    bool *used; /* of each header */
};

void columns_append(char *to, size_t size, const char *fmt, ...)
{
    size_t used = strlen(to);
    va_list args;
    va_start(args, fmt);
    vsnprintf(to + used, size - used, fmt, args);
    va_end(args);
}

/* A header of one cell in which the sign stands that parts the cells. */
static void advise_delimiter(const struct csvfile *csv, char *to, size_t size)
{
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

static long fail_header(const struct csvfile *csv, const char *header,
                        long count, struct diag *d)
{
    char list[400] = "";
    char advice[160] = "";
    if (count > 1) {
        diag_fail(d,
                  "there are %ld columns headed '%s'; name the one you mean "
                  "by its position, a number from 1",
                  count, header);
        return -1;
    }
    for (size_t i = 0; i < csvfile_columns(csv); i++)
        columns_append(list, sizeof list, "%s'%s'", i > 0 ? ", " : "",
                       csvfile_header(csv, i));
    advise_delimiter(csv, advice, sizeof advice);
    diag_fail(d, "there is no column headed '%s'; there are: %s%s", header,
              list, advice);
    return -1;
}

long columns_find(const struct csvfile *csv, const char *header, struct diag *d)
{
    long found = -1;
    long count = 0;
    for (size_t i = 0; i < csvfile_columns(csv); i++) {
        if (strcmp(csvfile_header(csv, i), header) != 0)
            continue;
        found = found < 0 ? (long)i : found;
        count++;
    }
    return count == 1 ? found : fail_header(csv, header, count, d);
}

static void add_place(struct binding *b, struct column *c, size_t place)
{
    c->places = mem_array(c->places, c->n_places + 1, sizeof *c->places);
    c->places[c->n_places++] = place;
    b->used[place] = true;
}

static void begin_column(struct column *c, const struct field *f,
                         const char *name, const struct study_column *from)
{
    *c = (struct column){.bound = true, .name = name};
    c->rule = (struct cell_rule){.type = f->type,
                                 .words = f->words,
                                 .closed = f->closed,
                                 .low = f->low,
                                 .high = f->high,
                                 .column = from};
    if (f->other != NULL && strcmp(name, f->other) == 0)
        c->rule.unit = f->other_unit;
    c->list = f->link != NULL ? ";" : NULL;
}

/* Settings that make no sense for the field. */
static int check_column(const struct binding *b, const struct field *f,
                        const struct study_column *from, struct diag *d)
{
    diag_at(d, b->study, from->line, from->field);
    if (from->unit != STUDY_UNIT_NONE && f->type != CELL_MINUTES)
        return diag_fail(d, "only a duration has a unit");
    if ((from->list != NULL || from->n_headers > 1) && f->link == NULL)
        return diag_fail(d, "this field holds one value, no list");
    if (from->make && f->refers != ENTITY_TOPIC)
        return diag_fail(d, "only topics can be made");
    if (from->make && from->n_headers == 0)
        return diag_fail(d, "topics are made under their header: name it");
    return 0;
}

/* A position may be given with the header, to tell like ones apart. */
static int place_column(struct binding *b, struct column *c,
                        const struct study_column *from, struct diag *d)
{
    c->constant = from->constant;
    if (from->constant != NULL)
        return 0;
    if (from->position > 0) {
        if ((size_t)from->position > csvfile_columns(b->csv))
            return diag_fail(d, "there is no column %ld; %s has %zu",
                             from->position, b->input->file,
                             csvfile_columns(b->csv));
        add_place(b, c, (size_t)from->position - 1);
        c->name = csvfile_header(b->csv, (size_t)from->position - 1);
        return 0;
    }
    for (size_t i = 0; i < from->n_headers; i++) {
        long place = columns_find(b->csv, from->headers[i], d);
        if (place < 0)
            return -1;
        add_place(b, c, (size_t)place);
        c->name = from->headers[0];
    }
    return 0;
}

static struct column *add_attribute(struct columns *c, const char *field)
{
    c->attributes = mem_grow(c->attributes, c->n_attributes, &c->room,
                             sizeof *c->attributes);
    struct column_attribute *a = &c->attributes[c->n_attributes++];
    *a = (struct column_attribute){.name = field + sizeof attribute_prefix - 1};
    return &a->column;
}

static bool is_attribute(const struct source *source, const char *name)
{
    size_t length = sizeof attribute_prefix - 1;
    return source->attributes && strncmp(name, attribute_prefix, length) == 0 &&
           name[length] != '\0';
}

static const struct field attribute_field = {.name = "attribute",
                                             .type = CELL_TEXT};

static int fail_field(const struct binding *b, const char *name, struct diag *d)
{
    char list[500] = "";
    for (size_t i = 0; b->source->fields[i].name != NULL; i++)
        columns_append(list, sizeof list, "%s%s", i > 0 ? ", " : "",
                       b->source->fields[i].name);
    if (b->source->attributes)
        columns_append(list, sizeof list, ", attribute.NAME");
    return diag_fail(d, "%s has no field '%s'; it has %s", b->source->kind,
                     name, list);
}

/* Binds what the study says about one field. */
static int bind_stated(struct binding *b, const struct study_column *from,
                       struct diag *d)
{
    diag_at(d, b->study, from->line, from->field);
    if (is_attribute(b->source, from->field)) {
        struct column *c = add_attribute(b->columns, from->field);
        begin_column(c, &attribute_field, from->field, from);
        if (check_column(b, &attribute_field, from, d) != 0)
            return -1;
        return place_column(b, c, from, d);
    }
    long i = source_field(b->source, from->field);
    if (i < 0)
        return fail_field(b, from->field, d);
    const struct field *f = &b->source->fields[i];
    struct column *c = &b->columns->fields[i];
    if (c->bound)
        return diag_fail(d, "%s and %s are one field: give one", f->name,
                         f->other != NULL ? f->other : f->name);
    begin_column(c, f, from->field, from);
    if (check_column(b, f, from, d) != 0)
        return -1;
    c->rule.unit = from->unit != STUDY_UNIT_NONE ? from->unit : c->rule.unit;
    c->list = from->list != NULL ? from->list : c->list;
    c->make = from->make;
    return place_column(b, c, from, d);
}

/* Binds FIELD, which the study does not mention, to a header NAME. */
static int bind_named(struct binding *b, const struct field *f,
                      struct column *c, const char *name, struct diag *d)
{
    if (name == NULL || csvfile_column(b->csv, name) < 0)
        return 0;
    diag_at(d, b->input->file, 1, NULL);
    if (c->bound)
        return diag_fail(d, "%s and %s are one field: map one of them", f->name,
                         f->other);
    long place = columns_find(b->csv, name, d);
    if (place < 0)
        return -1;
    begin_column(c, f, name, NULL);
    add_place(b, c, (size_t)place);
    return 0;
}

static int bind_rest(struct binding *b, struct diag *d)
{
    for (size_t i = 0; b->source->fields[i].name != NULL; i++) {
        const struct field *f = &b->source->fields[i];
        struct column *c = &b->columns->fields[i];
        if (c->bound)
            continue;
        if (bind_named(b, f, c, f->name, d) != 0 ||
            bind_named(b, f, c, f->other, d) != 0)
            return -1;
    }
    for (size_t i = 0; i < csvfile_columns(b->csv); i++) {
        const char *header = csvfile_header(b->csv, i);
        if (b->used[i] || !is_attribute(b->source, header))
            continue;
        struct column *c = add_attribute(b->columns, header);
        if (bind_named(b, &attribute_field, c, header, d) != 0)
            return -1;
    }
    return 0;
}

/* What is wrong with a header: required fields without a column, and headers
   that nothing uses. */
struct trouble {
    char missing[300], unknown[300];
    const char *field;  /* the first that is missing, or NULL */
    const char *header; /* the first that is not used, or NULL */
};

static void find_trouble(const struct binding *b, struct trouble *t)
{
    for (size_t i = 0; b->source->fields[i].name != NULL; i++) {
        const struct field *f = &b->source->fields[i];
        if (!f->required || b->columns->fields[i].bound)
            continue;
        columns_append(t->missing, sizeof t->missing, "%s%s",
                       t->field != NULL ? ", " : "", f->name);
        t->field = t->field != NULL ? t->field : f->name;
    }
    for (size_t i = 0; i < csvfile_columns(b->csv); i++) {
        const char *header = csvfile_header(b->csv, i);
        if (b->used[i] || header[0] == '\0')
            continue;
        columns_append(t->unknown, sizeof t->unknown, "%s'%.60s'",
                       t->header != NULL ? ", " : "", header);
        t->header = t->header != NULL ? t->header : header;
    }
}

/* The header that nothing uses and that is nearest to FIELD, or NULL. */
static const char *near_header(const struct binding *b, const char *field)
{
    struct word_search near = word_search_for(field);
    for (size_t i = 0; i < csvfile_columns(b->csv); i++)
        if (!b->used[i] && csvfile_header(b->csv, i)[0] != '\0')
            word_search_try(&near, csvfile_header(b->csv, i));
    return near.found;
}

/* What to write in the study, by way of example. */
static void advise_columns(const struct binding *b, const struct trouble *t,
                           char *to, size_t size)
{
    static const char maps[] = "; input \"%s\" of the study maps fields to "
                               "headers, e.g. \"columns\": {\"%s\": \"%.60s\"}";
    static const char passes[] =
        "; with \"columns\" input \"%s\" of the study passes over them, e.g. "
        "\"columns\": {\"%s\": \"%.60s\"}";
    const char *near = t->field != NULL ? near_header(b, t->field) : NULL;
    if (near == NULL)
        near = t->header != NULL ? t->header : "its header";
    const char *field = t->field;
    const struct field *f = b->source->fields;
    for (size_t i = 0; f[i].name != NULL && field == NULL; i++)
        if (!b->columns->fields[i].bound && near_header(b, f[i].name) != NULL) {
            field = f[i].name;
            near = near_header(b, field);
        }
    if (field != NULL) {
        columns_append(to, size, maps, b->input->name, field, near);
        return;
    }
    size_t own = 0;
    while (f[own + 1].name != NULL && !b->columns->fields[own].bound)
        own++;
    columns_append(to, size, passes, b->input->name, f[own].name,
                   b->columns->fields[own].bound ? b->columns->fields[own].name
                                                 : f[own].name);
}

/* Both kinds of trouble in one message, and what to write in the study. */
static int check_headers(const struct binding *b, bool any_header,
                         struct diag *d)
{
    struct trouble t = {.field = NULL};
    char advice[400] = "";
    find_trouble(b, &t);
    if (t.field == NULL && (t.header == NULL || any_header))
        return 0;
    diag_at(d, b->input->file, 1, NULL);
    advise_delimiter(b->csv, advice, sizeof advice);
    if (advice[0] == '\0')
        advise_columns(b, &t, advice, sizeof advice);
    return diag_fail(d, "%s%s%s%s%s%s", t.field != NULL ? "no column for " : "",
                     t.missing, t.field != NULL && t.header != NULL ? "; " : "",
                     t.header != NULL ? "headers that nothing uses: " : "",
                     t.unknown, advice);
}

int columns_bind(struct columns *c, const struct source *source,
                 const struct study_input *input, const struct csvfile *csv,
                 bool any_header, const char *study, struct diag *d)
{
    *c = (struct columns){0};
    struct binding b = {.columns = c,
                        .source = source,
                        .input = input,
                        .csv = csv,
                        .study = study};
    b.used = mem_alloc(csvfile_columns(csv) + 1);
    int result = 0;
    for (size_t i = 0; i < input->n_columns && result == 0; i++)
        result = bind_stated(&b, &input->columns[i], d);
    if (result == 0)
        result = bind_rest(&b, d);
    if (result == 0)
        result = check_headers(&b, any_header || input->n_columns > 0, d);
    free(b.used);
    return result;
}

void columns_free(struct columns *c)
{
    for (size_t i = 0; i < SOURCE_FIELDS; i++)
        free(c->fields[i].places);
    for (size_t i = 0; i < c->n_attributes; i++)
        free(c->attributes[i].column.places);
    free(c->attributes);
    *c = (struct columns){0};
}
