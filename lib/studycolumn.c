/* studycolumn.c - see studycolumn.h. */
#include "lib/studycolumn.h"

#include "lib/mem.h"
#include "lib/studyformat.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_POSITION = 100000 };

static const struct jsonkey column_keys[] = {
    {.name = "header", .type = JSONKEY_TEXTS},
    {.name = "headers", .type = JSONKEY_TEXTS},
    {.name = "position",
     .type = JSONKEY_INTEGER,
     .low = 1,
     .high = MAX_POSITION},
    {.name = "constant", .type = JSONKEY_TEXT},
    {.name = "unit", .type = JSONKEY_TEXT},
    {.name = "list", .type = JSONKEY_TEXT},
    {.name = "make", .type = JSONKEY_BOOLEAN},
    {.name = "optional", .type = JSONKEY_BOOLEAN},
    {.name = "format", .type = JSONKEY_TEXT},
    {.name = "until", .type = JSONKEY_TEXT},
    {.name = "decimal", .type = JSONKEY_TEXT},
    {.name = "missing", .type = JSONKEY_TEXTS},
    {.name = "values", .type = JSONKEY_OBJECT},
    {.name = NULL},
};

static const struct unit {
    const char *name;
    enum study_unit unit;
} units[] = {
    {"seconds", STUDY_UNIT_SECONDS},
    {"minutes", STUDY_UNIT_MINUTES},
    {"hours", STUDY_UNIT_HOURS},
    {"days", STUDY_UNIT_DAYS},
};

/* One column being read, and where it stands. */
struct place {
    const struct jsondoc *doc;
    const json_t *object; /* the column in its long form */
    const char *prefix;   /* "inputs[2].columns.minutes" */
};

static int read_unit(struct study_column *column, const struct place *p,
                     struct diag *d)
{
    const char *name = jsondoc_text(p->object, "unit", NULL);
    if (name == NULL)
        return 0;
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        if (strcmp(units[i].name, name) == 0) {
            column->unit = units[i].unit;
            return 0;
        }
    }
    return jsondoc_fail(p->doc, p->object, p->prefix, "unit", d,
                        "must be seconds, minutes, hours or days, not \"%s\"",
                        name);
}

static void set_header(struct study_column *column, const char *header)
{
    column->headers = mem_array(NULL, 1, sizeof *column->headers);
    column->headers[0] = header;
    column->n_headers = 1;
}

/* A text, or several; none may be empty. The caller frees the list. */
static int read_texts(const struct place *p, const char *key,
                      const char ***texts, size_t *count, struct diag *d)
{
    const json_t *value = json_object_get(p->object, key);
    if (value == NULL)
        return 0;
    bool one = json_is_string(value);
    *count = one ? 1 : json_array_size(value);
    *texts = mem_array(NULL, *count, sizeof **texts);
    for (size_t i = 0; i < *count; i++) {
        const char *text =
            json_string_value(one ? value : json_array_get(value, i));
        if (text[0] == '\0')
            return jsondoc_fail(p->doc, p->object, p->prefix, key, d,
                                "must not hold an empty text");
        (*texts)[i] = text;
    }
    return 0;
}

/* Exactly one says where the cells come from; the field's own name, if none. */
static int read_source(struct study_column *column, const struct place *p,
                       struct diag *d)
{
    static const char *const sources[] = {"header", "headers", "position",
                                          "constant"};
    const char *source = NULL;
    for (size_t i = 0; i < COUNT_OF(sources); i++) {
        if (json_object_get(p->object, sources[i]) == NULL)
            continue;
        if (source != NULL)
            return jsondoc_fail(p->doc, p->object, p->prefix, sources[i], d,
                                "stands beside \"%s\"; say only one of them",
                                source);
        source = sources[i];
    }
    column->constant = jsondoc_text(p->object, "constant", NULL);
    column->position = (long)jsondoc_integer(p->object, "position", 0);
    if (source == NULL)
        set_header(column, column->field);
    else if (strncmp(source, "header", 6) == 0)
        return read_texts(p, source, &column->headers, &column->n_headers, d);
    return 0;
}

static int check_values(const struct study_column *column,
                        const struct place *p, struct diag *d)
{
    const char *theirs;
    json_t *ours;
    json_t *values = json_object_get(p->object, "values");
    if (values != NULL && column->constant != NULL)
        return jsondoc_fail(p->doc, p->object, p->prefix, "values", d,
                            "has no use beside \"constant\"");
    json_object_foreach(values, theirs, ours) {
        if (json_is_string(ours))
            continue;
        char *prefix = mem_format("%s.values", p->prefix);
        jsondoc_fail(p->doc, values, prefix, theirs, d,
                     "must be our word for it, a text in quotes");
        free(prefix);
        return -1;
    }
    return 0;
}

static int check_lists(const struct study_column *column, const struct place *p,
                       struct diag *d)
{
    if (column->list != NULL && column->list[0] == '\0')
        return jsondoc_fail(p->doc, p->object, p->prefix, "list", d,
                            "must be \"python\" or what stands between the "
                            "elements, such as \";\"");
    const char *key = column->together ? "headers" : "header";
    if (json_object_get(p->object, key) != NULL && column->n_headers == 0)
        return jsondoc_fail(p->doc, p->object, p->prefix, key, d,
                            "must name at least one header");
    if (column->together && column->n_headers > 1 && column->list == NULL)
        return jsondoc_fail(p->doc, p->object, p->prefix, "headers", d,
                            "several make a list; say how their cells are "
                            "split by \"list\"");
    if (column->make && strcmp(column->field, "topics") != 0)
        return jsondoc_fail(p->doc, p->object, p->prefix, "make", d,
                            "is for the field topics only");
    return 0;
}

static int read_long_form(struct study_column *column, const struct place *p,
                          struct diag *d)
{
    if (jsondoc_check(p->doc, p->object, p->prefix, column_keys, d) != 0)
        return -1;
    column->list = jsondoc_text(p->object, "list", NULL);
    column->make = jsondoc_boolean(p->object, "make", false);
    column->optional = jsondoc_boolean(p->object, "optional", false);
    column->until = jsondoc_text(p->object, "until", NULL);
    column->together = json_object_get(p->object, "headers") != NULL;
    column->values = json_object_get(p->object, "values");
    if (read_source(column, p, d) != 0 || read_unit(column, p, d) != 0 ||
        read_texts(p, "missing", &column->missing, &column->n_missing, d) !=
            0 ||
        check_values(column, p, d) != 0 ||
        studyformat_date(p->doc, p->object, p->prefix, "format", &column->dated,
                         &column->date, d) != 0 ||
        studyformat_decimal(p->doc, p->object, p->prefix, &column->decimal,
                            d) != 0)
        return -1;
    return check_lists(column, p, d);
}

int studycolumn_read(struct study_column *column, const struct jsondoc *doc,
                     const json_t *columns, const char *prefix,
                     const char *field, struct diag *d)
{
    const json_t *value = json_object_get(columns, field);
    *column = (struct study_column){.field = field};
    column->line = jsondoc_line(doc, columns, field);
    if (json_is_string(value) && json_string_length(value) > 0) {
        set_header(column, json_string_value(value));
        return 0;
    }
    json_int_t position = json_integer_value(value);
    if (position >= 1 && position <= MAX_POSITION) {
        column->position = (long)position;
        return 0;
    }
    if (!json_is_object(value))
        return jsondoc_fail(doc, columns, prefix, field, d,
                            "must be a header in quotes, a position from 1, "
                            "or an object such as {\"constant\": \"present\"}");
    struct place p = {doc, value, NULL};
    char *path = mem_format("%s.%s", prefix, field);
    p.prefix = path;
    int result = read_long_form(column, &p, d);
    free(path);
    return result;
}

void studycolumn_free(struct study_column *column)
{
    free(column->headers);
    free(column->missing);
}
