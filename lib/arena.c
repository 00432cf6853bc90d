/* arena.c - see arena.h. */
#include "lib/arena.h"

#include "lib/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 1 << 16, MOST_BYTES = 8 << 20 };

struct arena_chunk {
    struct arena_chunk *next;
    size_t used, room;
    char bytes[];
};

static struct arena_chunk *chunk_new(size_t room)
{
    struct arena_chunk *chunk = mem_realloc(NULL, sizeof *chunk + room);
    chunk->next = NULL;
    chunk->used = 0;
    chunk->room = room;
    return chunk;
}

/* Each chunk has twice the room of the one before, up to a size. */
static size_t room_of_next(const struct arena_chunk *first)
{
    if (first == NULL)
        return CHUNK_BYTES;
    return first->room < MOST_BYTES / 2 ? 2 * first->room : MOST_BYTES;
}

/* A text too long to share a chunk gets one behind the current. */
static struct arena_chunk *chunk_for(struct arena *a, size_t need)
{
    struct arena_chunk *first = a->chunks;
    if (first != NULL && first->room - first->used >= need)
        return first;
    bool alone = need > CHUNK_BYTES / 4;
    struct arena_chunk *chunk = chunk_new(alone ? need : room_of_next(first));
    if (first != NULL && alone) {
        chunk->next = first->next;
        first->next = chunk;
    } else {
        chunk->next = first;
        a->chunks = chunk;
    }
    return chunk;
}

const char *arena_text(struct arena *a, const char *bytes, size_t length)
{
    struct arena_chunk *chunk = chunk_for(a, length + 1);
    char *text = chunk->bytes + chunk->used;
    memcpy(text, bytes, length);
    text[length] = '\0';
    chunk->used += length + 1;
    return text;
}

void arena_free(struct arena *a)
{
    while (a->chunks != NULL) {
        struct arena_chunk *next = a->chunks->next;
        free(a->chunks);
        a->chunks = next;
    }
}
