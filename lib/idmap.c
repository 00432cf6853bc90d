/*
 * idmap.c - see idmap.h.
 *
 * A slot is 24 bytes, and an id of up to 15 lies in it, so that a search reads
 * memory in one place. Of a longer one the slot has the place in the arena and
 * 56 bits of the hash, so that a probe seldom touches the arena for nothing.
 */
#include "lib/idmap.h"

#include "lib/mem.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64, SHORT = 15, PLACE_BYTES = 8 };

struct slot {
    int64_t value;
    unsigned char length; /* of the id; 0: the slot is free */
    char id[SHORT];       /* or its place in the arena and a part of its hash */
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

static const char *slot_id(const struct idmap *map, const struct slot *slot)
{
    uint64_t place;
    if (slot->length <= SHORT)
        return slot->id;
    memcpy(&place, slot->id, PLACE_BYTES);
    return map->arena + place;
}

/* Whether ID lies in SLOT, which is not free. */
static bool holds(const struct idmap *map, const struct slot *slot,
                  uint64_t hash, const char *id, size_t length)
{
    if (slot->length != length)
        return false;
    if (length <= SHORT)
        return memcmp(slot->id, id, length) == 0;
    return memcmp(slot->id + PLACE_BYTES, &hash, SHORT - PLACE_BYTES) == 0 &&
           memcmp(slot_id(map, slot), id, length) == 0;
}

/* The slot of ID, or the free one where it would go. */
static struct slot *find_slot(const struct idmap *map, uint64_t hash,
                              const char *id, size_t length)
{
    for (size_t i = hash & map->mask;; i = (i + 1) & map->mask) {
        struct slot *slot = &map->slots[i];
        if (slot->length == 0 || holds(map, slot, hash, id, length))
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
        if (old[i].length == 0)
            continue;
        uint64_t hash = hash_of(map, slot_id(map, &old[i]), old[i].length);
        size_t at = hash & map->mask;
        while (map->slots[at].length != 0)
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
    uint64_t place = map->used;
    map->used += length;
    return place;
}

/* The slot of ID, made with VALUE if it is FRESH. */
static struct slot *put(struct idmap *map, const char *id, size_t length,
                        int64_t value, bool *fresh)
{
    assert(length >= 1 && length <= IDMAP_ID_MAX);
    /* Three quarters full at most. */
    if (map->count >= (map->mask + 1) / 4 * 3)
        spread(map);
    uint64_t hash = hash_of(map, id, length);
    struct slot *slot = find_slot(map, hash, id, length);
    *fresh = slot->length == 0;
    if (!*fresh)
        return slot;
    *slot = (struct slot){.value = value, .length = (unsigned char)length};
    if (length <= SHORT) {
        memcpy(slot->id, id, length);
    } else {
        uint64_t place = store_id(map, id, length);
        memcpy(slot->id, &place, PLACE_BYTES);
        memcpy(slot->id + PLACE_BYTES, &hash, SHORT - PLACE_BYTES);
    }
    map->count++;
    return slot;
}

bool idmap_add(struct idmap *map, const char *id, size_t length, int64_t value)
{
    bool fresh;
    (void)put(map, id, length, value, &fresh);
    return fresh;
}

int64_t *idmap_put(struct idmap *map, const char *id, size_t length,
                   int64_t value)
{
    bool fresh;
    return &put(map, id, length, value, &fresh)->value;
}

uint64_t idmap_hash(const struct idmap *map, const char *id, size_t length)
{
    return hash_of(map, id, length);
}

void idmap_prefetch(const struct idmap *map, uint64_t hash)
{
    const char *slot = (const char *)&map->slots[hash & map->mask];
    PREFETCH(slot);
    PREFETCH(slot + sizeof(struct slot) - 1);
}

int64_t *idmap_find_hashed(const struct idmap *map, uint64_t hash,
                           const char *id, size_t length)
{
    if (length < 1 || length > IDMAP_ID_MAX)
        return NULL;
    struct slot *slot = find_slot(map, hash, id, length);
    return slot->length != 0 ? &slot->value : NULL;
}

int64_t *idmap_find(const struct idmap *map, const char *id, size_t length)
{
    return idmap_find_hashed(map, hash_of(map, id, length), id, length);
}

size_t idmap_count(const struct idmap *map)
{
    return map->count;
}
