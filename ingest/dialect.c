/* dialect.c - see dialect.h. */
#include "ingest/dialect.h"

#include "lib/mem.h"
#include "lib/preset.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_passes(struct dialect *dialect, const struct study_dialect *s)
{
    dialect->passes = mem_array(NULL, s->n_skips, sizeof *dialect->passes);
    for (size_t i = 0; i < s->n_skips; i++)
        dialect->passes[i] = (struct csvpass_rule){
            .headers = s->skips[i].headers,
            .n_headers = s->skips[i].n_headers,
            .texts = s->skips[i].texts,
            .n_texts = s->skips[i].n_texts,
            .optional = s->skips[i].optional,
        };
}

/* Parts of one input, "m1/sessions" and "m1/attendance", share the prefix. */
static void set_prefix(struct dialect *dialect, const struct study_input *input)
{
    const char *own = input->dialect.wide.prefix;
    const char *slash = strrchr(input->name, '/');
    const struct preset *preset =
        input->preset != NULL ? preset_find(input->preset) : NULL;
    bool part = slash != NULL && preset != NULL && preset_parts(preset) > 1;
    int length = part ? (int)(slash - input->name) : (int)strlen(input->name);
    free(dialect->prefix);
    dialect->prefix =
        own != NULL ? mem_text(own) : mem_format("%.*s:", length, input->name);
}

static const struct csvwide_rule *add_wide(struct dialect *dialect,
                                           const struct study_input *input)
{
    const struct study_wide *s = &input->dialect.wide;
    if (!input->dialect.is_wide)
        return NULL;
    set_prefix(dialect, input);
    dialect->wide = (struct csvwide_rule){
        .headed = s->headed,
        .n_headed = s->n_headed,
        .from = (size_t)s->from,
        .columns = (size_t)s->columns,
        .prefix = dialect->prefix,
        .until = s->until,
        .same = s->same,
        .skip = s->skip,
        .n_skip = s->n_skip,
        .headers = s->headers,
    };
    return &dialect->wide;
}

struct csvfile *dialect_open(struct dialect *dialect,
                             const struct study_input *input, struct diag *d)
{
    const struct study_dialect *s = &input->dialect;
    add_passes(dialect, s);
    struct csvfile_options options = {
        .delimiter = s->delimiter,
        .encoding = s->encoding,
        .unquoted = s->unquoted,
        .skip_lines = s->skip_lines,
        .skip_last = s->skip_last,
        .header_rows = s->header_rows,
        .name_row = s->name_row,
        .joined = s->name_row == 0,
        .lacks_header = s->lacks_header,
        .passes = dialect->passes,
        .n_passes = s->n_skips,
        .wide = add_wide(dialect, input),
    };
    return csvfile_open(input->path, &options, d);
}

void dialect_advise(const struct csvfile *csv, char *to, size_t size)
{
    const char *name, *likely;
    if (!csvfile_encoding(csv, &name, &likely))
        snprintf(to, size,
                 "; if the file is in another encoding, correct what "
                 "the study says");
    else if (likely[0] != '\0')
        snprintf(to, size,
                 "; the file may be in %s: then the input needs \"encoding\": "
                 "\"%s\"",
                 likely, likely);
    else if (strcmp(name, "UTF-8") == 0)
        snprintf(to, size,
                 "; a file in GB18030 or another encoding needs "
                 "\"encoding\" in the study");
    else
        snprintf(to, size,
                 "; the file begins in %s: if it is in another "
                 "encoding, the input needs \"encoding\"",
                 name);
}

void dialect_free(struct dialect *dialect)
{
    free(dialect->passes);
    free(dialect->prefix);
    *dialect = (struct dialect){0};
}
