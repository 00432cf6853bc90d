/* studydialect.c - see studydialect.h. */
#include "lib/studydialect.h"

#include "lib/mem.h"
#include "lib/studywide.h"

#include <ctype.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_SKIPS = 100 };

static const struct jsonkey skip_keys[] = {
    {.name = "header", .type = JSONKEY_TEXTS, .required = true},
    {.name = "is", .type = JSONKEY_TEXTS, .required = true},
    {.name = "optional", .type = JSONKEY_BOOLEAN},
    {.name = NULL},
};

/* An input being read, and where it stands. */
struct place {
    const struct jsondoc *doc;
    const json_t *object;
    const char *prefix; /* "inputs[2]" */
};

static int fail_at(const struct place *p, const char *key, struct diag *d,
                   const char *what)
{
    return jsondoc_fail(p->doc, p->object, p->prefix, key, d, "%s", what);
}

static int read_delimiter(struct study_dialect *dialect, const struct place *p,
                          struct diag *d)
{
    const char *text = jsondoc_text(p->object, "delimiter", NULL);
    if (text == NULL)
        return 0;
    if (strcmp(text, "tab") == 0)
        text = "\t";
    unsigned char byte = (unsigned char)text[0];
    if (byte == '\0' || text[1] != '\0' || byte >= 0x80 || isalnum(byte) ||
        strchr("\"\r\n", byte) != NULL)
        return fail_at(p, "delimiter", d,
                       "must be one sign, such as \",\", \";\" or \"\\t\"");
    dialect->delimiter = text[0];
    return 0;
}

static int read_encoding(struct study_dialect *dialect, const struct place *p,
                         struct diag *d)
{
    const char *name = jsondoc_text(p->object, "encoding", NULL);
    dialect->encoding = name;
    if (name == NULL)
        return 0;
    /* As csvsource.c has it: no locale's, and no "//IGNORE". */
    iconv_t known = name[0] != '\0' && strchr(name, '/') == NULL
                        ? iconv_open("UTF-8", name)
                        : (iconv_t)-1;
    if (known == (iconv_t)-1)
        return jsondoc_fail(p->doc, p->object, p->prefix, "encoding", d,
                            "\"%s\" is no encoding known here; try UTF-8, "
                            "UTF-16 or GB18030",
                            name);
    iconv_close(known);
    return 0;
}

/* "first", "last", "joined", or which of the header rows. */
static int read_names(struct study_dialect *dialect, const struct place *p,
                      struct diag *d)
{
    const json_t *value = json_object_get(p->object, "header_names");
    const char *word = json_string_value(value);
    json_int_t row = json_integer_value(value);
    dialect->header_rows = (long)jsondoc_integer(p->object, "header_rows", 1);
    dialect->name_row = 1;
    if (value == NULL || (word != NULL && strcmp(word, "first") == 0))
        return 0;
    if (word != NULL && strcmp(word, "last") == 0)
        dialect->name_row = dialect->header_rows;
    else if (word != NULL && strcmp(word, "joined") == 0)
        dialect->name_row = 0;
    else if (row >= 1 && row <= dialect->header_rows)
        dialect->name_row = (long)row;
    else
        return fail_at(p, "header_names", d,
                       "must be \"first\", \"last\", \"joined\", or the number "
                       "of one of the \"header_rows\"");
    return 0;
}

static int read_first_header(struct study_dialect *dialect,
                             const struct place *p, struct diag *d)
{
    const char *text = jsondoc_text(p->object, "first_header", NULL);
    if (text == NULL)
        return 0;
    dialect->lacks_header = strcmp(text, "missing") == 0;
    if (dialect->lacks_header)
        return 0;
    return fail_at(p, "first_header", d,
                   "must be \"missing\", for a header that begins with the "
                   "name of the second column");
}

static const char **read_texts(const json_t *value, size_t *count)
{
    bool one = json_is_string(value);
    *count = one ? 1 : json_array_size(value);
    const char **texts = mem_array(NULL, *count, sizeof *texts);
    for (size_t i = 0; i < *count; i++)
        texts[i] = json_string_value(one ? value : json_array_get(value, i));
    return texts;
}

static int read_skip(struct study_skip *skip, const struct place *p,
                     const json_t *object, struct diag *d)
{
    if (jsondoc_check(p->doc, object, p->prefix, skip_keys, d) != 0)
        return -1;
    skip->headers =
        read_texts(json_object_get(object, "header"), &skip->n_headers);
    skip->texts = read_texts(json_object_get(object, "is"), &skip->n_texts);
    skip->optional = jsondoc_boolean(object, "optional", false);
    return 0;
}

static int read_skips(struct study_dialect *dialect, const struct place *p,
                      struct diag *d)
{
    const json_t *list = json_object_get(p->object, "skip_rows");
    size_t count = json_array_size(list);
    if (count > MAX_SKIPS)
        return fail_at(p, "skip_rows", d, "holds more than 100 rules");
    dialect->skips = mem_alloc(count * sizeof *dialect->skips);
    char *prefix = mem_format("%s.skip_rows", p->prefix);
    struct place inner = {p->doc, p->object, prefix};
    int result = 0;
    for (size_t i = 0; i < count && result == 0; i++)
        result = !json_is_object(json_array_get(list, i))
                     ? fail_at(p, "skip_rows", d,
                               "must hold objects such as {\"header\": "
                               "\"No.\", \"is\": \"Total\"}")
                     : read_skip(&dialect->skips[dialect->n_skips++], &inner,
                                 json_array_get(list, i), d);
    free(prefix);
    return result;
}

int studydialect_read(struct study_dialect *dialect, const struct jsondoc *doc,
                      const json_t *object, const char *prefix, struct diag *d)
{
    struct place p = {doc, object, prefix};
    *dialect = (struct study_dialect){0};
    dialect->unquoted = !jsondoc_boolean(object, "quotes", true);
    dialect->skip_lines = (long)jsondoc_integer(object, "skip_lines", 0);
    dialect->skip_last = (long)jsondoc_integer(object, "skip_last", 0);
    if (read_delimiter(dialect, &p, d) != 0 ||
        read_encoding(dialect, &p, d) != 0 || read_names(dialect, &p, d) != 0 ||
        read_first_header(dialect, &p, d) != 0)
        return -1;
    dialect->is_wide = json_object_get(object, "wide") != NULL;
    if (dialect->is_wide &&
        studywide_read(&dialect->wide, doc, object, prefix, d) != 0)
        return -1;
    return read_skips(dialect, &p, d);
}

void studydialect_free(struct study_dialect *dialect)
{
    for (size_t i = 0; i < dialect->n_skips; i++) {
        free(dialect->skips[i].headers);
        free(dialect->skips[i].texts);
    }
    free(dialect->skips);
    studywide_free(&dialect->wide);
    *dialect = (struct study_dialect){0};
}
