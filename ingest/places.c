/* places.c - see places.h. */
#include "ingest/places.h"

#include "ingest/event.h"
#include "lib/idmap.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

#include <stdlib.h>

enum { DAY_MINUTES = 1440 };

static const char select_members[] =
    "SELECT member_id, member FROM member ORDER BY member_id";

static const char select_joined[] = "SELECT member, joined_on FROM member";

static const char select_ends[] = "SELECT member, end_on FROM membership";

static const char select_sessions[] =
    "SELECT session_id, session, begins, coalesce(ends, begins), minutes"
    " FROM session ORDER BY session_id";

static const char select_courses[] =
    "SELECT course_id, course FROM course ORDER BY course_id";

/* Takes a row, which has PLACE. */
typedef void take_row(struct places *p, sqlite3_stmt *row, int32_t place);

static int32_t integer_or_none(sqlite3_stmt *row, int column)
{
    return sqlite3_column_type(row, column) != SQLITE_NULL
               ? sqlite3_column_int(row, column)
               : EVENT_NONE;
}

/* The day of a minute stamp, also before 1970. */
static int32_t day_of(sqlite3_stmt *row, int column)
{
    if (sqlite3_column_type(row, column) == SQLITE_NULL)
        return EVENT_NONE;
    int64_t stamp = sqlite3_column_int64(row, column);
    int64_t day = stamp / DAY_MINUTES - (stamp % DAY_MINUTES < 0);
    return (int32_t)day;
}

static void take_member(struct places *p, sqlite3_stmt *row, int32_t place)
{
    p->members[place] = (struct places_member){
        .key = sqlite3_column_int64(row, 1),
        .joined = EVENT_NONE,
        .left = EVENT_NONE,
    };
    p->n_members = (size_t)place + 1;
}

static void take_session(struct places *p, sqlite3_stmt *row, int32_t place)
{
    struct places_session *s = &p->sessions[place];
    *s = (struct places_session){
        .key = sqlite3_column_int64(row, 1),
        .begin_on = day_of(row, 2),
        .end_on = day_of(row, 3),
        .minutes = integer_or_none(row, 4),
        .from = EVENT_NONE,
        .to = EVENT_NONE,
    };
    if (s->begin_on == EVENT_NONE || s->begin_on != s->end_on)
        return;
    int64_t midnight = (int64_t)s->begin_on * DAY_MINUTES;
    s->from = (int32_t)(sqlite3_column_int64(row, 2) - midnight);
    s->to = (int32_t)(sqlite3_column_int64(row, 3) - midnight);
}

static void take_course(struct places *p, sqlite3_stmt *row, int32_t place)
{
    const char *id = (const char *)sqlite3_column_text(row, 0);
    p->courses[place] = (struct places_course){
        .key = sqlite3_column_int64(row, 1),
        .id = arena_text(&p->ids, id, (size_t)sqlite3_column_bytes(row, 0)),
    };
    p->n_courses = (size_t)place + 1;
}

/* The key of the thing at INDEX. */
typedef int64_t key_at(const void *things, size_t index);

static int64_t key_of_entry(const void *ledger, size_t index)
{
    return ledger_entry(ledger, index)->key;
}

static int64_t key_of_member(const void *members, size_t index)
{
    return ((const struct places_member *)members)[index].key;
}

/* The index of each of COUNT things by its key, 1 to LAST; -1: there is none.
   Keys are given one after the other, so that few are wanting. */
static int32_t *index_keys(const void *things, size_t count, key_at *key,
                           int64_t *last)
{
    *last = 0;
    for (size_t i = 0; i < count; i++)
        if (key(things, i) > *last)
            *last = key(things, i);
    int32_t *found = mem_array(NULL, (size_t)*last + 1, sizeof *found);
    for (int64_t i = 0; i <= *last; i++)
        found[i] = -1;
    for (size_t i = 0; i < count; i++)
        found[key(things, i)] = (int32_t)i;
    return found;
}

static int read_entity(struct places *p, struct loading *l, enum entity entity,
                       const char *select, take_row *take, struct diag *d)
{
    const struct ledger *ledger = l->ledgers[entity];
    size_t count = ledger_count(ledger);
    p->of[entity] = mem_array(NULL, count, sizeof *p->of[entity]);
    for (size_t i = 0; i < count; i++)
        p->of[entity][i] = -1;
    sqlite3_stmt *rows = warehouse_prepare(l->db, select, d);
    if (rows == NULL)
        return -1;
    int64_t last;
    int32_t *entries = index_keys(ledger, count, key_of_entry, &last);
    int32_t place = 0;
    int got;
    while ((got = warehouse_step(rows, d)) == 1) {
        int64_t key = sqlite3_column_int64(rows, 1);
        int32_t at = key > 0 && key <= last ? entries[key] : -1;
        if (at < 0 || (size_t)place >= count)
            continue; /* every row is in the ledger */
        take(p, rows, place);
        p->of[entity][at] = place++;
    }
    free(entries);
    sqlite3_finalize(rows);
    return got;
}

static void take_joined(struct places_member *m, int32_t day)
{
    m->joined = day;
}

static void take_end(struct places_member *m, int32_t day)
{
    if (day == EVENT_NONE)
        m->left = INT32_MAX;
    else if (day > m->left)
        m->left = day;
}

typedef void take_day(struct places_member *m, int32_t day);

/* Rows of a member's key and a day. KEYS is of index_keys(). */
static int read_days(struct places *p, sqlite3 *db, const char *select,
                     const int32_t *keys, int64_t last, take_day *take,
                     struct diag *d)
{
    sqlite3_stmt *rows = warehouse_prepare(db, select, d);
    if (rows == NULL)
        return -1;
    int got;
    while ((got = warehouse_step(rows, d)) == 1) {
        int64_t key = sqlite3_column_int64(rows, 0);
        if (key > 0 && key <= last && keys[key] >= 0)
            take(&p->members[keys[key]], integer_or_none(rows, 1));
    }
    sqlite3_finalize(rows);
    return got;
}

/*
 * When each member joined and left. Each table is read as it lies: looked up in
 * the order of ids, or joined, it would take longer than all the rest.
 */
static int read_stays(struct places *p, sqlite3 *db, struct diag *d)
{
    int64_t last;
    int32_t *keys = index_keys(p->members, p->n_members, key_of_member, &last);
    int result = read_days(p, db, select_joined, keys, last, take_joined, d);
    if (result == 0)
        result = read_days(p, db, select_ends, keys, last, take_end, d);
    free(keys);
    for (size_t i = 0; i < p->n_members; i++)
        if (p->members[i].left == EVENT_NONE)
            p->members[i].left = INT32_MAX;
    return result;
}

int places_read(struct places *p, struct loading *l, struct diag *d)
{
    static const enum entity needed[] = {ENTITY_MEMBER, ENTITY_SESSION,
                                         ENTITY_COURSE};
    *p = (struct places){.loading = l};
    for (size_t i = 0; i < COUNT_OF(needed); i++) {
        if (loading_ledger(l, needed[i], d) == NULL)
            return -1;
        if (ledger_count(l->ledgers[needed[i]]) > INT32_MAX)
            return diag_fail(d, "too many of %s", ledger_word(needed[i]));
    }
    size_t members = ledger_count(l->ledgers[ENTITY_MEMBER]);
    p->members = mem_array(NULL, members, sizeof *p->members);
    p->sessions = mem_array(NULL, ledger_count(l->ledgers[ENTITY_SESSION]),
                            sizeof *p->sessions);
    p->courses = mem_array(NULL, ledger_count(l->ledgers[ENTITY_COURSE]),
                           sizeof *p->courses);
    if (read_entity(p, l, ENTITY_MEMBER, select_members, take_member, d) != 0 ||
        read_stays(p, l->db, d) != 0 ||
        read_entity(p, l, ENTITY_SESSION, select_sessions, take_session, d) !=
            0)
        return -1;
    return read_entity(p, l, ENTITY_COURSE, select_courses, take_course, d);
}

void places_free(struct places *p)
{
    for (size_t i = 0; i < ENTITY_COUNT; i++)
        free(p->of[i]);
    free(p->members);
    free(p->sessions);
    free(p->courses);
    arena_free(&p->ids);
    *p = (struct places){0};
}

int32_t places_find(const struct places *p, enum entity entity, const char *id,
                    size_t length)
{
    long at =
        length > 0 ? ledger_find(p->loading->ledgers[entity], id, length) : -1;
    return at >= 0 ? p->of[entity][at] : -1;
}

uint64_t places_hash(const struct places *p, enum entity entity, const char *id,
                     size_t length)
{
    const struct idmap *map = ledger_places(p->loading->ledgers[entity]);
    uint64_t hash = idmap_hash(map, id, length);
    idmap_prefetch(map, hash);
    return hash;
}

void places_approach(const struct places *p, enum entity entity, uint64_t hash)
{
    (void)idmap_approach(ledger_places(p->loading->ledgers[entity]), hash);
}

int32_t places_entry(const struct places *p, enum entity entity, uint64_t hash,
                     const char *id, size_t length)
{
    const struct idmap *map = ledger_places(p->loading->ledgers[entity]);
    const int64_t *entry = idmap_find_hashed(map, hash, id, length);
    if (entry == NULL)
        return -1;
    PREFETCH(&p->of[entity][*entry]);
    return (int32_t)*entry;
}

int32_t places_of(const struct places *p, enum entity entity, int32_t entry)
{
    int32_t place = entry >= 0 ? p->of[entity][entry] : -1;
    if (place >= 0 && entity == ENTITY_MEMBER) {
        PREFETCH(&p->members[place]);
    }
    return place;
}
