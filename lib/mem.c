/*
 * mem.c - see mem.h.
 *
 * What is large is asked for in large pages, of 2 MB, where the system has them
 * for those who ask: a table of a million ids is then walked over with a few
 * entries in the processor's list of pages, and is filled with fewer faults.
 */
#define _DEFAULT_SOURCE /* madvise() */
#include "lib/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { LARGE = 4 << 20, LARGE_PAGE = 2 << 20 };

/*
 * All of its pages, the first and the last too: memory that is partly of one
 * kind and partly of another cannot grow in place. Not granted is no failure.
 */
static void *advise(void *memory, size_t size)
{
#ifdef MADV_HUGEPAGE
    long page = sysconf(_SC_PAGESIZE);
    if (memory != NULL && size >= LARGE && page > 0) {
        size_t before = (uintptr_t)memory % (size_t)page;
        (void)madvise((char *)memory - before, before + size, MADV_HUGEPAGE);
    }
#endif
    return memory;
}

static void *check(void *memory, size_t size)
{
    if (memory != NULL)
        return memory;
    fprintf(stderr,
            "dripline: out of memory (asked for %zu bytes); "
            "nothing was changed\n",
            size);
    exit(EXIT_FAILURE);
}

void *mem_alloc(size_t size)
{
    return check(advise(calloc(1, size > 0 ? size : 1), size), size);
}

void *mem_table(size_t size)
{
    if (size < LARGE)
        return mem_alloc(size);
    if (size > PTRDIFF_MAX - LARGE_PAGE)
        return check(NULL, size);
    size_t pages = (size + LARGE_PAGE - 1) / LARGE_PAGE;
    void *memory = aligned_alloc(LARGE_PAGE, pages * LARGE_PAGE);
    return memset(check(advise(memory, size), size), 0, size);
}

void *mem_realloc(void *old, size_t size)
{
    return check(advise(realloc(old, size > 0 ? size : 1), size), size);
}

void *mem_array(void *old, size_t count, size_t size)
{
    if (size != 0 && count > PTRDIFF_MAX / size)
        return check(NULL, SIZE_MAX);
    return mem_realloc(old, count * size);
}

void *mem_grow(void *list, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return list;
    *room = *room > 0 ? 2 * *room : 16;
    return mem_array(list, *room, size);
}

double *mem_lanes(size_t count)
{
    enum { LINE = 64 };
    if (count > (PTRDIFF_MAX - LINE) / sizeof(double))
        return check(NULL, SIZE_MAX);
    size_t size = (count * sizeof(double) / LINE + 1) * LINE;
    return memset(check(aligned_alloc(LINE, size), size), 0, size);
}

char *mem_text(const char *text)
{
    return text == NULL ? NULL : mem_text_n(text, strlen(text));
}

char *mem_text_n(const char *text, size_t length)
{
    char *copy = mem_realloc(NULL, length + 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *mem_format(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int length = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (length < 0)
        return mem_text("");
    char *text = mem_realloc(NULL, (size_t)length + 1);
    va_start(ap, fmt);
    vsnprintf(text, (size_t)length + 1, fmt, ap);
    va_end(ap);
    return text;
}
