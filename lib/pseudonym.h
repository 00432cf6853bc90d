/*
 * pseudonym.h - ids for the outside: keyed BLAKE2b of an id (libsodium).
 *
 * The key is 32 random bytes in a file of mode 0600, as 64 hex digits. Who has
 * the key can make the pseudonym of an id; nobody can turn one back without
 * trying every id with the key.
 */
#ifndef PSEUDONYM_H
#define PSEUDONYM_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>

enum { PSEUDONYM_TEXT = 25, PSEUDONYM_KEY_ID = 17 };

struct pseudonym_key {
    unsigned char bytes[32];
};

/*
 * Reads the key file, or makes it (whole, or not at all) if it does not exist.
 * MADE, if not NULL, says which. Fails if others may read the file.
 */
int pseudonym_key_open(struct pseudonym_key *key, const char *path, int *made,
                       struct diag *d) MUST_CHECK;

/* "m_" or another two-letter PREFIX and 22 characters of a-z 2-7. */
void pseudonym_write(const struct pseudonym_key *key, const char *prefix,
                     const char *id, size_t length, char to[PSEUDONYM_TEXT]);

/* A name for the key that tells nothing of it: 16 hex digits. */
void pseudonym_key_id(const struct pseudonym_key *key,
                      char to[PSEUDONYM_KEY_ID]);

#endif
