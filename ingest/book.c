/* book.c - see book.h. */
#include "ingest/book.h"

#include "lib/idmap.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

#include <stdlib.h>

struct book {
    struct idmap *places;
    struct book_entry *entries;
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

const char *book_word(enum entity entity)
{
    return tables[entity].word;
}

static size_t add(struct book *book, const char *id, size_t length,
                  struct book_entry entry)
{
    book->entries = mem_grow(book->entries, book->count, &book->room,
                             sizeof *book->entries);
    book->entries[book->count] = entry;
    idmap_add(book->places, id, length, (int64_t)book->count);
    return book->count++;
}

static bool is_loaded(const struct batches *batches, int64_t number)
{
    for (size_t i = 0; i < batches->count; i++)
        if (batches->list[i].number == number)
            return batches->list[i].load;
    return false;
}

static void add_row(struct book *book, sqlite3_stmt *row,
                    const struct batches *batches)
{
    const char *id = (const char *)sqlite3_column_text(row, 0);
    int64_t batch = sqlite3_column_int64(row, 2);
    struct book_entry entry = {
        .key = sqlite3_column_int64(row, 1),
        .batch = batch,
        .line = sqlite3_column_int64(row, 3),
        .state = is_loaded(batches, batch) ? BOOK_FREE : BOOK_KEPT,
        .old = true,
    };
    if (entry.key > book->last_key)
        book->last_key = entry.key;
    if (id != NULL)
        add(book, id, (size_t)sqlite3_column_bytes(row, 0), entry);
}

struct book *book_read(sqlite3 *db, enum entity entity,
                       const struct batches *batches, struct diag *d)
{
    struct book *book = mem_alloc(sizeof *book);
    book->places = idmap_new();
    int got = warehouse_integer(db, tables[entity].last, 0, &book->last_key, d);
    sqlite3_stmt *rows =
        got == 0 ? warehouse_prepare(db, tables[entity].select, d) : NULL;
    if (rows != NULL)
        while ((got = warehouse_step(rows, d)) == 1)
            add_row(book, rows, batches);
    else
        got = -1;
    sqlite3_finalize(rows);
    if (got == 0)
        return book;
    book_free(book);
    return NULL;
}

void book_free(struct book *book)
{
    if (book == NULL)
        return;
    idmap_free(book->places);
    free(book->entries);
    free(book);
}

size_t book_count(const struct book *book)
{
    return book->count;
}

struct book_entry *book_entry(const struct book *book, size_t index)
{
    return &book->entries[index];
}

long book_find(const struct book *book, const char *id, size_t length)
{
    const int64_t *place = idmap_find(book->places, id, length);
    return place != NULL ? (long)*place : -1;
}

int64_t book_resolve(const struct book *book, const char *id, size_t length)
{
    long place = book_find(book, id, length);
    if (place < 0)
        return 0;
    const struct book_entry *e = &book->entries[place];
    return e->state == BOOK_KEPT || e->state == BOOK_CLAIMED ? e->key : 0;
}

bool book_claim(struct book *book, const char *id, size_t length, int64_t batch,
                int64_t line, size_t *index)
{
    long place = book_find(book, id, length);
    if (place < 0) {
        struct book_entry entry = {.key = ++book->last_key};
        place = (long)add(book, id, length, entry);
    }
    *index = (size_t)place;
    struct book_entry *e = &book->entries[place];
    if (e->state != BOOK_FREE)
        return false;
    e->state = BOOK_CLAIMED;
    e->batch = batch;
    e->line = line;
    return true;
}

void book_release(struct book *book)
{
    for (size_t i = 0; i < book->count; i++)
        if (book->entries[i].state == BOOK_CLAIMED)
            book->entries[i].state = BOOK_FREE;
}
