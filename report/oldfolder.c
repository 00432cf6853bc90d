/* oldfolder.c - see oldfolder.h. */
#include "report/oldfolder.h"

#include "lib/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Whether the manifest lists the file NAME. */
static bool listed(const json_t *manifest, const char *name)
{
    size_t i;
    json_t *file;
    if (strcmp(name, "manifest.json") == 0)
        return true;
    json_array_foreach(json_object_get(manifest, "files"), i, file) {
        const char *known = json_string_value(json_object_get(file, "file"));
        if (known != NULL && strcmp(known, name) == 0)
            return true;
    }
    return false;
}

static json_t *read_manifest(const char *path)
{
    char *file = mem_format("%s/manifest.json", path);
    json_t *manifest = json_load_file(file, 0, NULL);
    free(file);
    return manifest;
}

static int refuse(const char *path, const char *name, struct diag *d)
{
    diag_at(d, path, 0, NULL);
    return diag_fail(d,
                     "holds '%s', which is no report of Dripline, and would "
                     "be replaced; move it, or name another reports.folder",
                     name);
}

static int check_entries(DIR *dir, const char *path, struct diag *d)
{
    json_t *manifest = read_manifest(path);
    int result = 0;
    for (struct dirent *e; result == 0 && (e = readdir(dir)) != NULL;)
        if (!is_dots(e->d_name) &&
            (manifest == NULL || !listed(manifest, e->d_name)))
            result = refuse(path, e->d_name, d);
    json_decref(manifest);
    return result;
}

int oldfolder_check(const char *path, struct diag *d)
{
    struct stat s;
    int found = lstat(path, &s);
    if (found != 0 && errno == ENOENT)
        return 0;
    if (found == 0 && S_ISLNK(s.st_mode)) {
        diag_at(d, path, 0, NULL);
        return diag_fail(d, "is a symbolic link, which cannot be replaced "
                            "in one step; name the folder that it leads to "
                            "in reports.folder");
    }
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    if (dir == NULL) {
        diag_at(d, path, 0, NULL);
        diag_fail_errno(d, "the reports cannot replace it");
        if (fd >= 0)
            close(fd);
        return -1;
    }
    int result = check_entries(dir, path, d);
    closedir(dir);
    return result;
}

void oldfolder_remove(int fd, const char *path)
{
    int copy = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = copy >= 0 ? fdopendir(copy) : NULL;
    if (dir == NULL) {
        if (copy >= 0)
            close(copy);
        return;
    }
    for (struct dirent *e; (e = readdir(dir)) != NULL;)
        if (!is_dots(e->d_name))
            (void)unlinkat(fd, e->d_name, 0);
    closedir(dir);
    (void)rmdir(path);
}
