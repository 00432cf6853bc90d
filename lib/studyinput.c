/* studyinput.c - see studyinput.h. */
#include "lib/studyinput.h"

#include "lib/date.h"
#include "lib/manifest.h"
#include "lib/mem.h"
#include "lib/preset.h"
#include "lib/studycolumn.h"
#include "lib/studydialect.h"
#include "lib/studyformat.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_COLUMNS = 2000 };

static const struct jsonkey input_keys[] = {
    {.name = "kind", .type = JSONKEY_TEXT, .required = true},
    {.name = "name", .type = JSONKEY_TEXT, .required = true},
    {.name = "file", .type = JSONKEY_TEXT, .required = true},
    {.name = "files", .type = JSONKEY_TEXT}, /* studyfiles.h puts in "file" */
    {.name = "columns", .type = JSONKEY_OBJECT},
    {.name = "codebook", .type = JSONKEY_TEXT},
    {.name = "answers", .type = JSONKEY_OBJECT},
    {.name = "preset", .type = JSONKEY_TEXT},
    {.name = "roster", .type = JSONKEY_TEXT},
    {.name = "as_of_date", .type = JSONKEY_DATE},
    {.name = "member_namespace", .type = JSONKEY_TEXT},
    {.name = "max_rejects", .type = JSONKEY_NUMBER, .low = 0, .high = 1e15},
    {.name = "encoding", .type = JSONKEY_TEXT},
    {.name = "delimiter", .type = JSONKEY_TEXT},
    {.name = "quotes", .type = JSONKEY_BOOLEAN},
    {.name = "skip_lines", .type = JSONKEY_INTEGER, .low = 0, .high = 100000},
    {.name = "skip_last", .type = JSONKEY_INTEGER, .low = 0, .high = 1000},
    {.name = "skip_rows", .type = JSONKEY_ARRAY},
    {.name = "header_rows", .type = JSONKEY_INTEGER, .low = 1, .high = 100},
    {.name = "header_names", .type = JSONKEY_ANY},
    {.name = "first_header", .type = JSONKEY_TEXT},
    {.name = "wide", .type = JSONKEY_OBJECT},
    {.name = "dates", .type = JSONKEY_TEXT},
    {.name = "decimal", .type = JSONKEY_TEXT},
    {.name = "durations", .type = JSONKEY_OBJECT},
    {.name = "utc_offset", .type = JSONKEY_TEXT},
    {.name = NULL},
};

/* Words for all questions of a questionnaire that its codebook does not say. */
static const struct jsonkey answer_keys[] = {
    {.name = "missing", .type = JSONKEY_TEXTS},
    {.name = "not_shown", .type = JSONKEY_TEXTS},
    {.name = "not_substantive", .type = JSONKEY_TEXTS},
    {.name = "selected", .type = JSONKEY_TEXTS},
    {.name = "not_selected", .type = JSONKEY_TEXTS},
    {.name = NULL},
};

/* The keys that do not say how the file is read, but where it lies. */
static const char *const not_declared[] = {"name", "file", "codebook"};

/* One input being read, and where it stands. */
struct place {
    const struct study *study;
    const json_t *object;
    const char *prefix; /* "inputs[2]" */
};

static int fail_at(const struct place *p, const char *key, struct diag *d,
                   const char *what)
{
    return jsondoc_fail(p->study->doc, p->object, p->prefix, key, d, "%s",
                        what);
}

/* Fills PATH with where the file of KEY is. */
static int place_file(const struct place *p, const char *key, char **path,
                      struct diag *d)
{
    const char *name = jsondoc_text(p->object, key, "");
    *path = study_path(p->study->folder, name);
    return name[0] != '\0' ? 0 : fail_at(p, key, d, "must not be empty");
}

/* The file of KEY, at PATH, must be there to be read. */
static int check_file(const struct place *p, const char *key, const char *path,
                      struct diag *d)
{
    struct stat found;
    char why[128] = "it is a folder";
    if (stat(path, &found) == 0 && access(path, R_OK) == 0) {
        if (S_ISREG(found.st_mode))
            return 0;
        if (!S_ISDIR(found.st_mode))
            snprintf(why, sizeof why, "it is not a regular file");
    } else if (strerror_r(errno, why, sizeof why) != 0) {
        memcpy(why, "?", 2);
    }
    return jsondoc_fail(p->study->doc, p->object, p->prefix, key, d,
                        "cannot read \"%s\": %s",
                        jsondoc_text(p->object, key, ""), why);
}

static int read_codebook(struct study_input *input, const struct place *p,
                         struct diag *d)
{
    bool there = json_object_get(p->object, "codebook") != NULL;
    bool wanted = strcmp(input->kind, "responses") == 0;
    if (there && !wanted)
        return fail_at(p, "codebook", d, "is for the kind responses only");
    if (!there && wanted)
        return fail_at(p, "codebook", d,
                       "is missing; the kind responses needs the file that "
                       "says what the questions are");
    return there ? place_file(p, "codebook", &input->codebook, d) : 0;
}

static int read_answers(struct study_input *input, const struct place *p,
                        struct diag *d)
{
    input->answers = json_object_get(p->object, "answers");
    if (input->answers == NULL)
        return 0;
    if (strcmp(input->kind, "responses") != 0)
        return fail_at(p, "answers", d, "is for the kind responses only");
    char *prefix = mem_format("%s.answers", p->prefix);
    int result =
        jsondoc_check(p->study->doc, input->answers, prefix, answer_keys, d);
    free(prefix);
    return result;
}

static int read_columns(struct study_input *input, const struct place *p,
                        struct diag *d)
{
    json_t *columns = json_object_get(p->object, "columns");
    size_t count = json_object_size(columns);
    if (count > MAX_COLUMNS)
        return fail_at(p, "columns", d, "has more than 2000 fields");
    input->columns = mem_array(NULL, count, sizeof *input->columns);
    char *prefix = mem_format("%s.columns", p->prefix);
    const char *field;
    json_t *value;
    int result = 0;
    json_object_foreach(columns, field, value) {
        if (result != 0)
            break;
        struct study_column *column = &input->columns[input->n_columns++];
        result =
            studycolumn_read(column, p->study->doc, columns, prefix, field, d);
        if (column->line == 0) /* the preset says it */
            column->line = jsondoc_line(p->study->doc, p->object, "preset");
    }
    free(prefix);
    return result;
}

/* What the study says of all its inputs changes how this one is read, too. */
static void add_outer(json_t *all, const struct study *study)
{
    const json_t *root = jsondoc_root(study->doc);
    json_object_set(all, "study.durations", json_object_get(root, "durations"));
    json_object_set(all, "study.utc_offset",
                    json_object_get(root, "utc_offset"));
}

/* The hash of the declared keys, sorted, and of the codebook's bytes. */
static int declare(struct study_input *input, const struct place *p,
                   struct diag *d)
{
    json_t *all = json_copy((json_t *)(uintptr_t)p->object);
    for (size_t i = 0; i < COUNT_OF(not_declared); i++)
        json_object_del(all, not_declared[i]);
    add_outer(all, p->study);
    char codebook[DIGEST_TEXT] = "";
    int result = 0;
    if (input->codebook != NULL)
        result = digest_file(input->codebook, codebook, d);
    json_object_set_new(all, "codebook", json_string(codebook));
    char *text = json_dumps(all, JSON_SORT_KEYS | JSON_COMPACT);
    if (text != NULL)
        digest_bytes(text, strlen(text), input->declaration);
    free(text);
    json_decref(all);
    return result;
}

static int read_roster(struct study_input *input, const struct place *p,
                       struct diag *d)
{
    const char *word = jsondoc_text(p->object, "roster", NULL);
    input->as_of_date = jsondoc_date(p->object, "as_of_date");
    if (word == NULL && input->as_of_date != DATE_NONE)
        return fail_at(p, "as_of_date", d,
                       "is of a roster: say \"roster\", "
                       "too");
    if (word == NULL)
        return 0;
    input->roster = strcmp(word, "full") == 0    ? STUDY_ROSTER_FULL
                    : strcmp(word, "delta") == 0 ? STUDY_ROSTER_DELTA
                                                 : STUDY_ROSTER_NONE;
    return input->roster != STUDY_ROSTER_NONE
               ? 0
               : fail_at(p, "roster", d, "must be \"full\" or \"delta\"");
}

static int read_numbers(struct study_input *input, const struct place *p,
                        struct diag *d)
{
    input->member_namespace = jsondoc_text(p->object, "member_namespace", NULL);
    input->max_rejects = jsondoc_number(p->object, "max_rejects", .01);
    if (input->kind[0] == '\0')
        return fail_at(p, "kind", d, "must not be empty");
    if (input->name[0] == '\0')
        return fail_at(p, "name", d, "must not be empty");
    return read_roster(input, p, d);
}

static int read_object(struct study_input *input, const struct place *p,
                       struct diag *d)
{
    if (jsondoc_check(p->study->doc, p->object, p->prefix, input_keys, d) != 0)
        return -1;
    input->kind = jsondoc_text(p->object, "kind", "");
    input->name = jsondoc_text(p->object, "name", "");
    input->file = jsondoc_text(p->object, "file", "");
    input->preset = jsondoc_text(p->object, "preset", NULL);
    if (read_numbers(input, p, d) != 0 ||
        studydialect_read(&input->dialect, p->study->doc, p->object, p->prefix,
                          d) != 0 ||
        studyformat_read(&input->formats, &p->study->formats, p->study->doc,
                         p->object, p->prefix, d) != 0 ||
        read_columns(input, p, d) != 0 ||
        place_file(p, "file", &input->path, d) != 0)
        return -1;
    return read_codebook(input, p, d) == 0 ? read_answers(input, p, d) : -1;
}

int studyinput_read(struct study_input *input, const struct study *study,
                    const json_t *object, size_t number, struct diag *d)
{
    char *prefix = mem_format("inputs[%zu]", number);
    struct place p = {study, object, prefix};
    *input = (struct study_input){0};
    int result = read_object(input, &p, d);
    free(prefix);
    return result;
}

/* A preset of a folder with a manifest asks that first. */
static int read_manifest(struct study_input *input, struct diag *d)
{
    const struct preset *preset =
        input->preset != NULL ? preset_find(input->preset) : NULL;
    enum manifest_mode mode;
    if (preset == NULL || preset->release == NULL)
        return 0;
    if (manifest_read(input->path, preset->release, &mode, d) != 0)
        return -1;
    input->absent = mode == MANIFEST_ABSENT;
    if (mode != MANIFEST_DELTA)
        return 0;
    if (strcmp(input->kind, "members") == 0 ||
        strcmp(input->kind, "organizations") == 0) {
        input->roster = STUDY_ROSTER_DELTA;
        return 0;
    }
    diag_at(d, input->file, 0, NULL);
    return diag_fail(d,
                     "the manifest says that this file has changes only "
                     "(\"delta\"); users and orgs can be read so, %s must be "
                     "whole (\"bulk\")",
                     input->kind);
}

int studyinput_find(struct study_input *input, const struct study *study,
                    const json_t *object, size_t number, struct diag *d)
{
    char *prefix = mem_format("inputs[%zu]", number);
    struct place p = {study, object, prefix};
    int result = read_manifest(input, d);
    if (result == 0 && !input->absent)
        result = check_file(&p, "file", input->path, d);
    if (result == 0 && input->codebook != NULL)
        result = check_file(&p, "codebook", input->codebook, d);
    if (result == 0)
        result = declare(input, &p, d);
    free(prefix);
    return result;
}

void studyinput_free(struct study_input *input)
{
    for (size_t i = 0; i < input->n_columns; i++)
        studycolumn_free(&input->columns[i]);
    free(input->columns);
    studydialect_free(&input->dialect);
    studyformat_free(&input->formats);
    free(input->path);
    free(input->codebook);
}
