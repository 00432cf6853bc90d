/* ledger.c - see ledger.h. */
#include "ingest/ledger.h"

#include "lib/idmap.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

#include <stdlib.h>

struct ledger {
    struct idmap *places;
    struct ledger_entry *entries;
    size_t count, room;
    int64_t last_key;
};

/* What is read of an entity: id, key, batch (0: made, or none), line; and the
   highest key that was ever given, which is never given again. */
static const struct {
    const char *word, *select, *last;
} tables[ENTITY_COUNT] = {
#define TABLE(name)                                                       \
    {                                                                     \
#name, "SELECT " #name "_id, " #name ", batch, line FROM " #name, \
            "SELECT seq FROM sqlite_sequence WHERE name = '" #name "'"    \
    }
    [ENTITY_ORGANIZATION] =
        {"organization", "SELECT org_id, org, batch, line FROM organization",
         "SELECT seq FROM sqlite_sequence WHERE name = 'organization'"},
    [ENTITY_TOPIC] = TABLE(topic),
    [ENTITY_MEMBER] = TABLE(member),
    [ENTITY_COURSE] = TABLE(course),
    [ENTITY_VENUE] = TABLE(venue),
    [ENTITY_INSTRUCTOR] = TABLE(instructor),
    [ENTITY_OFFERING] = TABLE(offering),
    [ENTITY_SESSION] = TABLE(session),
    [ENTITY_INTERVIEW] = TABLE(interview),
};

const char *ledger_word(enum entity entity)
{
    return tables[entity].word;
}

static struct ledger_entry *add_entry(struct ledger *ledger, int64_t key)
{
    ledger->entries = mem_grow(ledger->entries, ledger->count, &ledger->room,
                               sizeof *ledger->entries);
    struct ledger_entry *e = &ledger->entries[ledger->count++];
    *e = (struct ledger_entry){.key = key};
    return e;
}

static bool is_loaded(const struct batches *batches, int64_t number)
{
    for (size_t i = 0; i < batches->count; i++)
        if (batches->list[i].number == number)
            return batches->list[i].load;
    return false;
}

static void add_row(struct ledger *ledger, sqlite3_stmt *row,
                    const struct batches *batches)
{
    const char *id = (const char *)sqlite3_column_text(row, 0);
    int64_t key = sqlite3_column_int64(row, 1);
    int64_t batch = sqlite3_column_int64(row, 2);
    if (key > ledger->last_key)
        ledger->last_key = key;
    if (id == NULL)
        return;
    idmap_add(ledger->places, id, (size_t)sqlite3_column_bytes(row, 0),
              (int64_t)ledger->count);
    struct ledger_entry *e = add_entry(ledger, key);
    e->batch = batch;
    e->line = sqlite3_column_int64(row, 3);
    e->heir = batches_heir(batches, batch);
    e->old = true;
    e->state = is_loaded(batches, batch) ? LEDGER_FREE
               : e->heir > 0             ? LEDGER_HELD
                                         : LEDGER_KEPT;
}

struct ledger *ledger_read(sqlite3 *db, enum entity entity,
                           const struct batches *batches, struct diag *d)
{
    struct ledger *ledger = mem_alloc(sizeof *ledger);
    ledger->places = idmap_new();
    int got =
        warehouse_integer(db, tables[entity].last, 0, &ledger->last_key, d);
    sqlite3_stmt *rows =
        got == 0 ? warehouse_prepare(db, tables[entity].select, d) : NULL;
    if (rows != NULL)
        while ((got = warehouse_step(rows, d)) == 1)
            add_row(ledger, rows, batches);
    else
        got = -1;
    sqlite3_finalize(rows);
    if (got == 0)
        return ledger;
    ledger_free(ledger);
    return NULL;
}

void ledger_free(struct ledger *ledger)
{
    if (ledger == NULL)
        return;
    idmap_free(ledger->places);
    free(ledger->entries);
    free(ledger);
}

size_t ledger_count(const struct ledger *ledger)
{
    return ledger->count;
}

struct ledger_entry *ledger_entry(const struct ledger *ledger, size_t index)
{
    return &ledger->entries[index];
}

long ledger_find(const struct ledger *ledger, const char *id, size_t length)
{
    const int64_t *place = idmap_find(ledger->places, id, length);
    return place != NULL ? (long)*place : -1;
}

const struct idmap *ledger_places(const struct ledger *ledger)
{
    return ledger->places;
}

uint64_t ledger_hash(const struct ledger *ledger, const char *id, size_t length)
{
    uint64_t hash = idmap_hash(ledger->places, id, length);
    idmap_prefetch(ledger->places, hash);
    return hash;
}

/* An entry has the same place here as in the map, being added to both. */
void ledger_approach(const struct ledger *ledger, uint64_t hash)
{
    long place = idmap_approach(ledger->places, hash);
    if (place < 0)
        return;
    const char *entry = (const char *)&ledger->entries[place];
    PREFETCH(entry);
    PREFETCH(entry + sizeof(struct ledger_entry) - 1);
}

long ledger_follow(const struct ledger *ledger, size_t place, size_t count,
                   const char *id, size_t length)
{
    return idmap_follow(ledger->places, place, count, id, length);
}

int64_t ledger_key(const struct ledger *ledger, size_t place)
{
    const struct ledger_entry *e = &ledger->entries[place];
    bool there = e->state == LEDGER_HELD || e->state == LEDGER_KEPT ||
                 e->state == LEDGER_CLAIMED;
    return there ? e->key : 0;
}

int64_t ledger_resolve_hashed(const struct ledger *ledger, uint64_t hash,
                              const char *id, size_t length)
{
    const int64_t *place = idmap_find_hashed(ledger->places, hash, id, length);
    return place != NULL ? ledger_key(ledger, (size_t)*place) : 0;
}

int64_t ledger_resolve(const struct ledger *ledger, const char *id,
                       size_t length)
{
    uint64_t hash = idmap_hash(ledger->places, id, length);
    return ledger_resolve_hashed(ledger, hash, id, length);
}

void ledger_expect(struct ledger *ledger, size_t count, size_t most)
{
    size_t room = idmap_reserve(ledger->places, ledger->count + count, most);
    if (ledger->room >= room)
        return;
    ledger->room = room;
    ledger->entries = mem_array(ledger->entries, room, sizeof *ledger->entries);
}

bool ledger_claim(struct ledger *ledger, const char *id, size_t length,
                  int64_t batch, int64_t line, size_t *index)
{
    return ledger_claim_hashed(ledger, idmap_hash(ledger->places, id, length),
                               id, length, batch, line, index);
}

bool ledger_claim_hashed(struct ledger *ledger, uint64_t hash, const char *id,
                         size_t length, int64_t batch, int64_t line,
                         size_t *index)
{
    int64_t new = (int64_t)ledger->count;
    int64_t place = *idmap_put_hashed(ledger->places, hash, id, length, new);
    if (place == new)
        (void)add_entry(ledger, ++ledger->last_key);
    *index = (size_t)place;
    struct ledger_entry *e = &ledger->entries[place];
    if (e->state != LEDGER_FREE &&
        (e->state != LEDGER_HELD || e->heir != batch))
        return false;
    e->state = LEDGER_CLAIMED;
    e->batch = batch;
    e->line = line;
    return true;
}

/* What an earlier roster holds stays. */
static void let_go(struct ledger_entry *e, enum ledger_state otherwise)
{
    e->state = (uint8_t)(e->heir > 0 ? LEDGER_HELD : otherwise);
}

void ledger_reject(struct ledger_entry *e)
{
    let_go(e, LEDGER_DEAD);
}

void ledger_release(struct ledger *ledger)
{
    for (size_t i = 0; i < ledger->count; i++)
        if (ledger->entries[i].state == LEDGER_CLAIMED)
            let_go(&ledger->entries[i], LEDGER_FREE);
}

bool ledger_has_gone(const struct ledger_entry *e)
{
    return e->old && (e->state == LEDGER_FREE || e->state == LEDGER_DEAD);
}
