/*
 * idmap.h - text ids to integers, in memory.
 *
 * An open-addressing hash over copies of the ids. Ids are 1 to 255 bytes:
 * nothing else is added, nothing else is found. The hash is keyed
 * (SipHash of libsodium) so that no input can make it slow; its order shows
 * nowhere.
 */
#ifndef IDMAP_H
#define IDMAP_H

#include "lib/attr.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { IDMAP_ID_MAX = 255 };

struct idmap;

struct idmap *idmap_new(void) MUST_CHECK;
void idmap_free(struct idmap *map);

/*
 * Makes room for COUNT ids in all, if that takes no more than MOST bytes of
 * slots; else for as many as that allows. Returns how many. Only saves time.
 */
size_t idmap_reserve(struct idmap *map, size_t count, size_t most);

/*
 * Adds ID with VALUE; false, and nothing changes, if ID is there already.
 * An id of another length is a fault of the program.
 */
bool idmap_add(struct idmap *map, const char *id, size_t length, int64_t value);

/* The same, which points at the value that ID has then, as idmap_find() does.
 */
int64_t *idmap_put(struct idmap *map, const char *id, size_t length,
                   int64_t value);

/*
 * Points at the value of ID, to read or change until the next idmap_add();
 * NULL if ID is unknown. Threads may search one map at a time when none adds.
 */
int64_t *idmap_find(const struct idmap *map, const char *id, size_t length);

/*
 * A search in steps, for who has many ids at hand: a search waits for memory
 * most of its time, and the memory for several can be asked for before. First
 * all ids are hashed and prefetched, then approached, then looked for or put.
 * A hash stays good while the map grows.
 */
uint64_t idmap_hash(const struct idmap *map, const char *id, size_t length);
void idmap_prefetch(const struct idmap *map, uint64_t hash);

/*
 * Asks for the entry of the id with HASH: which it most probably is, from 0 in
 * the order of adding; -1 if the id is not there.
 */
long idmap_approach(const struct idmap *map, uint64_t hash);

/*
 * Which of the COUNT entries from PLACE on, in the order of adding, is ID's; -1
 * if none is. For who meets ids in about the order in which they were added.
 */
long idmap_follow(const struct idmap *map, size_t place, size_t count,
                  const char *id, size_t length);

int64_t *idmap_find_hashed(const struct idmap *map, uint64_t hash,
                           const char *id, size_t length);
int64_t *idmap_put_hashed(struct idmap *map, uint64_t hash, const char *id,
                          size_t length, int64_t value);

size_t idmap_count(const struct idmap *map);

#endif
