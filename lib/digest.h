/*
 * digest.h - hashes: of files and texts (SHA-256), and of sets of rows.
 *
 * libsodium computes them.
 */
#ifndef DIGEST_H
#define DIGEST_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>
#include <stdint.h>

enum { DIGEST_TEXT = 65 }; /* SHA-256 in hex and a NUL */

void digest_bytes(const void *bytes, size_t length, char hex[DIGEST_TEXT]);

/* PATH must be a regular file; the diag names it. */
int digest_file(const char *path, char hex[DIGEST_TEXT],
                struct diag *d) MUST_CHECK;

/*
 * The hash of a multiset of rows: the sum, modulo 2^128, of SipHash-2-4-128 of
 * each row. Any order of the rows, and any split of them whose parts are
 * merged, gives the same. Against accidents, not against forgery.
 */
struct digest_rows {
    uint64_t low, high;
    uint64_t count;
};

void digest_rows_add(struct digest_rows *r, const void *row, size_t length);
void digest_rows_merge(struct digest_rows *into, const struct digest_rows *r);
void digest_rows_text(const struct digest_rows *r, char hex[49]);

#endif
