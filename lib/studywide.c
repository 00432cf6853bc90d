/* studywide.c - see studywide.h. */
#include "lib/studywide.h"

#include "lib/csvwide.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static const struct jsonkey wide_keys[] = {
    {.name = "headed", .type = JSONKEY_TEXTS},
    {.name = "from", .type = JSONKEY_INTEGER, .low = 1, .high = 2000},
    {.name = "columns",
     .type = JSONKEY_INTEGER,
     .low = 1,
     .high = CSVWIDE_CELLS},
    {.name = "rows", .type = JSONKEY_TEXT},
    {.name = "prefix", .type = JSONKEY_TEXT},
    {.name = "until", .type = JSONKEY_TEXT},
    {.name = "same", .type = JSONKEY_TEXT},
    {.name = "skip", .type = JSONKEY_TEXTS},
    {.name = NULL},
};

static int read_headed(struct study_wide *wide, const struct jsondoc *doc,
                       const json_t *object, const char *prefix, struct diag *d)
{
    const json_t *value = json_object_get(object, "headed");
    bool one = json_is_string(value);
    wide->n_headed = one ? 1 : json_array_size(value);
    wide->headed = mem_array(NULL, wide->n_headed, sizeof *wide->headed);
    for (size_t i = 0; i < wide->n_headed; i++) {
        const char *name =
            json_string_value(one ? value : json_array_get(value, i));
        if (!dateformat_find(name, &wide->headed[i]))
            return jsondoc_fail(doc, object, prefix, "headed", d,
                                "\"%.40s\" is no format of dates; there are %s",
                                name, dateformat_names);
    }
    wide->from = (long)jsondoc_integer(object, "from", 0);
    if ((wide->n_headed > 0) == (wide->from > 0))
        return jsondoc_fail(doc, object, prefix, "headed", d,
                            "must say how the headers of groups begin, or "
                            "\"from\" the first column of the first group");
    wide->columns = (long)jsondoc_integer(object, "columns", 1);
    return 0;
}

static void read_skip(struct study_wide *wide, const json_t *value)
{
    bool one = json_is_string(value);
    wide->n_skip = one ? 1 : json_array_size(value);
    wide->skip = mem_array(NULL, wide->n_skip, sizeof *wide->skip);
    for (size_t i = 0; i < wide->n_skip; i++)
        wide->skip[i] =
            json_string_value(one ? value : json_array_get(value, i));
}

static int read_all(struct study_wide *wide, const struct jsondoc *doc,
                    const json_t *object, const char *prefix, struct diag *d)
{
    if (jsondoc_check(doc, object, prefix, wide_keys, d) != 0 ||
        read_headed(wide, doc, object, prefix, d) != 0)
        return -1;
    read_skip(wide, json_object_get(object, "skip"));
    wide->prefix = jsondoc_text(object, "prefix", NULL);
    wide->until = jsondoc_text(object, "until", NULL);
    wide->same = jsondoc_text(object, "same", NULL);
    const char *rows = jsondoc_text(object, "rows", "cells");
    wide->headers = strcmp(rows, "headers") == 0;
    if (wide->headers || strcmp(rows, "cells") == 0)
        return 0;
    return jsondoc_fail(doc, object, prefix, "rows", d,
                        "must be \"cells\" or \"headers\"");
}

int studywide_read(struct study_wide *wide, const struct jsondoc *doc,
                   const json_t *object, const char *prefix, struct diag *d)
{
    char *path = mem_format("%s.wide", prefix);
    int result = read_all(wide, doc, json_object_get(object, "wide"), path, d);
    free(path);
    return result;
}

void studywide_free(struct study_wide *wide)
{
    free(wide->headed);
    free(wide->skip);
    *wide = (struct study_wide){0};
}
