/* digest.c - see digest.h. */
#include "lib/digest.h"

#include "lib/mem.h"
#include "lib/regular.h"
#include "lib/sha256.h"

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PIECE = 1 << 16 };

/* Any would do: that of the published test vectors. */
static const unsigned char row_key[crypto_shorthash_siphashx24_KEYBYTES] = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

void digest_bytes(const void *bytes, size_t length, char hex[DIGEST_TEXT])
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, bytes, length);
    sodium_bin2hex(hex, DIGEST_TEXT, hash, sizeof hash);
}

/* Reads to the end of FD. Returns 0, or -1 with errno set. */
static int hash_all(int fd, struct sha256 *state)
{
    unsigned char *piece = mem_realloc(NULL, PIECE);
    ssize_t got;
    while ((got = read(fd, piece, PIECE)) != 0) {
        if (got > 0)
            sha256_add(state, piece, (size_t)got);
        else if (errno != EINTR)
            break;
    }
    int cause = errno;
    free(piece);
    errno = cause;
    return got == 0 ? 0 : -1;
}

int digest_file(const char *path, char hex[DIGEST_TEXT], struct diag *d)
{
    struct sha256 state;
    sha256_begin(&state, true);
    int fd = regular_open(path, NULL, d);
    if (fd < 0)
        return -1;
    if (hash_all(fd, &state) != 0) {
        diag_at(d, path, 0, NULL);
        diag_fail_errno(d, "cannot read");
        close(fd);
        return -1;
    }
    close(fd);
    unsigned char hash[crypto_hash_sha256_BYTES];
    sha256_end(&state, hash);
    sodium_bin2hex(hex, DIGEST_TEXT, hash, sizeof hash);
    return 0;
}

/* The number that eight bytes write, lowest first, on any machine. */
static uint64_t read_word(const unsigned char *bytes)
{
    uint64_t word = 0;
    for (int i = 7; i >= 0; i--)
        word = word << 8 | bytes[i];
    return word;
}

static void add_sum(struct digest_rows *r, uint64_t low, uint64_t high)
{
    r->low += low;
    r->high += high + (r->low < low ? 1 : 0);
}

void digest_rows_add(struct digest_rows *r, const void *row, size_t length)
{
    unsigned char hash[crypto_shorthash_siphashx24_BYTES];
    crypto_shorthash_siphashx24(hash, row, length, row_key);
    add_sum(r, read_word(hash), read_word(hash + 8));
    r->count++;
}

void digest_rows_merge(struct digest_rows *into, const struct digest_rows *r)
{
    add_sum(into, r->low, r->high);
    into->count += r->count;
}

void digest_rows_text(const struct digest_rows *r, char hex[49])
{
    snprintf(hex, 49, "%016" PRIx64 "%016" PRIx64 "%016" PRIx64, r->high,
             r->low, r->count);
}
