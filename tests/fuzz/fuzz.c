/* fuzz.c - see fuzz.h. */
#define _GNU_SOURCE /* memfd_create() */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

void fuzz_demand(int so, const char *what)
{
    if (so)
        return;
    fprintf(stderr, "broken promise: %s\n", what);
    abort();
}

int fuzz_file(const uint8_t *data, size_t size, char path[FUZZ_PATH])
{
    int file = memfd_create("fuzz", MFD_CLOEXEC);
    fuzz_demand(file >= 0, "there is memory for a file");
    size_t done = 0;
    while (done < size) {
        ssize_t wrote = write(file, data + done, size - done);
        fuzz_demand(wrote > 0, "a file in memory can be written");
        done += (size_t)wrote;
    }
    snprintf(path, FUZZ_PATH, "/proc/self/fd/%d", file);
    return file;
}

void fuzz_look(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        (void)*(const volatile char *)&bytes[i];
}
