/* people.c - see people.h. */
#include "report/people.h"

#include "lib/mem.h"
#include "lib/warehouse.h"
#include "report/keys.h"

#include <stdlib.h>
#include <string.h>

/* A member while the order is being found. */
struct place {
    char pseudonym[PSEUDONYM_TEXT];
    uint32_t at; /* in people.key */
    const char *id, *name;
};

struct reading {
    struct people *people;
    struct place *places;
    size_t key_room, place_room;
    bool named;
};

static const char *kept(struct people *p, sqlite3_stmt *s, int column)
{
    const char *text = (const char *)sqlite3_column_text(s, column);
    return text == NULL ? NULL : arena_text(&p->arena, text, strlen(text));
}

static void add(struct reading *r, sqlite3_stmt *s,
                const struct pseudonym_key *key)
{
    struct people *p = r->people;
    p->key = mem_grow(p->key, p->count, &r->key_room, sizeof *p->key);
    r->places =
        mem_grow(r->places, p->count, &r->place_room, sizeof *r->places);
    struct place *place = &r->places[p->count];
    const char *id = (const char *)sqlite3_column_text(s, 1);
    pseudonym_write(key, "m_", id, strlen(id), place->pseudonym);
    place->at = (uint32_t)p->count;
    place->id = r->named ? kept(p, s, 1) : NULL;
    place->name = r->named ? kept(p, s, 2) : NULL;
    p->key[p->count++] = sqlite3_column_int64(s, 0);
}

static int read_all(struct reading *r, sqlite3 *db,
                    const struct pseudonym_key *key, struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(
        db, "SELECT member, member_id, name FROM member ORDER BY member", d);
    int got = s == NULL ? -1 : 0;
    while (got == 0 && (got = warehouse_step(s, d)) == 1) {
        if (r->people->count == PEOPLE_NONE) {
            got = diag_fail(d, "more than 4294967294 members");
            break;
        }
        add(r, s, key);
        got = 0;
    }
    sqlite3_finalize(s);
    return got;
}

static int compare(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    return memcmp(x->pseudonym, y->pseudonym, PSEUDONYM_TEXT);
}

static int arrange(struct reading *r, struct diag *d)
{
    struct people *p = r->people;
    if (p->count > 0)
        qsort(r->places, p->count, sizeof *r->places, compare);
    p->pseudonym = mem_array(NULL, p->count, PSEUDONYM_TEXT);
    p->person = mem_array(NULL, p->count, sizeof *p->person);
    p->id = r->named ? mem_array(NULL, p->count, sizeof *p->id) : NULL;
    p->name = r->named ? mem_array(NULL, p->count, sizeof *p->name) : NULL;
    for (size_t i = 0; i < p->count; i++) {
        const struct place *place = &r->places[i];
        if (i > 0 && compare(place - 1, place) == 0)
            return diag_fail(d, "two members have one pseudonym; use another "
                                "key file");
        memcpy(p->pseudonym[i], place->pseudonym, PSEUDONYM_TEXT);
        p->person[place->at] = (uint32_t)i;
        if (r->named) {
            p->id[i] = place->id;
            p->name[i] = place->name;
        }
    }
    return 0;
}

int people_read(struct people *p, sqlite3 *db, const struct pseudonym_key *key,
                bool named, struct diag *d)
{
    *p = (struct people){0};
    struct reading r = {.people = p, .named = named};
    int result = read_all(&r, db, key, d);
    if (result == 0)
        result = arrange(&r, d);
    free(r.places);
    return result;
}

void people_free(struct people *p)
{
    free(p->pseudonym);
    free(p->id);
    free(p->name);
    free(p->key);
    free(p->person);
    arena_free(&p->arena);
    *p = (struct people){0};
}

uint32_t people_find(const struct people *p, int64_t key)
{
    size_t at = keys_find(p->key, p->count, key);
    return at == KEYS_NONE ? PEOPLE_NONE : p->person[at];
}
