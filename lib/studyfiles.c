/* studyfiles.c - see studyfiles.h. */
#include "lib/studyfiles.h"

#include "lib/mem.h"
#include "lib/preset.h"
#include "lib/study.h"

#include <dirent.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST = 10000 }; /* as many as a study may have inputs */

/* An entry that names a pattern, and the files that fit it. */
struct entry {
    struct jsondoc *doc;
    json_t *object;
    char *prefix;        /* "inputs[2]" */
    const char *pattern; /* behind the last slash of "files" */
    char *folder;        /* up to it, as the study writes it; "" if none */
    char *where;         /* the same, to be opened */
    char **paths;        /* relative to the study */
    size_t count, room;
};

static int fail(const struct entry *e, const char *key, const char *what,
                struct diag *d)
{
    return jsondoc_fail(e->doc, e->object, e->prefix, key, d, "%s", what);
}

static int check_entry(const struct entry *e, struct diag *d)
{
    const struct preset *preset =
        preset_find(jsondoc_text(e->object, "preset", ""));
    if (!json_is_string(json_object_get(e->object, "files")))
        return fail(e, "files", "must be a text in quotes", d);
    if (json_object_get(e->object, "file") != NULL)
        return fail(e, "files", "stands for several; say it or \"file\"", d);
    if (jsondoc_text(e->object, "name", NULL) == NULL)
        return fail(e, "name", "is missing; it must be a text in quotes", d);
    if (preset != NULL && preset_parts(preset) > 1)
        return fail(e, "files",
                    "cannot be with a preset of several parts; give each file "
                    "an entry of its own",
                    d);
    if (strpbrk(e->folder, "*?[") != NULL)
        return fail(e, "files", "may have * ? [ in the file's name alone", d);
    return 0;
}

/* Adds the file NAME, if it is a file. */
static void add_file(struct entry *e, const char *name)
{
    char *path = mem_format("%s%s", e->folder, name);
    char *place = mem_format("%s/%s", e->where, name);
    struct stat found;
    if (stat(place, &found) == 0 && !S_ISDIR(found.st_mode)) {
        e->paths = mem_grow(e->paths, e->count, &e->room, sizeof *e->paths);
        e->paths[e->count++] = path;
        path = NULL;
    }
    free(place);
    free(path);
}

static int by_bytes(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

static int find_files(struct entry *e, struct diag *d)
{
    DIR *open = opendir(e->where);
    if (open == NULL) {
        jsondoc_fail(e->doc, e->object, e->prefix, "files", d,
                     "there is no folder \"%.200s\" that can be read",
                     e->folder);
        return -1;
    }
    const struct dirent *found;
    while ((found = readdir(open)) != NULL && e->count <= MOST)
        if (fnmatch(e->pattern, found->d_name, FNM_PERIOD) == 0)
            add_file(e, found->d_name);
    closedir(open);
    if (e->count == 0)
        return fail(e, "files", "there is no file whose name fits", d);
    if (e->count > MOST)
        return fail(e, "files", "are more than 10000", d);
    qsort(e->paths, e->count, sizeof *e->paths, by_bytes);
    return 0;
}

/* The entry for the file at PATH; NULL if its name is not UTF-8. */
static json_t *make_input(const struct entry *e, const char *path)
{
    json_t *file = json_string(path);
    if (file == NULL)
        return NULL;
    json_t *made = json_copy(e->object);
    char *name = mem_format("%s:%s", jsondoc_text(e->object, "name", ""), path);
    jsondoc_stand_for(e->doc, made, e->object);
    json_object_del(made, "files");
    json_object_set_new(made, "file", file);
    json_object_set_new(made, "name", json_string(name));
    free(name);
    return made;
}

/* Replaces the entry at PLACE of INPUTS by one for each file. */
static int put_files(const struct entry *e, json_t *inputs, size_t place,
                     struct diag *d)
{
    for (size_t i = 0; i < e->count; i++) {
        json_t *made = make_input(e, e->paths[i]);
        if (made == NULL)
            return fail(e, "files",
                        "the name of a file that fits is not UTF-8; rename it",
                        d);
        json_array_insert_new(inputs, place + 1 + i, made);
    }
    json_array_remove(inputs, place);
    return 0;
}

static int expand_entry(struct entry *e, json_t *inputs, const char *folder,
                        size_t *place, struct diag *d)
{
    const char *files = jsondoc_text(e->object, "files", "");
    const char *slash = strrchr(files, '/');
    size_t length = slash != NULL ? (size_t)(slash + 1 - files) : 0;
    e->pattern = files + length;
    e->folder = mem_text_n(files, length);
    e->where = length > 0 ? study_path(folder, e->folder) : mem_text(folder);
    if (check_entry(e, d) != 0 || find_files(e, d) != 0 ||
        put_files(e, inputs, *place, d) != 0)
        return -1;
    *place += e->count - 1;
    return 0;
}

static void free_entry(struct entry *e)
{
    for (size_t i = 0; i < e->count; i++)
        free(e->paths[i]);
    free(e->paths);
    free(e->folder);
    free(e->where);
    free(e->prefix);
}

int studyfiles_expand(struct jsondoc *doc, json_t *inputs, const char *folder,
                      struct diag *d)
{
    int result = 0;
    for (size_t i = 0; i < json_array_size(inputs) && result == 0; i++) {
        json_t *object = json_array_get(inputs, i);
        if (json_object_get(object, "files") == NULL)
            continue;
        struct entry e = {.doc = doc, .object = object};
        e.prefix = mem_format("inputs[%zu]", i);
        result = expand_entry(&e, inputs, folder, &i, d);
        free_entry(&e);
    }
    return result;
}
