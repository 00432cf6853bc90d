/*
 * folder.c - see folder.h.
 *
 * The folder is flat. A part folder that nobody holds a lock on was left by a
 * run that is gone: either half of new reports, or old reports that had been
 * replaced already; both may go.
 */
#define _GNU_SOURCE /* renameat2 */
#include "report/folder.h"

#include "lib/mem.h"
#include "report/oldfolder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_MODE = 0750, TRIES = 100 };

static int fail(const char *path, struct diag *d, const char *what)
{
    diag_at(d, path, 0, NULL);
    return diag_fail_errno(d, "%s", what);
}

/* PATH without the slashes at its end. */
static char *trimmed(const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return mem_text_n(path, length);
}

static char *parent_of(const char *path)
{
    char *copy = mem_text(path);
    char *parent = mem_text(dirname(copy));
    free(copy);
    return parent;
}

static int make_parents(const char *path, struct diag *d)
{
    char *parent = parent_of(path);
    int result = 0;
    if (mkdir(parent, FOLDER_MODE) != 0 && errno == ENOENT) {
        result = make_parents(parent, d);
        if (result == 0)
            (void)mkdir(parent, FOLDER_MODE); /* told when it is used */
    }
    free(parent);
    return result;
}

/* Opens and locks the folder PATH; -1 if it is gone or held by another. */
static int lock(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return -1;
    struct stat ours, named;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0 && fstat(fd, &ours) == 0 &&
        stat(path, &named) == 0 && ours.st_ino == named.st_ino &&
        ours.st_dev == named.st_dev)
        return fd;
    close(fd);
    return -1;
}

/* Removes the folder PATH and its files, if nobody holds it. */
static void sweep(const char *path)
{
    int fd = lock(path);
    if (fd < 0)
        return;
    oldfolder_remove(fd, path);
    close(fd);
}

/* Removes what killed runs left beside PATH. */
static void sweep_leftovers(const char *path)
{
    char *copy = mem_text(path);
    char *prefix = mem_format("%s.part-", basename(copy));
    char *parent = parent_of(path);
    DIR *dir = opendir(parent);
    for (struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;) {
        if (strncmp(e->d_name, prefix, strlen(prefix)) != 0)
            continue;
        char *left = mem_format("%s/%s", parent, e->d_name);
        sweep(left);
        free(left);
    }
    if (dir != NULL)
        closedir(dir);
    free(parent);
    free(prefix);
    free(copy);
}

/* Makes a part folder under a name that is free, and locks it. */
static int make_part(struct folder *f, struct diag *d)
{
    for (int i = 0; i < TRIES; i++) {
        f->part = mem_format("%s.part-%ld-%d", f->path, (long)getpid(), i);
        if (mkdir(f->part, FOLDER_MODE) == 0) {
            f->fd = lock(f->part);
            if (f->fd >= 0)
                return 0;
        } else if (errno != EEXIST) {
            return fail(f->part, d, "cannot make a folder for the reports");
        }
        free(f->part);
        f->part = NULL;
    }
    diag_at(d, f->path, 0, NULL);
    return diag_fail(d, "other runs hold the folders beside it");
}

int folder_check(const char *path, struct diag *d)
{
    char *folder = trimmed(path);
    int result = oldfolder_check(folder, d);
    free(folder);
    return result;
}

int folder_open(struct folder *f, const char *path, struct diag *d)
{
    *f = (struct folder){.fd = -1};
    f->path = trimmed(path);
    if (oldfolder_check(f->path, d) != 0 || make_parents(f->path, d) != 0)
        return -1;
    sweep_leftovers(f->path);
    return make_part(f, d);
}

/* The old folder's mode is the office's choice and is kept. */
static void keep_mode(const struct folder *f)
{
    struct stat old;
    if (stat(f->path, &old) == 0)
        (void)fchmod(f->fd, old.st_mode & 07777);
}

/* For file systems that cannot exchange: OLD becomes PART's neighbour. */
static int swap_in_two_steps(const struct folder *f, struct diag *d)
{
    char *aside = mem_format("%s.old", f->part);
    int result = rename(f->path, aside);
    if (result != 0)
        fail(f->path, d, "cannot set the old reports aside");
    else if (rename(f->part, f->path) != 0)
        result = fail(f->path, d, "cannot put the new reports in place");
    if (result == 0)
        sweep(aside);
    free(aside);
    return result;
}

static int swap(const struct folder *f, struct diag *d)
{
    if (renameat2(AT_FDCWD, f->part, AT_FDCWD, f->path, RENAME_EXCHANGE) == 0)
        return 0;
    if (errno == ENOENT &&
        renameat2(AT_FDCWD, f->part, AT_FDCWD, f->path, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno == EINVAL || errno == ENOSYS || errno == EXDEV)
        return swap_in_two_steps(f, d);
    return fail(f->path, d, "cannot put the new reports in place");
}

static int sync_parent(const struct folder *f, struct diag *d)
{
    char *parent = parent_of(f->path);
    int fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int result = fd < 0 ? -1 : fsync(fd);
    if (result != 0)
        fail(parent, d, "cannot bring the folder to the disk");
    if (fd >= 0)
        close(fd);
    free(parent);
    return result;
}

int folder_publish(struct folder *f, struct diag *d)
{
    if (oldfolder_check(f->path, d) != 0)
        return -1;
    keep_mode(f);
    if (fsync(f->fd) != 0)
        return fail(f->part, d, "cannot bring the folder to the disk");
    if (swap(f, d) != 0 || sync_parent(f, d) != 0)
        return -1;
    sweep(f->part); /* now the old folder, if there was one */
    free(f->part);
    f->part = NULL;
    return 0;
}

void folder_close(struct folder *f)
{
    if (f->part != NULL && f->fd >= 0)
        oldfolder_remove(f->fd, f->part);
    if (f->fd >= 0)
        close(f->fd);
    free(f->part);
    free(f->path);
    *f = (struct folder){.fd = -1};
}

char *folder_file(const struct folder *f, const char *name)
{
    return mem_format("%s/%s", f->part != NULL ? f->part : f->path, name);
}
