/*
 * idmap.c - see idmap.h.
 *
 * A slot is 16 bytes: where the id lies in the arena, its length, and 16 bits
 * of its hash, so that a probe seldom touches the arena for nothing.
 */
#include "lib/idmap.h"

#include "lib/mem.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64, LENGTH_BITS = 8, TAG_BITS = 16 };

struct slot {
    uint64_t place; /* offset in the arena, length, tag; 0: the slot is free */
    int64_t value;
};

struct idmap {
    struct slot *slots;
    size_t mask; /* slots - 1; slots is a power of two */
    size_t count;
    char *arena;
    size_t used, room;
    unsigned char key[crypto_shorthash_KEYBYTES];
};

struct idmap *idmap_new(void)
{
    struct idmap *map = mem_alloc(sizeof *map);
    int ready = sodium_init();
    assert(ready >= 0);
    (void)ready;
    randombytes_buf(map->key, sizeof map->key);
    map->slots = mem_alloc(FIRST_SLOTS * sizeof *map->slots);
    map->mask = FIRST_SLOTS - 1;
    return map;
}

void idmap_free(struct idmap *map)
{
    if (map == NULL)
        return;
    free(map->slots);
    free(map->arena);
    free(map);
}

static uint64_t hash_of(const struct idmap *map, const char *id, size_t length)
{
    uint64_t hash;
    static_assert(sizeof hash == crypto_shorthash_BYTES, "64 bits");
    crypto_shorthash((unsigned char *)&hash, (const unsigned char *)id, length,
                     map->key);
    return hash;
}

static uint64_t tag_of(uint64_t hash)
{
    return hash >> (64 - TAG_BITS);
}

static size_t place_length(uint64_t place)
{
    return place >> TAG_BITS & 0xFF;
}

static const char *place_id(const struct idmap *map, uint64_t place)
{
    return map->arena + (place >> (TAG_BITS + LENGTH_BITS));
}

/* The slot of ID, or the free one where it would go. */
static struct slot *find_slot(const struct idmap *map, uint64_t hash,
                              const char *id, size_t length)
{
    uint64_t look = (uint64_t)length << TAG_BITS | tag_of(hash);
    uint64_t bits = (UINT64_C(1) << (TAG_BITS + LENGTH_BITS)) - 1;
    for (size_t i = hash & map->mask;; i = (i + 1) & map->mask) {
        struct slot *slot = &map->slots[i];
        if (slot->place == 0)
            return slot;
        if ((slot->place & bits) == look &&
            memcmp(place_id(map, slot->place), id, length) == 0)
            return slot;
    }
}

/* Doubles the slots. */
static void spread(struct idmap *map)
{
    struct slot *old = map->slots;
    size_t old_slots = map->mask + 1;
    map->slots = mem_array(NULL, 2 * old_slots, sizeof *map->slots);
    memset(map->slots, 0, 2 * old_slots * sizeof *map->slots);
    map->mask = 2 * old_slots - 1;
    for (size_t i = 0; i < old_slots; i++) {
        if (old[i].place == 0)
            continue;
        const char *id = place_id(map, old[i].place);
        uint64_t hash = hash_of(map, id, place_length(old[i].place));
        size_t at = hash & map->mask;
        while (map->slots[at].place != 0)
            at = (at + 1) & map->mask;
        map->slots[at] = old[i];
    }
    free(old);
}

/* Copies ID into the arena; says where. */
static uint64_t store_id(struct idmap *map, const char *id, size_t length)
{
    if (map->room - map->used < length) {
        map->room = map->room > 0 ? 2 * map->room : 4096;
        map->arena = mem_array(map->arena, map->room, 1);
    }
    memcpy(map->arena + map->used, id, length);
    uint64_t offset = map->used;
    map->used += length;
    return offset;
}

bool idmap_add(struct idmap *map, const char *id, size_t length, int64_t value)
{
    assert(length >= 1 && length <= IDMAP_ID_MAX);
    /* Two thirds full at most. */
    if (map->count >= (map->mask + 1) / 3 * 2)
        spread(map);
    uint64_t hash = hash_of(map, id, length);
    struct slot *slot = find_slot(map, hash, id, length);
    if (slot->place != 0)
        return false;
    slot->place = store_id(map, id, length) << (TAG_BITS + LENGTH_BITS) |
                  (uint64_t)length << TAG_BITS | tag_of(hash);
    slot->value = value;
    map->count++;
    return true;
}

int64_t *idmap_find(const struct idmap *map, const char *id, size_t length)
{
    if (length < 1 || length > IDMAP_ID_MAX)
        return NULL;
    struct slot *slot = find_slot(map, hash_of(map, id, length), id, length);
    return slot->place != 0 ? &slot->value : NULL;
}

size_t idmap_count(const struct idmap *map)
{
    return map->count;
}
