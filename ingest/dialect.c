/* dialect.c - see dialect.h. */
#include "ingest/dialect.h"

#include "lib/mem.h"

#include <stdlib.h>

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
    };
    return csvfile_open(input->path, &options, d);
}

void dialect_free(struct dialect *dialect)
{
    free(dialect->passes);
    *dialect = (struct dialect){0};
}
