/* recordmemo.c - see recordmemo.h. */
#include "lib/recordmemo.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

void recordmemo_free(struct recordmemo *m)
{
    for (size_t i = 0; i < RECORDMEMO_SLOTS; i++)
        tablerecord_free(&m->slots[i].part);
    *m = (struct recordmemo){0};
}

/* From the first and last 8 bytes and the length. */
static size_t slot_of(const char *word, size_t length)
{
    uint64_t first = 0;
    uint64_t last = 0;
    if (length >= sizeof first) {
        memcpy(&first, word, sizeof first);
        memcpy(&last, word + length - sizeof last, sizeof last);
    } else if (length >= 4) {
        memcpy(&first, word, 4);
        memcpy(&last, word + length - 4, 4);
    } else
        for (size_t i = 0; i < length; i++)
            first = first << 8 | (unsigned char)word[i];
    uint64_t hash = (first ^ (last << 7 | last >> 57) ^ length << 3) *
                    UINT64_C(0x9E3779B97F4A7C15); /* 2^64 / golden ratio */
    return hash >> 58;
}

struct tablerecord *recordmemo_find(struct recordmemo *m, const char *word,
                                    size_t length, bool *fresh)
{
    assert(length <= RECORDMEMO_WORD);
    struct recordmemo_slot *slot = &m->slots[slot_of(word, length)];
    *fresh = !slot->used || slot->length != length ||
             (length > 0 && memcmp(slot->word, word, length) != 0);
    if (*fresh) {
        if (length > 0)
            memcpy(slot->word, word, length);
        slot->length = length;
        slot->used = true;
        tablerecord_begin(&slot->part);
    }
    return &slot->part;
}
