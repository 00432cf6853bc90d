/*
 * lockfile.c - see lockfile.h.
 *
 * The file is removed by its holder. So who has locked it must look whether
 * the name still leads to what was locked: it may have been removed between
 * the opening and the locking, and then the lock is worth nothing.
 */
#include "lib/lockfile.h"

#include "lib/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static char *lock_name(const char *path)
{
    return mem_format("%s.lock", path);
}

/* The first line of NAME, as far as it is plain text. */
static void read_line(const char *name, char *to, size_t room)
{
    to[0] = '\0';
    int file = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return;
    ssize_t got = read(file, to, room - 1);
    close(file);
    size_t length = 0;
    while (got > 0 && length < (size_t)got && to[length] >= ' ' &&
           to[length] <= '~')
        length++;
    to[length] = '\0';
}

char *lockfile_holder(const char *path, char to[LOCKFILE_HOLDER])
{
    char *name = lock_name(path);
    char line[LOCKFILE_HOLDER], program[64];
    long process;
    read_line(name, line, sizeof line);
    if (sscanf(line, "%63s%*[ ]%9ld", program, &process) == 2)
        snprintf(to, LOCKFILE_HOLDER, "%s (process %ld)", program, process);
    else
        snprintf(to, LOCKFILE_HOLDER, "another program");
    free(name);
    return to;
}

static bool same_file(int file, const char *name)
{
    struct stat opened, named;
    return fstat(file, &opened) == 0 && stat(name, &named) == 0 &&
           opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

/* Returns a descriptor that holds the lock, or -1 with errno. */
static int lock(const char *name)
{
    for (;;) {
        int file = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (file < 0)
            return -1;
        if (flock(file, LOCK_EX | LOCK_NB) != 0) {
            int cause = errno;
            close(file);
            errno = cause;
            return -1;
        }
        if (same_file(file, name))
            return file;
        close(file);
    }
}

/* For people only: nothing depends on what the line says. */
static void sign(int file, const char *program)
{
    char since[32] = "", line[LOCKFILE_HOLDER];
    time_t now = time(NULL);
    struct tm utc;
    if (gmtime_r(&now, &utc) != NULL)
        strftime(since, sizeof since, "%Y-%m-%dT%H:%M:%SZ", &utc);
    int length = snprintf(line, sizeof line, "%s %ld %s\n", program,
                          (long)getpid(), since);
    size_t used =
        length > 0 && (size_t)length < sizeof line ? (size_t)length : 0;
    if (ftruncate(file, 0) == 0 && pwrite(file, line, used, 0) < 0)
        (void)ftruncate(file, 0);
}

int lockfile_take(const char *path, const char *program, struct diag *d)
{
    char *name = lock_name(path);
    int file = lock(name);
    if (file >= 0) {
        sign(file, program);
    } else if (errno == EWOULDBLOCK) {
        char holder[LOCKFILE_HOLDER];
        diag_at(d, path, 0, NULL);
        diag_fail(d, "held by %s; wait for it or stop it",
                  lockfile_holder(path, holder));
    } else {
        diag_at(d, name, 0, NULL);
        diag_fail_errno(d, "cannot make the lock file");
    }
    free(name);
    return file;
}

void lockfile_release(int lock_of, const char *path)
{
    if (lock_of < 0)
        return;
    char *name = lock_name(path);
    if (same_file(lock_of, name))
        unlink(name);
    free(name);
    close(lock_of);
}
