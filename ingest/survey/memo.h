/*
 * memo.h - short texts that were read as answers to an item before.
 *
 * Most cells of a questionnaire are one of a few short texts, and what such a
 * text means is settled by the codebook. So what was read once is kept, and
 * the next cell of the same bytes is looked up. A text may push out another:
 * that costs time alone.
 */
#ifndef MEMO_H
#define MEMO_H

#include "ingest/survey/answer.h"

#include <stddef.h>
#include <stdint.h>

enum { MEMO_BYTES = 7, MEMO_SLOTS = 16 };

struct memo_slot {
    uint64_t key; /* 0: free */
    struct answer answer;
};

/* Of one item. Begins as {0}. */
struct memo {
    struct memo_slot slots[MEMO_SLOTS];
};

/* The key of a text; 0 if it is longer than MEMO_BYTES. */
static inline uint64_t memo_key(const char *bytes, size_t length)
{
    if (length > MEMO_BYTES)
        return 0;
    uint64_t key = length + 1;
    for (size_t i = 0; i < length; i++)
        key = key << 8 | (unsigned char)bytes[i];
    return key;
}

/* The slot where KEY, which is not 0, lies if it is known. */
static inline struct memo_slot *memo_slot(struct memo *m, uint64_t key)
{
    return &m->slots[key * 0x9E3779B97F4A7C15U >> 60];
}

#endif
