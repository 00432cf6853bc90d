/* studyfolder.c - see studyfolder.h. */
#include "lib/studyfolder.h"

#include "lib/mem.h"
#include "lib/study.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 4096 }; /* bytes of a path, as Linux has it */

/* PATH less its last name; "." if it has no other. */
static char *parent_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return mem_text(".");
    return mem_text_n(path, slash == path ? 1 : (size_t)(slash - path));
}

/* PATH without the slashes at its end. */
static char *trimmed(const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return mem_text_n(path, length);
}

/*
 * PATH without links, as far as it is there; the rest as it is written. One
 * longer than any that can be there is left as it is, and so goes no deeper.
 */
static char *resolve(const char *path)
{
    if (strlen(path) >= LONGEST)
        return mem_text(path);
    char *real = realpath(path, NULL);
    if (real != NULL)
        return real;
    char *whole = trimmed(path), *parent = parent_of(whole);
    const char *slash = strrchr(whole, '/');
    char *found = NULL;
    if (strcmp(whole, parent) == 0) {
        found = mem_text(whole);
    } else {
        char *up = resolve(parent);
        found = study_path(up, slash != NULL ? slash + 1 : whole);
        free(up);
    }
    free(whole);
    free(parent);
    return found;
}

static bool lies_in(const char *path, const char *folder)
{
    char *inner = resolve(path), *outer = resolve(folder);
    size_t length = strlen(outer);
    bool inside = strncmp(inner, outer, length) == 0 &&
                  (inner[length] == '\0' || inner[length] == '/' ||
                   outer[length - 1] == '/');
    free(inner);
    free(outer);
    return inside;
}

int studyfolder_check(const struct study *study, struct diag *d)
{
    const json_t *root = jsondoc_root(study->doc);
    const json_t *reports = json_object_get(root, "reports");
    const char *folder = study->report_folder;
    if (lies_in(study->folder, folder))
        return jsondoc_fail(study->doc, reports, "reports", "folder", d,
                            "would replace the folder that the study lies in; "
                            "name one of its own, such as \"report\"");
    if (lies_in(study->warehouse, folder))
        return jsondoc_fail(study->doc, root, NULL, "warehouse", d,
                            "lies in the report folder, which every run "
                            "replaces whole; keep it beside that folder");
    if (lies_in(study->key_file, folder))
        return jsondoc_fail(study->doc, reports, "reports", "key_file", d,
                            "lies in the report folder, which every run "
                            "replaces whole; keep it apart from the reports");
    return 0;
}
