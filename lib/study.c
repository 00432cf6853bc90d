/* study.c - see study.h. */
#include "lib/study.h"

#include "lib/date.h"
#include "lib/mem.h"
#include "lib/studyfiles.h"
#include "lib/studyfolder.h"
#include "lib/studyformat.h"
#include "lib/studyinput.h"
#include "lib/studypreset.h"
#include "lib/studysettings.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_INPUTS = 10000, MAX_ID = 64 };

static const struct jsonkey study_keys[] = {
    {.name = "study", .type = JSONKEY_TEXT, .required = true},
    {.name = "title", .type = JSONKEY_TEXT, .required = true},
    {.name = "title_zh", .type = JSONKEY_TEXT},
    {.name = "words_zh", .type = JSONKEY_OBJECT},
    {.name = "as_of", .type = JSONKEY_DATE, .required = true},
    {.name = "period", .type = JSONKEY_ARRAY, .required = true},
    {.name = "seed", .type = JSONKEY_INTEGER, .low = 0, .high = 9.2e18},
    {.name = "warehouse", .type = JSONKEY_TEXT, .required = true},
    {.name = "inputs", .type = JSONKEY_ARRAY, .required = true},
    {.name = "durations", .type = JSONKEY_OBJECT},
    {.name = "utc_offset", .type = JSONKEY_TEXT},
    {.name = "policy", .type = JSONKEY_ANY},
    {.name = "analysis", .type = JSONKEY_OBJECT},
    {.name = "reports", .type = JSONKEY_OBJECT},
    {.name = NULL},
};

static const struct jsonkey report_keys[] = {
    {.name = "folder", .type = JSONKEY_TEXT},
    {.name = "key_file", .type = JSONKEY_TEXT},
    {.name = "threshold", .type = JSONKEY_INTEGER, .low = 1, .high = 1e9},
    {.name = "cell_threshold", .type = JSONKEY_INTEGER, .low = 1, .high = 1e9},
    {.name = "identify", .type = JSONKEY_TEXTS},
    {.name = NULL},
};

char *study_path(const char *folder, const char *path)
{
    if (path[0] == '/' || strcmp(folder, ".") == 0)
        return mem_text(path);
    bool slash = folder[0] != '\0' && folder[strlen(folder) - 1] == '/';
    return mem_format("%s%s%s", folder, slash ? "" : "/", path);
}

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return mem_text(".");
    return mem_text_n(path, slash == path ? 1 : (size_t)(slash - path));
}

static int fail_top(const struct study *study, const char *key, struct diag *d,
                    const char *what)
{
    return jsondoc_fail(study->doc, jsondoc_root(study->doc), NULL, key, d,
                        "%s", what);
}

/* The object at KEY of the root; an empty one is put there if there is none. */
static json_t *need_object(struct study *study, const char *key)
{
    json_t *root = jsondoc_root(study->doc);
    if (json_object_get(root, key) == NULL)
        json_object_set_new(root, key, json_object());
    return json_object_get(root, key);
}

/* The id goes into names of files and addresses. */
static int check_id(const struct study *study, struct diag *d)
{
    size_t length = strlen(study->id);
    size_t fit = strspn(study->id, "abcdefghijklmnopqrstuvwxyz"
                                   "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                   "0123456789-_.");
    if (length == 0 || fit < length || length > MAX_ID)
        return fail_top(study, "study", d,
                        "must be 1 to 64 letters a-z, digits, - _ or .");
    if (study->title[0] == '\0')
        return fail_top(study, "title", d, "must not be empty");
    return 0;
}

static int read_period(struct study *study, struct diag *d)
{
    const json_t *period = json_object_get(jsondoc_root(study->doc), "period");
    const char *begin = json_string_value(json_array_get(period, 0));
    const char *end = json_string_value(json_array_get(period, 1));
    if (json_array_size(period) != 2 || begin == NULL || end == NULL ||
        !date_read(begin, strlen(begin), &study->period_begin) ||
        !date_read(end, strlen(end), &study->period_end))
        return fail_top(study, "period", d,
                        "must be two dates, such as [\"2025-01-01\", "
                        "\"2025-12-31\"]");
    if (study->period_end < study->period_begin)
        return fail_top(study, "period", d, "ends before it begins");
    if (study->as_of < study->period_begin)
        return fail_top(study, "as_of", d, "lies before the period");
    return 0;
}

static int read_top(struct study *study, struct diag *d)
{
    const json_t *root = jsondoc_root(study->doc);
    study->id = jsondoc_text(root, "study", "");
    study->title = jsondoc_text(root, "title", "");
    study->title_zh = jsondoc_text(root, "title_zh", NULL);
    study->as_of = jsondoc_date(root, "as_of");
    study->seed = (uint64_t)jsondoc_integer(root, "seed", 1);
    const char *warehouse = jsondoc_text(root, "warehouse", "");
    study->warehouse = study_path(study->folder, warehouse);
    if (warehouse[0] == '\0')
        return fail_top(study, "warehouse", d, "must not be empty");
    if (check_id(study, d) != 0)
        return -1;
    return read_period(study, d);
}

static int check_unique(const struct study *study, struct diag *d)
{
    const json_t *list = json_object_get(jsondoc_root(study->doc), "inputs");
    for (size_t i = 0; i < study->n_inputs; i++) {
        for (size_t j = 0; j < i; j++) {
            if (strcmp(study->inputs[i].name, study->inputs[j].name) != 0)
                continue;
            char *prefix = mem_format("inputs[%zu]", i);
            jsondoc_fail(study->doc, json_array_get(list, i), prefix, "name", d,
                         "\"%s\" is the name of the input of line %ld too",
                         study->inputs[i].name, study->inputs[j].line);
            free(prefix);
            return -1;
        }
    }
    return 0;
}

static int read_inputs(struct study *study, struct diag *d)
{
    json_t *list = json_object_get(jsondoc_root(study->doc), "inputs");
    if (studypreset_expand(study->doc, list, d) != 0 ||
        studyfiles_expand(study->doc, list, study->folder, d) != 0)
        return -1;
    size_t count = json_array_size(list);
    if (count == 0)
        return fail_top(study, "inputs", d, "must name at least one input");
    if (count > MAX_INPUTS)
        return fail_top(study, "inputs", d, "are more than 10000");
    study->inputs = mem_array(NULL, count, sizeof *study->inputs);
    for (size_t i = 0; i < count; i++) {
        const json_t *object = json_array_get(list, i);
        long line = jsondoc_line(study->doc, object, "");
        if (line == 0)
            line = jsondoc_line_at(study->doc, list, i);
        struct study_input *input = &study->inputs[study->n_inputs++];
        *input = (struct study_input){0};
        if (!json_is_object(object)) {
            diag_at(d, jsondoc_path(study->doc), line, "inputs");
            return diag_fail(d, "each must be an object in { }");
        }
        if (studyinput_read(input, study, object, i, d) != 0)
            return -1;
        input->line = line;
    }
    return check_unique(study, d);
}

/* Any key, each with a text. */
static int read_words(struct study *study, struct diag *d)
{
    json_t *words = need_object(study, "words_zh"), *value;
    const char *key;
    study->words_zh = words;
    json_object_foreach(words, key, value) {
        if (!json_is_string(value) || json_string_length(value) == 0)
            return jsondoc_fail(study->doc, words, "words_zh", key, d,
                                "must be a text in quotes");
    }
    return 0;
}

static int read_policy_file(struct study *study, const char *name,
                            struct diag *d)
{
    char *path = study_path(study->folder, name);
    if (access(path, R_OK) == 0)
        study->policy_doc = jsondoc_read(path, d);
    else
        jsondoc_fail(study->doc, jsondoc_root(study->doc), NULL, "policy", d,
                     "there is no file \"%s\" to read", name);
    free(path);
    return study->policy_doc != NULL ? 0 : -1;
}

/* A text names a file, an object is the policy itself, nothing is none. */
static int read_policy(struct study *study, struct diag *d)
{
    json_t *policy = need_object(study, "policy");
    study->policy = policy;
    if (json_is_string(policy)) {
        if (read_policy_file(study, json_string_value(policy), d) != 0)
            return -1;
        study->policy = jsondoc_root(study->policy_doc);
    }
    if (json_is_object(study->policy))
        return 0;
    if (study->policy_doc == NULL)
        return fail_top(study, "policy", d,
                        "must be the name of a file, or an object in { }");
    diag_at(d, jsondoc_path(study->policy_doc), 1, NULL);
    return diag_fail(d, "must hold an object in { }");
}

static void read_identify(struct study *study, const json_t *reports)
{
    const json_t *list = json_object_get(reports, "identify");
    bool one = json_is_string(list);
    size_t count = one ? 1 : json_array_size(list);
    study->identify = mem_array(NULL, count, sizeof *study->identify);
    for (size_t i = 0; i < count; i++)
        study->identify[i] =
            json_string_value(one ? list : json_array_get(list, i));
    study->n_identify = count;
}

static int read_reports(struct study *study, struct diag *d)
{
    const json_t *reports = need_object(study, "reports");
    if (jsondoc_check(study->doc, reports, "reports", report_keys, d) != 0)
        return -1;
    const char *folder = jsondoc_text(reports, "folder", "report");
    const char *key_file = jsondoc_text(reports, "key_file", "dripline.key");
    if (folder[0] == '\0' || key_file[0] == '\0')
        return jsondoc_fail(study->doc, reports, "reports",
                            folder[0] == '\0' ? "folder" : "key_file", d,
                            "must not be empty");
    study->report_folder = study_path(study->folder, folder);
    study->key_file = study_path(study->folder, key_file);
    study->threshold = jsondoc_integer(reports, "threshold", 10);
    study->cell_threshold = jsondoc_integer(reports, "cell_threshold", 5);
    read_identify(study, reports);
    return studyfolder_check(study, d);
}

int study_read(struct study *study, const char *path, struct diag *d)
{
    *study = (struct study){0};
    study->folder = folder_of(path);
    study->doc = jsondoc_read(path, d);
    if (study->doc == NULL)
        return -1;
    const json_t *root = jsondoc_root(study->doc);
    if (!json_is_object(root)) {
        diag_at(d, path, 1, NULL);
        return diag_fail(d, "a study is an object in { }");
    }
    if (jsondoc_check(study->doc, root, NULL, study_keys, d) != 0 ||
        read_top(study, d) != 0 || read_words(study, d) != 0 ||
        studyformat_read(&study->formats, NULL, study->doc, root, NULL, d) !=
            0 ||
        read_inputs(study, d) != 0)
        return -1;
    study->analysis = need_object(study, "analysis");
    if (studysettings_check(study, d) != 0 || read_policy(study, d) != 0 ||
        read_reports(study, d) != 0)
        return -1;
    studysettings_hash(study, study->settings);
    return 0;
}

int study_find_files(struct study *study, struct diag *d)
{
    const json_t *list = json_object_get(jsondoc_root(study->doc), "inputs");
    for (size_t i = 0; i < study->n_inputs; i++)
        if (studyinput_find(&study->inputs[i], study, json_array_get(list, i),
                            i, d) != 0)
            return -1;
    return 0;
}

static void replace(char **path, const char *folder, const char *name)
{
    free(*path);
    *path = study_path(folder, name);
}

void study_redirect(struct study *study, const char *folder)
{
    if (folder == NULL)
        return;
    replace(&study->warehouse, folder, "warehouse.db");
    replace(&study->report_folder, folder, "report");
    if (access(study->key_file, F_OK) != 0 && errno == ENOENT)
        replace(&study->key_file, folder, "dripline.key");
}

void study_free(struct study *study)
{
    for (size_t i = 0; i < study->n_inputs; i++)
        studyinput_free(&study->inputs[i]);
    free(study->inputs);
    studyformat_free(&study->formats);
    free(study->identify);
    free(study->folder);
    free(study->warehouse);
    free(study->report_folder);
    free(study->key_file);
    jsondoc_free(study->policy_doc);
    jsondoc_free(study->doc);
    *study = (struct study){0};
}

const struct jsondoc *study_policy_doc(const struct study *study)
{
    return study->policy_doc != NULL ? study->policy_doc : study->doc;
}

int64_t study_integer(const struct study *study, const char *section,
                      const char *key, int64_t otherwise)
{
    return jsondoc_integer(json_object_get(study->analysis, section), key,
                           otherwise);
}

bool study_boolean(const struct study *study, const char *section,
                   const char *key, bool otherwise)
{
    return jsondoc_boolean(json_object_get(study->analysis, section), key,
                           otherwise);
}

double study_number(const struct study *study, const char *section,
                    const char *key, double otherwise)
{
    return jsondoc_number(json_object_get(study->analysis, section), key,
                          otherwise);
}

const char *study_text(const struct study *study, const char *section,
                       const char *key, const char *otherwise)
{
    return jsondoc_text(json_object_get(study->analysis, section), key,
                        otherwise);
}

void study_at(const struct study *study, const char *section, const char *key,
              struct diag *d)
{
    const json_t *object = json_object_get(study->analysis, section);
    char *name = mem_format("analysis.%s.%s", section, key);
    if (study->doc != NULL)
        diag_at(d, jsondoc_path(study->doc),
                jsondoc_line(study->doc, object, key), name);
    else
        diag_at(d, NULL, 0, name);
    free(name);
}

int study_fail(const struct study *study, const char *section, const char *key,
               struct diag *d, const char *fmt, ...)
{
    char text[sizeof d->text];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    study_at(study, section, key, d);
    return diag_fail(d, "%s", text);
}

bool study_identifies(const struct study *study, const char *report)
{
    for (size_t i = 0; i < study->n_identify; i++)
        if (strcmp(study->identify[i], report) == 0)
            return true;
    return false;
}
