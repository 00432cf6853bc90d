/*
 * idmap.c - see idmap.h.
 *
 * Entries stand in the order in which they were added, 24 bytes each, and an
 * id of up to 15 lies in its entry; of a longer one the entry has the place in
 * the arena. A slot of the hash is 8 bytes: which entry, and 32 bits of its
 * hash, so that an entry is looked at only when it is almost surely the one,
 * and the slots can be spread over more of them without the ids.
 */
#include "lib/idmap.h"

#include "lib/mem.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64, SHORT = 15, PLACE_BYTES = 8 };

struct entry {
    int64_t value;
    unsigned char length; /* of the id */
    char id[SHORT];       /* or its place in the arena */
};

struct slot {
    uint32_t tag;   /* the low bits of the hash: they say where it would be */
    uint32_t place; /* of the entry, from 1; 0: the slot is free */
};

struct idmap {
    struct slot *slots;
    size_t n_slots;
    struct entry *entries;
    size_t count, entries_room;
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
    map->n_slots = FIRST_SLOTS;
    return map;
}

void idmap_free(struct idmap *map)
{
    if (map == NULL)
        return;
    free(map->slots);
    free(map->entries);
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

static const char *entry_id(const struct idmap *map, const struct entry *e)
{
    uint64_t place;
    if (e->length <= SHORT)
        return e->id;
    memcpy(&place, e->id, PLACE_BYTES);
    return map->arena + place;
}

static uint64_t load_8(const char *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

static uint32_t load_4(const char *at)
{
    uint32_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

/* Whether two texts of LENGTH bytes are the same: short ones by their first and
   their last bytes, which overlap, for a call takes longer than that. */
static bool is_same(const char *a, const char *b, size_t length)
{
    if (length > SHORT)
        return memcmp(a, b, length) == 0;
    if (length >= sizeof(uint64_t)) {
        size_t last = length - sizeof(uint64_t);
        return load_8(a) == load_8(b) && load_8(a + last) == load_8(b + last);
    }
    if (length >= sizeof(uint32_t)) {
        size_t last = length - sizeof(uint32_t);
        return load_4(a) == load_4(b) && load_4(a + last) == load_4(b + last);
    }
    return a[0] == b[0] && a[length / 2] == b[length / 2] &&
           a[length - 1] == b[length - 1];
}

/* Where a search begins: the order of tags is that of slots, so spreading them
   goes through both from one end to the other. */
static size_t first_slot(const struct idmap *map, uint32_t tag)
{
    return (size_t)((uint64_t)tag * map->n_slots >> 32);
}

static size_t next_slot(const struct idmap *map, size_t i)
{
    return i + 1 < map->n_slots ? i + 1 : 0;
}

/* The slot of ID, or the free one where it would go. */
static struct slot *find_slot(const struct idmap *map, uint64_t hash,
                              const char *id, size_t length)
{
    uint32_t tag = (uint32_t)hash;
    for (size_t i = first_slot(map, tag);; i = next_slot(map, i)) {
        struct slot *slot = &map->slots[i];
        if (slot->place == 0)
            return slot;
        if (slot->tag != tag)
            continue;
        const struct entry *e = &map->entries[slot->place - 1];
        if (e->length == length && is_same(entry_id(map, e), id, length))
            return slot;
    }
}

/* How many ids so many slots hold: they are three quarters full at most. */
static size_t capacity(size_t slots)
{
    return slots / 4 * 3;
}

/* Has SLOTS of them, up to 2^32 - 1: more is no memory. */
static void spread(struct idmap *map, size_t slots)
{
    struct slot *old = map->slots;
    size_t old_slots = map->n_slots;
    bool possible = slots <= UINT32_MAX;
    map->slots = mem_table(possible ? slots * sizeof *map->slots : SIZE_MAX);
    map->n_slots = slots;
    for (size_t i = 0; i < old_slots; i++) {
        if (old[i].place == 0)
            continue;
        size_t at = first_slot(map, old[i].tag);
        while (map->slots[at].place != 0)
            at = next_slot(map, at);
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

static void add_entry(struct idmap *map, const char *id, size_t length,
                      int64_t value)
{
    map->entries = mem_grow(map->entries, map->count, &map->entries_room,
                            sizeof *map->entries);
    struct entry *e = &map->entries[map->count++];
    *e = (struct entry){.value = value, .length = (unsigned char)length};
    if (length <= SHORT) {
        memcpy(e->id, id, length);
    } else {
        uint64_t place = store_id(map, id, length);
        memcpy(e->id, &place, PLACE_BYTES);
    }
}

/* The entry of ID, made with VALUE if it is FRESH. */
static struct entry *put(struct idmap *map, uint64_t hash, const char *id,
                         size_t length, int64_t value, bool *fresh)
{
    assert(length >= 1 && length <= IDMAP_ID_MAX);
    if (map->count >= capacity(map->n_slots))
        spread(map, 2 * map->n_slots);
    struct slot *slot = find_slot(map, hash, id, length);
    *fresh = slot->place == 0;
    if (*fresh) {
        add_entry(map, id, length, value);
        *slot = (struct slot){(uint32_t)hash, (uint32_t)map->count};
    }
    return &map->entries[slot->place - 1];
}

size_t idmap_reserve(struct idmap *map, size_t count, size_t most)
{
    size_t limit = most / sizeof *map->slots;
    if (limit > UINT32_MAX)
        limit = UINT32_MAX;
    size_t slots = count < capacity(limit) ? (count / 3 + 1) * 4 : limit;
    if (slots < map->n_slots)
        slots = map->n_slots;
    if (slots > map->n_slots)
        spread(map, slots);
    if (map->entries_room < capacity(slots)) {
        map->entries_room = capacity(slots);
        map->entries =
            mem_array(map->entries, map->entries_room, sizeof *map->entries);
    }
    return capacity(slots);
}

bool idmap_add(struct idmap *map, const char *id, size_t length, int64_t value)
{
    bool fresh;
    (void)put(map, hash_of(map, id, length), id, length, value, &fresh);
    return fresh;
}

int64_t *idmap_put(struct idmap *map, const char *id, size_t length,
                   int64_t value)
{
    return idmap_put_hashed(map, hash_of(map, id, length), id, length, value);
}

int64_t *idmap_put_hashed(struct idmap *map, uint64_t hash, const char *id,
                          size_t length, int64_t value)
{
    bool fresh;
    return &put(map, hash, id, length, value, &fresh)->value;
}

uint64_t idmap_hash(const struct idmap *map, const char *id, size_t length)
{
    return hash_of(map, id, length);
}

void idmap_prefetch(const struct idmap *map, uint64_t hash)
{
    PREFETCH(&map->slots[first_slot(map, (uint32_t)hash)]);
}

long idmap_approach(const struct idmap *map, uint64_t hash)
{
    uint32_t tag = (uint32_t)hash;
    size_t i = first_slot(map, tag);
    while (map->slots[i].place != 0 && map->slots[i].tag != tag)
        i = next_slot(map, i);
    if (map->slots[i].place == 0)
        return -1;
    const char *entry = (const char *)&map->entries[map->slots[i].place - 1];
    PREFETCH(entry);
    PREFETCH(entry + sizeof(struct entry) - 1);
    return (long)map->slots[i].place - 1;
}

long idmap_follow(const struct idmap *map, size_t place, size_t count,
                  const char *id, size_t length)
{
    size_t left = place < map->count ? map->count - place : 0;
    size_t end = place + (count < left ? count : left);
    for (size_t i = place; i < end; i++) {
        const struct entry *e = &map->entries[i];
        if (e->length == length && is_same(entry_id(map, e), id, length))
            return (long)i;
    }
    return -1;
}

int64_t *idmap_find_hashed(const struct idmap *map, uint64_t hash,
                           const char *id, size_t length)
{
    if (length < 1 || length > IDMAP_ID_MAX)
        return NULL;
    const struct slot *slot = find_slot(map, hash, id, length);
    return slot->place != 0 ? &map->entries[slot->place - 1].value : NULL;
}

int64_t *idmap_find(const struct idmap *map, const char *id, size_t length)
{
    return idmap_find_hashed(map, hash_of(map, id, length), id, length);
}

size_t idmap_count(const struct idmap *map)
{
    return map->count;
}
