/*
 * arena.h - many small texts that live and die together.
 */
#ifndef ARENA_H
#define ARENA_H

#include "lib/attr.h"

#include <stddef.h>

struct arena_chunk;

/* Starts as {0}. */
struct arena {
    struct arena_chunk *chunks;
};

/* A copy of LENGTH bytes closed by a NUL; it stays where it is. */
const char *arena_text(struct arena *a, const char *bytes,
                       size_t length) MUST_CHECK;

void arena_free(struct arena *a);

#endif
