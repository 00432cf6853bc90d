/*
 * partition.c - see partition.h.
 *
 * Each part has a chain of chunks of one size, taken from one stock. When there
 * would be more of them than the budget allows, all are written to the end of
 * the file, part after part, and go back to the stock; the part notes where its
 * records lie. So the pieces of a part in the file are long, reading a part
 * back is a few long reads, and the memory does not fall to pieces.
 */
#include "lib/partition.h"

#include "lib/mem.h"
#include "lib/tempdir.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    CHUNK = 1 << 15, /* bytes of a chunk, or fewer if there are many parts */
    SHARE = 4        /* chunks for each part within the budget */
};

/* Records of one part that lie together in the file. */
struct piece {
    off_t start;
    size_t count;
};

struct chunk {
    struct chunk *next;
    size_t used; /* records */
    char records[];
};

struct part {
    struct chunk *first, *last; /* the newest records, in memory */
    struct piece *pieces;       /* the older ones, in the file */
    size_t n_pieces, piece_room;
    size_t count; /* of all */
};

struct partition {
    struct part *parts;
    size_t n_parts;
    size_t size;         /* of a record */
    size_t room;         /* records of a chunk */
    size_t held, budget; /* bytes of the chunks in use */
    struct chunk *stock; /* chunks not in use */
    int file;            /* -1: none yet */
    off_t end;
};

/* Records of a chunk: at least one. */
static size_t chunk_room(size_t parts, size_t size, size_t budget)
{
    size_t bytes = budget / parts / SHARE;
    if (bytes > CHUNK)
        bytes = CHUNK;
    return bytes / size > 0 ? bytes / size : 1;
}

struct partition *partition_open(size_t parts, size_t size, size_t budget)
{
    assert(parts >= 1 && size >= 1);
    struct partition *p = mem_alloc(sizeof *p);
    p->parts = mem_array(NULL, parts, sizeof *p->parts);
    memset(p->parts, 0, parts * sizeof *p->parts);
    p->n_parts = parts;
    p->size = size;
    p->room = chunk_room(parts, size, budget);
    p->budget = budget;
    p->file = -1;
    return p;
}

static void free_chunks(struct chunk *chunk)
{
    while (chunk != NULL) {
        struct chunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
}

void partition_close(struct partition *p)
{
    if (p == NULL)
        return;
    for (size_t i = 0; i < p->n_parts; i++) {
        free_chunks(p->parts[i].first);
        free(p->parts[i].pieces);
    }
    free_chunks(p->stock);
    if (p->file >= 0)
        close(p->file);
    free(p->parts);
    free(p);
}

/* The file loses its name at once, so no kill can leave it behind. */
static int open_file(struct partition *p, struct diag *d)
{
    const char *folder = tempdir_place();
    char *name = mem_format("%s/dripline-XXXXXX", folder);
    p->file = mkstemp(name);
    if (p->file >= 0) {
        unlink(name);
        fcntl(p->file, F_SETFD, FD_CLOEXEC);
    }
    free(name);
    if (p->file >= 0)
        return 0;
    diag_at(d, folder, 0, NULL);
    return diag_fail_errno(d, "cannot make a temporary file; set TMPDIR to a "
                              "folder that may be written");
}

static int write_all(struct partition *p, const char *bytes, size_t length,
                     struct diag *d)
{
    while (length > 0) {
        ssize_t wrote = pwrite(p->file, bytes, length, p->end);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0) {
            diag_at(d, tempdir_place(), 0, NULL);
            return diag_fail_errno(d, "cannot write a temporary file; set "
                                      "TMPDIR to a folder with more room");
        }
        bytes += wrote;
        length -= (size_t)wrote;
        p->end += wrote;
    }
    return 0;
}

static int spill_part(struct partition *p, struct part *part, struct diag *d)
{
    struct piece piece = {.start = p->end};
    for (const struct chunk *c = part->first; c != NULL; c = c->next) {
        if (write_all(p, c->records, c->used * p->size, d) != 0)
            return -1;
        piece.count += c->used;
    }
    part->pieces = mem_grow(part->pieces, part->n_pieces, &part->piece_room,
                            sizeof *part->pieces);
    part->pieces[part->n_pieces++] = piece;
    part->last->next = p->stock;
    p->stock = part->first;
    part->first = part->last = NULL;
    return 0;
}

static int spill(struct partition *p, struct diag *d)
{
    if (p->file < 0 && open_file(p, d) != 0)
        return -1;
    for (size_t i = 0; i < p->n_parts; i++)
        if (p->parts[i].first != NULL && spill_part(p, &p->parts[i], d) != 0)
            return -1;
    p->held = 0;
    return 0;
}

/* Puts an empty chunk behind the others of PART; may spill these. */
static int add_chunk(struct partition *p, struct part *part, struct diag *d)
{
    size_t bytes = p->room * p->size;
    if (p->held > 0 && p->held + bytes > p->budget && spill(p, d) != 0)
        return -1;
    struct chunk *c = p->stock;
    if (c != NULL)
        p->stock = c->next;
    else
        c = mem_realloc(NULL, sizeof *c + bytes);
    c->next = NULL;
    c->used = 0;
    if (part->last != NULL)
        part->last->next = c;
    else
        part->first = c;
    part->last = c;
    p->held += bytes;
    return 0;
}

int partition_append(struct partition *p, size_t part_number,
                     const void *records, size_t count, struct diag *d)
{
    assert(part_number < p->n_parts);
    struct part *part = &p->parts[part_number];
    const char *from = records;
    while (count > 0) {
        if ((part->last == NULL || part->last->used == p->room) &&
            add_chunk(p, part, d) != 0)
            return -1;
        struct chunk *c = part->last;
        size_t fits = p->room - c->used < count ? p->room - c->used : count;
        memcpy(c->records + c->used * p->size, from, fits * p->size);
        c->used += fits;
        part->count += fits;
        from += fits * p->size;
        count -= fits;
    }
    return 0;
}

int partition_add(struct partition *p, size_t part, const void *record,
                  struct diag *d)
{
    return partition_append(p, part, record, 1, d);
}

size_t partition_count(const struct partition *p, size_t part)
{
    assert(part < p->n_parts);
    return p->parts[part].count;
}

static int read_all(const struct partition *p, char *to, size_t length,
                    off_t from, struct diag *d)
{
    while (length > 0) {
        ssize_t got = pread(p->file, to, length, from);
        if (got < 0 && errno == EINTR)
            continue;
        if (got == 0)
            errno = EIO; /* nobody else can have shortened it */
        if (got <= 0)
            return diag_fail_errno(d, "cannot read a temporary file back");
        to += got;
        length -= (size_t)got;
        from += got;
    }
    return 0;
}

int partition_read(struct partition *p, size_t part_number, void *to,
                   struct diag *d)
{
    assert(part_number < p->n_parts);
    const struct part *part = &p->parts[part_number];
    char *next = to;
    for (size_t i = 0; i < part->n_pieces; i++) {
        size_t length = part->pieces[i].count * p->size;
        if (read_all(p, next, length, part->pieces[i].start, d) != 0)
            return -1;
        next += length;
    }
    for (const struct chunk *c = part->first; c != NULL; c = c->next) {
        memcpy(next, c->records, c->used * p->size);
        next += c->used * p->size;
    }
    return 0;
}
