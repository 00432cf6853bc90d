/*
 * sha256.h - SHA-256 of a stream of bytes, as fast as the processor can.
 *
 * FIPS 180-4. libsodium does it everywhere, at 350 MB/s, which is slower than
 * parsing and storing the same file; where the processor has instructions for
 * it (x86 "SHA extensions"), these are used: five times as fast.
 */
#ifndef SHA256_H
#define SHA256_H

#include <sodium.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SHA256_BYTES = 32, SHA256_BLOCK = 64 };

struct sha256 {
    crypto_hash_sha256_state portable; /* used where HARDWARE is false */
    bool hardware;
    uint32_t words[8];
    uint64_t length; /* bytes so far */
    unsigned char rest[SHA256_BLOCK];
};

/* Without HARDWARE it keeps to libsodium. */
void sha256_begin(struct sha256 *s, bool hardware);
void sha256_add(struct sha256 *s, const void *bytes, size_t length);
void sha256_end(struct sha256 *s, unsigned char hash[SHA256_BYTES]);

#endif
