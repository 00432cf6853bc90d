/* regular.c - see regular.h. */
#include "lib/regular.h"

#include <fcntl.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

static int fail_kind(const struct stat *status, struct diag *d)
{
    return diag_fail(d, "not a regular file%s",
                     S_ISDIR(status->st_mode) ? " but a directory" : "");
}

int regular_open(const char *path, size_t *size, struct diag *d)
{
    /* A pipe without a writer would make open() wait. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat status;
    bool known = fd >= 0 && fstat(fd, &status) == 0;
    if (known && S_ISREG(status.st_mode)) {
        if (size != NULL)
            *size = (size_t)status.st_size;
        return fd;
    }
    diag_at(d, path, 0, NULL);
    if (known)
        fail_kind(&status, d);
    else
        diag_fail_errno(d, "cannot open");
    if (fd >= 0)
        close(fd);
    return -1;
}
