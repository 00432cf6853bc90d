/*
 * replay.c - runs a fuzz target on the files of its corpus, in order of name.
 *
 *   fuzz_csv FOLDER
 *
 * For compilers without libFuzzer, and for every run of the tests. A file that
 * breaks something ends the program; the last name printed is its own.
 */
#include "tests/fuzz/fuzz.h"

#include "lib/mem.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 1 << 24 };

/* All of the file PATH; free() it. NULL if it cannot be read. */
static uint8_t *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    uint8_t *bytes = mem_alloc(MOST_BYTES);
    *size = fread(bytes, 1, MOST_BYTES, file);
    bool bad = ferror(file) != 0;
    fclose(file);
    if (!bad)
        return bytes;
    free(bytes);
    return NULL;
}

static int replay(const char *folder, const char *name)
{
    size_t size;
    char *path = mem_format("%s/%s", folder, name);
    uint8_t *bytes = read_file(path, &size);
    if (bytes == NULL)
        printf("not ok - cannot read %s\n", path);
    free(path);
    if (bytes == NULL)
        return -1;
    /* Its own end is the end of the memory, so that reading on is seen. */
    uint8_t *exact = mem_alloc(size > 0 ? size : 1);
    memcpy(exact, bytes, size);
    free(bytes);
    printf("# %s\n", name);
    fflush(stdout);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    return 0;
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

int main(int argc, char **argv)
{
    struct dirent **entries;
    if (argc != 2) {
        fputs("usage: fuzz_TARGET FOLDER\n", stderr);
        return 2;
    }
    int count = scandir(argv[1], &entries, is_shown, alphasort), failed = 0;
    for (int i = 0; i < count; i++) {
        if (replay(argv[1], entries[i]->d_name) != 0)
            failed = 1;
        free(entries[i]);
    }
    if (count > 0)
        free(entries);
    printf("%s - %d files of the corpus do no harm\n",
           count > 0 && !failed ? "ok" : "not ok", count > 0 ? count : 0);
    return count > 0 && !failed ? 0 : 1;
}
