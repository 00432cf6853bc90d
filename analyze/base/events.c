/* events.c - see events.h. */
#include "analyze/base/events.h"

#include "analyze/base/rowscan.h"
#include "lib/mem.h"
#include "lib/partition.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { BUDGET_BYTES = 256 << 20 };

struct events {
    struct partition **parts; /* one for each stretch of the table */
    size_t n_parts;
    size_t block;   /* members in one */
    size_t members; /* in all */
    size_t count;
};

/* What an event is hashed as: fixed widths, no padding, no indexes. */
struct canon {
    uint64_t member, session;
    int32_t day, second, minutes, pre, post, rating, progress, status;
};
_Static_assert(sizeof(struct canon) == 48, "no padding is hashed");

/* 64 bits of an id; the whole lists of ids are hashed beside. */
static uint64_t hash_id(const char *id)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (; *id != '\0'; id++)
        h = (h ^ (unsigned char)*id) * UINT64_C(1099511628211);
    return h;
}

static void hash_event(struct digest_rows *rows, const struct event *e,
                       uint64_t member, uint64_t session)
{
    struct canon c = {.member = member,
                      .session = session,
                      .day = e->day,
                      .second = e->second,
                      .minutes = e->minutes,
                      .pre = e->pre,
                      .post = e->post,
                      .rating = e->rating,
                      .progress = e->progress,
                      .status = e->status};
    digest_rows_add(rows, &c, sizeof c);
}

/* The columns, as take_row() is called with them. */
enum {
    MEMBER,
    SESSION,
    DAY,
    SECOND,
    MINUTES,
    STATUS,
    PRE,
    POST,
    RATING,
    PROGRESS
};

static const char select_events[] =
    "SELECT take_row(member, session, day, second, minutes, status, pre, post,"
    " rating, progress) FROM attendance WHERE rowid BETWEEN ?1 AND ?2";

static const char select_ends[] = "SELECT (SELECT min(rowid) FROM attendance),"
                                  " (SELECT max(rowid) FROM attendance)";

static int32_t cell_int32(sqlite3_value *cell, int32_t otherwise)
{
    if (sqlite3_value_type(cell) == SQLITE_NULL)
        return otherwise;
    int64_t value = sqlite3_value_int64(cell);
    if (value > INT32_MAX)
        return INT32_MAX;
    return value < INT32_MIN ? INT32_MIN : (int32_t)value;
}

static int16_t cell_progress(sqlite3_value *cell)
{
    int32_t value = cell_int32(cell, EVENT_NO_PROGRESS);
    bool fits = value >= 0 && value <= INT16_MAX;
    return fits ? (int16_t)value : EVENT_NO_PROGRESS;
}

static int read_event(struct event *e, const struct facts *f,
                      sqlite3_value **cell, struct diag *d)
{
    int32_t member = facts_member_of_key(f, sqlite3_value_int64(cell[MEMBER]));
    int32_t session =
        facts_session_of_key(f, sqlite3_value_int64(cell[SESSION]));
    int64_t status = sqlite3_value_int64(cell[STATUS]);
    if (member < 0 || session < 0)
        return diag_fail(d, "an attendance row names a member or a session "
                            "that the warehouse does not have; the file is "
                            "damaged: load it again");
    if (status < 0 || status >= (int64_t)COUNT_OF(f->attended))
        return diag_fail(d, "an attendance row has status %" PRId64, status);
    *e = (struct event){.member = (uint32_t)member,
                        .session = (uint32_t)session,
                        .day = cell_int32(cell[DAY], 0),
                        .second = cell_int32(cell[SECOND], -1),
                        .minutes = cell_int32(cell[MINUTES], -1),
                        .pre = cell_int32(cell[PRE], EVENT_NO_SCORE),
                        .post = cell_int32(cell[POST], EVENT_NO_SCORE),
                        .rating = cell_int32(cell[RATING], EVENT_NO_RATING),
                        .progress = cell_progress(cell[PROGRESS]),
                        .status = (uint8_t)status,
                        .attended = f->attended[status]};
    return 0;
}

/* Deals the events of one stretch of the table. */
struct dealer {
    const struct facts *f;
    struct partition *parts;
    size_t block, count;
    struct digest_rows rows;
    const uint64_t *session_hash;
    uint64_t member_hash; /* of the member LAST met: rows of one mostly stand */
    uint32_t last;        /* together */
};

static uint64_t *hash_sessions(const struct facts *f)
{
    uint64_t *hash = mem_array(NULL, f->n_sessions, sizeof *hash);
    for (size_t i = 0; i < f->n_sessions; i++)
        hash[i] = hash_id(f->session[i].id);
    return hash;
}

static int deal_row(void *context, sqlite3_value **cell, struct diag *d)
{
    struct dealer *deal = context;
    struct event event;
    if (read_event(&event, deal->f, cell, d) != 0)
        return -1;
    if (deal->last != event.member)
        deal->member_hash = hash_id(deal->f->member[event.member].id);
    deal->last = event.member;
    hash_event(&deal->rows, &event, deal->member_hash,
               deal->session_hash[event.session]);
    deal->count++;
    return partition_add(deal->parts, event.member / deal->block, &event, d);
}

size_t events_blocks(const struct events *e)
{
    return (e->members + e->block - 1) / e->block;
}

static const struct rowscan scan = {select_ends, select_events, deal_row};

/* Opens the partitions, and a dealer for each. */
static struct dealer *hire(struct events *e, const struct facts *f,
                           const uint64_t *session_hash)
{
    size_t blocks = events_blocks(e) > 0 ? events_blocks(e) : 1;
    struct dealer *deal = mem_alloc(e->n_parts * sizeof *deal);
    e->parts = mem_alloc(e->n_parts * sizeof *e->parts);
    for (size_t i = 0; i < e->n_parts; i++) {
        e->parts[i] = partition_open(blocks, sizeof(struct event),
                                     BUDGET_BYTES / e->n_parts);
        deal[i] = (struct dealer){.f = f,
                                  .parts = e->parts[i],
                                  .block = e->block,
                                  .session_hash = session_hash,
                                  .last = UINT32_MAX};
    }
    return deal;
}

static int deal_all(struct events *e, const struct facts *f, sqlite3 *db,
                    struct digest_rows *rows, struct diag *d)
{
    uint64_t *session_hash = hash_sessions(f);
    struct dealer *deal = hire(e, f, session_hash);
    void **context = mem_array(NULL, e->n_parts, sizeof *context);
    for (size_t i = 0; i < e->n_parts; i++)
        context[i] = &deal[i];
    int status = rowscan_run(db, &scan, context, e->n_parts, d);
    for (size_t i = 0; i < e->n_parts; i++) {
        e->count += deal[i].count;
        digest_rows_merge(rows, &deal[i].rows);
    }
    free(context);
    free(deal);
    free(session_hash);
    return status;
}

struct events *events_open(const struct facts *f, sqlite3 *db, size_t block,
                           size_t threads, struct digest_rows *rows,
                           struct diag *d)
{
    struct events *e = mem_alloc(sizeof *e);
    e->block = block;
    e->members = f->n_members;
    e->n_parts = rowscan_stretches(db, threads);
    if (deal_all(e, f, db, rows, d) == 0)
        return e;
    events_close(e);
    return NULL;
}

void events_close(struct events *e)
{
    if (e == NULL)
        return;
    for (size_t i = 0; i < e->n_parts; i++)
        partition_close(e->parts[i]);
    free(e->parts);
    free(e);
}

size_t events_count(const struct events *e)
{
    return e->count;
}

#define ORDER(a, b)                    \
    do {                               \
        if ((a) != (b))                \
            return (a) < (b) ? -1 : 1; \
    } while (0)

/* Every field takes part, so that equals are the same in every byte. */
static int by_time(const void *one, const void *two)
{
    const struct event *a = one, *b = two;
    ORDER(a->member, b->member);
    ORDER(a->day, b->day);
    ORDER(a->second, b->second);
    ORDER(a->session, b->session);
    ORDER(a->status, b->status);
    ORDER(a->minutes, b->minutes);
    ORDER(a->pre, b->pre);
    ORDER(a->post, b->post);
    ORDER(a->rating, b->rating);
    ORDER(a->progress, b->progress);
    return 0;
}

static void find_starts(struct block *b, size_t *starts, size_t n_events)
{
    size_t next = 0;
    for (size_t i = 0; i < b->count; i++) {
        starts[i] = next;
        while (next < n_events && b->event[next].member == b->first + i)
            next++;
    }
    starts[b->count] = next;
}

/* Rows mostly lie in order already. */
static void sort_events(struct event *list, size_t count)
{
    size_t i = 1;
    while (i < count && by_time(&list[i - 1], &list[i]) <= 0)
        i++;
    if (i < count)
        qsort(list, count, sizeof *list, by_time);
}

/* All events of the block NUMBER; free() them. NULL on failure. */
static struct event *collect(const struct events *e, size_t number,
                             size_t *count, struct diag *d)
{
    *count = 0;
    for (size_t i = 0; i < e->n_parts; i++)
        *count += partition_count(e->parts[i], number);
    struct event *list = mem_array(NULL, *count, sizeof *list), *to = list;
    for (size_t i = 0; i < e->n_parts; i++) {
        if (partition_read(e->parts[i], number, to, d) != 0) {
            free(list);
            return NULL;
        }
        to += partition_count(e->parts[i], number);
    }
    return list;
}

int events_block(const struct events *e, size_t number, struct block *block,
                 struct diag *d)
{
    size_t count;
    struct event *list = collect(e, number, &count, d);
    if (list == NULL)
        return -1;
    sort_events(list, count);
    *block = (struct block){.number = number,
                            .first = number * e->block,
                            .count = e->block,
                            .event = list};
    if (block->first + block->count > e->members)
        block->count = e->members - block->first;
    size_t *starts = mem_array(NULL, block->count + 1, sizeof *starts);
    find_starts(block, starts, count);
    block->starts = starts;
    return 0;
}

void events_done(struct block *block)
{
    free((void *)block->event);
    free((void *)block->starts);
    *block = (struct block){0};
}
