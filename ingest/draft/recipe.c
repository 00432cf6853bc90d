/* recipe.c - see recipe.h. */
#include "ingest/draft/recipe.h"

#include "lib/mem.h"
#include "lib/preset.h"
#include "lib/studydialect.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

static int find_preset(struct recipe *r, const char *name, struct diag *d)
{
    char list[300];
    const struct preset *preset = preset_find(name);
    preset_list(list, sizeof list);
    if (preset == NULL)
        return diag_fail(d, "there is no preset \"%.60s\"; there are %s", name,
                         list);
    r->keys = json_loads(preset->parts[0].keys, 0, NULL);
    const char *kind = json_string_value(json_object_get(r->keys, "kind"));
    if (preset_parts(preset) == 1 && kind != NULL &&
        strcmp(kind, "responses") == 0)
        return 0;
    return diag_fail(d, "the preset %s is for no questionnaire", name);
}

static void add_texts(json_t *to, const json_t *texts)
{
    if (json_is_string(texts))
        json_array_append(to, (json_t *)(uintptr_t)texts);
    else if (texts != NULL)
        json_array_extend(to, (json_t *)(uintptr_t)texts);
}

static void take_headers(struct recipe *r, const json_t *column)
{
    const json_t *header =
        json_is_object(column) ? json_object_get(column, "header") : column;
    if (json_is_string(header))
        json_object_set_new(r->taken, json_string_value(header), json_true());
    for (size_t i = 0; i < json_array_size(header); i++)
        take_headers(r, json_array_get(header, i));
}

/* As a study's is checked; there is no study here to name its line. */
static int set_encoding(struct recipe *r, const char *name, struct diag *d)
{
    iconv_t known = name[0] != '\0' && strchr(name, '/') == NULL
                        ? iconv_open("UTF-8", name)
                        : (iconv_t)-1;
    if (known == (iconv_t)-1)
        return diag_fail(d,
                         "\"%.60s\" is no encoding known here; try UTF-8, "
                         "UTF-16 or GB18030",
                         name);
    iconv_close(known);
    json_object_set_new(r->keys, "encoding", json_string(name));
    return 0;
}

int recipe_read(struct recipe *r, const struct draft_options *options,
                struct diag *d)
{
    static const char *const words[] = {"missing", "not_shown",
                                        "not_substantive"};
    const char *field;
    json_t *column;
    r->states = json_array();
    r->taken = json_object();
    if (options->preset != NULL && find_preset(r, options->preset, d) != 0)
        return -1;
    if (r->keys == NULL)
        r->keys = json_object();
    if (options->encoding != NULL && set_encoding(r, options->encoding, d) != 0)
        return -1;
    const json_t *answers = json_object_get(r->keys, "answers");
    for (size_t i = 0; i < COUNT_OF(words); i++)
        add_texts(r->states, json_object_get(answers, words[i]));
    json_object_foreach(json_object_get(r->keys, "columns"), field, column) {
        take_headers(r, column);
    }
    r->input.file = options->file;
    r->input.path = mem_text(options->file);
    return studydialect_read(&r->input.dialect, NULL, r->keys, "codebook", d);
}

void recipe_free(struct recipe *r)
{
    dialect_free(&r->dialect);
    studydialect_free(&r->input.dialect);
    free(r->input.path);
    json_decref(r->keys);
    json_decref(r->states);
    json_decref(r->taken);
}

bool recipe_takes(const struct recipe *r, const char *header)
{
    return json_object_get(r->taken, header) != NULL;
}
