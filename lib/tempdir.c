/* tempdir.c - see tempdir.h. */
#include "lib/tempdir.h"

#include "lib/mem.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_FOLDERS = 16 };

const char *tempdir_place(void)
{
    const char *named = getenv("TMPDIR");
    if (named != NULL && named[0] != '\0')
        return named;
    return access("/var/tmp", W_OK | X_OK) == 0 ? "/var/tmp" : "/tmp";
}

char *tempdir_make(struct diag *d)
{
    char *path = mem_format("%s/dripline-XXXXXX", tempdir_place());
    if (mkdtemp(path) != NULL)
        return path;
    diag_at(d, tempdir_place(), 0, NULL);
    diag_fail_errno(d, "cannot make a temporary folder; set TMPDIR to a "
                       "folder that may be written");
    free(path);
    return NULL;
}

static int remove_one(const char *path, const struct stat *what, int type,
                      struct FTW *where)
{
    (void)what;
    (void)type;
    (void)where;
    return remove(path);
}

int tempdir_remove(char *path, struct diag *d)
{
    int result = 0;
    if (path != NULL)
        result = nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
    if (result != 0) {
        diag_at(d, path, 0, NULL);
        diag_fail_errno(d, "cannot remove the temporary folder");
    }
    free(path);
    return result == 0 ? 0 : -1;
}
