/* unique.c - see unique.h. */
#include "ingest/unique.h"

#include "ingest/cell.h"
#include "lib/idmap.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum {
    LINE_BITS = 40, /* a batch and a line in one integer */
    KEPT = 15       /* bytes of the hash: as many as lie in a slot of idmap */
};

static_assert(sizeof(((struct unique *)0)->secret) ==
                  crypto_shorthash_siphashx24_KEYBYTES,
              "what SipHash asks for");

int64_t unique_pack(struct unique_place place)
{
    return place.batch * ((int64_t)1 << LINE_BITS) + place.line;
}

struct unique_place unique_unpack(int64_t packed)
{
    return (struct unique_place){packed >> LINE_BITS,
                                 packed & (((int64_t)1 << LINE_BITS) - 1)};
}

static void append(struct unique *u, const char *bytes, size_t length)
{
    if (u->length + length > u->room) {
        u->room = 2 * (u->length + length);
        u->key = mem_realloc(u->key, u->room);
    }
    if (length > 0)
        memcpy(u->key + u->length, bytes, length);
    u->length += length;
}

void unique_part(struct unique *u, const char *bytes, size_t length)
{
    if (u->length > 0)
        append(u, "\x1f", 1);
    append(u, bytes, length);
}

bool unique_end(struct unique *u, struct unique_place *place)
{
    unsigned char hash[crypto_shorthash_siphashx24_BYTES];
    if (u->seen == NULL) {
        u->seen = idmap_new();
        randombytes_buf(u->secret, sizeof u->secret);
    }
    crypto_shorthash_siphashx24(
        hash, (const unsigned char *)(u->key != NULL ? u->key : ""), u->length,
        u->secret);
    u->length = 0;
    const char *id = (const char *)hash;
    if (idmap_add(u->seen, id, KEPT, unique_pack(*place)))
        return true;
    *place = unique_unpack(*idmap_find(u->seen, id, KEPT));
    return false;
}

int unique_read(struct unique *u, sqlite3 *db, const char *select,
                struct diag *d)
{
    sqlite3_stmt *rows = warehouse_prepare(db, select, d);
    if (rows == NULL)
        return -1;
    int got;
    while ((got = warehouse_step(rows, d)) == 1) {
        const char *key = (const char *)sqlite3_column_text(rows, 0);
        struct unique_place place = {sqlite3_column_int64(rows, 1),
                                     sqlite3_column_int64(rows, 2)};
        unique_part(u, key, (size_t)sqlite3_column_bytes(rows, 0));
        (void)unique_end(u, &place);
    }
    sqlite3_finalize(rows);
    return got;
}

void unique_free(struct unique *u)
{
    idmap_free(u->seen);
    free(u->key);
    *u = (struct unique){0};
}
