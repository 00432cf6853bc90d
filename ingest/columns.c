/* columns.c - see columns.h. */
#include "ingest/columns.h"

#include "ingest/alias.h"
#include "ingest/formats.h"
#include "ingest/headers.h"
#include "lib/mem.h"

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

long columns_find(const struct csvfile *csv, const char *header, struct diag *d)
{
    size_t matches;
    long found = csvfile_find(csv, header, &matches);
    if (matches == 1)
        return found;
    headers_fail(csv, header, matches, d);
    return -1;
}

static void add_place(struct binding *b, struct column *c, size_t place)
{
    c->places = mem_array(c->places, c->n_places + 1, sizeof *c->places);
    c->places[c->n_places++] = place;
    b->used[place] = true;
}

static void begin_column(const struct binding *b, struct column *c,
                         const struct field *f, const char *name,
                         const struct study_column *from)
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
    c->rule.formats = &b->input->formats;
    c->list = f->link != NULL ? ";" : NULL;
}

/* Settings that make no sense for the field. */
static int check_column(const struct binding *b, const struct field *f,
                        const struct study_column *from, struct diag *d)
{
    diag_at(d, b->study, from->line, from->field);
    bool date = f->type >= CELL_DAY;
    bool number = f->type >= CELL_INTEGER && f->type <= CELL_MINUTES;
    if (from->unit != STUDY_UNIT_NONE && f->type != CELL_MINUTES)
        return diag_fail(d, "only a duration has a unit");
    if (from->dated && !date)
        return diag_fail(d, "only a date has a format");
    if (from->decimal != '\0' && !number)
        return diag_fail(d, "only a number has a decimal sign");
    if ((from->list != NULL || from->together) && f->link == NULL)
        return diag_fail(d, "this field holds one value, no list");
    if (from->make && f->refers != ENTITY_TOPIC)
        return diag_fail(d, "only topics can be made");
    if (from->make && from->n_headers == 0)
        return diag_fail(d, "topics are made under their header: name it");
    return 0;
}

/* The first of the headers that is there. */
static int place_first(struct binding *b, struct column *c,
                       const struct study_column *from, struct diag *d)
{
    size_t matches = 0;
    for (size_t i = 0; i < from->n_headers && matches == 0; i++) {
        long place = csvfile_find(b->csv, from->headers[i], &matches);
        c->name = from->headers[i];
        if (matches == 1)
            add_place(b, c, (size_t)place);
    }
    if (matches == 1)
        return 0;
    if (matches == 0)
        c->name = from->headers[0];
    return headers_fail(b->csv, c->name, matches, d);
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
    if (!from->together)
        return place_first(b, c, from, d);
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

/* Whether none of the headers of an optional column is there. */
static bool is_left_out(const struct binding *b,
                        const struct study_column *from)
{
    size_t matches = 0;
    for (size_t i = 0; i < from->n_headers && matches == 0; i++)
        csvfile_find(b->csv, from->headers[i], &matches);
    return from->optional && from->n_headers > 0 && matches == 0;
}

/* Binds what the study says about one field. */
static int bind_stated(struct binding *b, const struct study_column *from,
                       struct diag *d)
{
    diag_at(d, b->study, from->line, from->field);
    if (is_left_out(b, from))
        return 0;
    if (is_attribute(b->source, from->field)) {
        struct column *c = add_attribute(b->columns, from->field);
        begin_column(b, c, &attribute_field, from->field, from);
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
    begin_column(b, c, f, from->field, from);
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
    begin_column(b, c, f, name, NULL);
    add_place(b, c, (size_t)place);
    return 0;
}

/* The one unused header that is a usual name of FIELD; -1: none, or several. */
static long find_usual(const struct binding *b, const char *field)
{
    long found = -1;
    for (size_t i = 0; i < csvfile_columns(b->csv) && field != NULL; i++) {
        if (b->used[i] || !alias_matches(field, csvfile_header(b->csv, i)))
            continue;
        if (found >= 0)
            return -1;
        found = (long)i;
    }
    return found;
}

/* Where nothing is said of the columns, usual names are known as well. */
static void bind_usual(struct binding *b)
{
    if (b->input->n_columns > 0 || b->input->preset != NULL)
        return;
    for (size_t i = 0; b->source->fields[i].name != NULL; i++) {
        const struct field *f = &b->source->fields[i];
        struct column *c = &b->columns->fields[i];
        long own = find_usual(b, f->name), other = find_usual(b, f->other);
        if (c->bound || (own < 0) == (other < 0))
            continue;
        size_t place = (size_t)(own >= 0 ? own : other);
        begin_column(b, c, f, own >= 0 ? f->name : f->other, NULL);
        c->name = csvfile_header(b->csv, place);
        add_place(b, c, place);
    }
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
    bind_usual(b);
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
        result = headers_check(&(struct headers){c, source, input, csv, b.used},
                               any_header || input->n_columns > 0, d);
    free(b.used);
    return result == 0 ? formats_settle(c, source, input, d) : -1;
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
