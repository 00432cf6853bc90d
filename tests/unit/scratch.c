/* scratch.c - see scratch.h. */
#include "tests/unit/scratch.h"

#include "lib/mem.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int scratch_make(void **state)
{
    const char *below = getenv("TMPDIR");
    if (below == NULL || below[0] == '\0')
        below = "/tmp";
    char *folder = mem_format("%s/dripline-test-XXXXXX", below);
    *state = mkdtemp(folder);
    if (*state != NULL)
        return 0;
    perror(folder);
    free(folder);
    return -1;
}

static int remove_one(const char *path, const struct stat *what, int type,
                      struct FTW *where)
{
    (void)what;
    (void)type;
    (void)where;
    return remove(path);
}

int scratch_remove(void **state)
{
    char *folder = *state;
    chmod(folder, 0700);
    int result = nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(folder);
    *state = NULL;
    return result;
}

char *scratch_path(void **state, const char *name)
{
    return mem_format("%s/%s", (const char *)*state, name);
}

char *scratch_write(void **state, const char *name, const char *bytes,
                    size_t length)
{
    char *path = scratch_path(state, name);
    FILE *out = fopen(path, "wb");
    if (out == NULL || fwrite(bytes, 1, length, out) != length) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    fclose(out);
    return path;
}
