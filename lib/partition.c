/*
 * partition.c - see partition.h.
 *
 * Each part has a buffer. When all buffers together would pass the budget,
 * every one is written to the end of the file, part after part, and emptied;
 * the part notes where its records lie. So the pieces of a part in the file
 * are long, and reading a part back is a few long reads.
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

enum { FIRST_ROOM = 16 }; /* records */

/* Records of one part that lie together in the file. */
struct piece {
    off_t start;
    size_t count;
};

struct part {
    char *records; /* the newest ones, in memory */
    size_t used, room;
    struct piece *pieces; /* the older ones, in the file */
    size_t n_pieces, piece_room;
    size_t count; /* of all */
};

struct partition {
    struct part *parts;
    size_t n_parts;
    size_t size;         /* of a record */
    size_t held, budget; /* bytes of all buffers */
    int file;            /* -1: none yet */
    off_t end;
};

struct partition *partition_open(size_t parts, size_t size, size_t budget)
{
    assert(parts >= 1 && size >= 1);
    struct partition *p = mem_alloc(sizeof *p);
    p->parts = mem_array(NULL, parts, sizeof *p->parts);
    memset(p->parts, 0, parts * sizeof *p->parts);
    p->n_parts = parts;
    p->size = size;
    p->budget = budget;
    p->file = -1;
    return p;
}

void partition_close(struct partition *p)
{
    if (p == NULL)
        return;
    for (size_t i = 0; i < p->n_parts; i++) {
        free(p->parts[i].records);
        free(p->parts[i].pieces);
    }
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
    struct piece piece = {.start = p->end, .count = part->used};
    if (write_all(p, part->records, part->used * p->size, d) != 0)
        return -1;
    part->pieces = mem_grow(part->pieces, part->n_pieces, &part->piece_room,
                            sizeof *part->pieces);
    part->pieces[part->n_pieces++] = piece;
    free(part->records);
    part->records = NULL;
    part->used = 0;
    part->room = 0;
    return 0;
}

static int spill(struct partition *p, struct diag *d)
{
    if (p->file < 0 && open_file(p, d) != 0)
        return -1;
    for (size_t i = 0; i < p->n_parts; i++)
        if (p->parts[i].used > 0 && spill_part(p, &p->parts[i], d) != 0)
            return -1;
    p->held = 0;
    return 0;
}

/* Makes room for COUNT more; spilling empties PART as well. */
static int make_room(struct partition *p, struct part *part, size_t count,
                     struct diag *d)
{
    size_t more = part->room > 0 ? part->room : FIRST_ROOM;
    if (more < count)
        more = count;
    size_t left = p->budget > p->held ? p->budget - p->held : 0;
    if (p->held > 0 && more > left / p->size) {
        if (spill(p, d) != 0)
            return -1;
        more = count > FIRST_ROOM ? count : FIRST_ROOM;
    }
    part->room += more;
    part->records = mem_array(part->records, part->room, p->size);
    p->held += more * p->size;
    return 0;
}

int partition_append(struct partition *p, size_t part_number,
                     const void *records, size_t count, struct diag *d)
{
    assert(part_number < p->n_parts);
    struct part *part = &p->parts[part_number];
    if (part->room - part->used < count && make_room(p, part, count, d) != 0)
        return -1;
    memcpy(part->records + part->used * p->size, records, count * p->size);
    part->used += count;
    part->count += count;
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
    if (part->used > 0)
        memcpy(next, part->records, part->used * p->size);
    return 0;
}
