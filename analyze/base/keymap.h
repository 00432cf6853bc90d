/*
 * keymap.h - the warehouse's integer keys to indexes.
 *
 * No table where the keys follow one another; a plain array where they are
 * dense, which they are unless much was deleted; else a sorted list.
 */
#ifndef KEYMAP_H
#define KEYMAP_H

#include "lib/attr.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct keymap {
    bool straight; /* entity i has the key first + i */
    int64_t first;
    int32_t *dense; /* index by key, or -1; NULL if the keys are sparse */
    int64_t room;   /* of dense */
    int64_t *key;   /* sorted, where sparse */
    int32_t *index;
    size_t count;
};

/*
 * The key of entity i, of COUNT, lies I times STRIDE bytes behind KEYS. Keys
 * differ and are positive.
 */
void keymap_make(struct keymap *map, const int64_t *keys, size_t stride,
                 size_t count);
void keymap_free(struct keymap *map);

/* -1 if no entity has KEY. */
int32_t keymap_find(const struct keymap *map, int64_t key);

#endif
