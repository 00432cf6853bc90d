/* events.c - see events.h. */
#include "analyze/base/events.h"

#include "analyze/base/query.h"
#include "lib/mem.h"
#include "lib/partition.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { BUDGET_BYTES = 256 << 20 };

struct events {
    struct partition *parts;
    size_t block;   /* members in one */
    size_t members; /* in all */
    size_t count;
};

/* What an event is hashed as: fixed widths, no padding, no indexes. */
struct canon {
    uint64_t member, session;
    int64_t day, second, minutes, pre, post, rating, progress, status;
};

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

static int16_t progress_of(const struct query *q, int column)
{
    int64_t value = query_integer(q, column, EVENT_NO_PROGRESS);
    bool fits = value >= 0 && value <= INT16_MAX;
    return fits ? (int16_t)value : EVENT_NO_PROGRESS;
}

static int read_event(struct event *e, const struct facts *f,
                      const struct query *q, struct diag *d)
{
    int32_t member = facts_member_of_key(f, query_integer(q, 0, -1));
    int32_t session = facts_session_of_key(f, query_integer(q, 1, -1));
    int64_t status = query_integer(q, 5, -1);
    if (member < 0 || session < 0)
        return diag_fail(d, "an attendance row names a member or a session "
                            "that the warehouse does not have; the file is "
                            "damaged: load it again");
    if (status < 0 || status >= (int64_t)COUNT_OF(f->attended))
        return diag_fail(d, "an attendance row has status %" PRId64, status);
    memset(e, 0, sizeof *e);
    e->member = (uint32_t)member;
    e->session = (uint32_t)session;
    e->day = query_int32(q, 2, 0);
    e->second = query_int32(q, 3, -1);
    e->minutes = query_int32(q, 4, -1);
    e->status = (uint8_t)status;
    e->attended = f->attended[e->status];
    e->pre = query_int32(q, 6, EVENT_NO_SCORE);
    e->post = query_int32(q, 7, EVENT_NO_SCORE);
    e->rating = query_int32(q, 8, EVENT_NO_RATING);
    e->progress = progress_of(q, 9);
    return 0;
}

static const char select_events[] =
    "SELECT member, session, day, second, minutes, status, pre, post, rating,"
    " progress FROM attendance";

/* The hashes of ids, made once: of the sessions, and of the last member met. */
struct id_hashes {
    uint64_t *session, member;
    uint32_t last; /* whose hash MEMBER is */
};

static struct id_hashes id_hashes_make(const struct facts *f)
{
    struct id_hashes h = {.last = UINT32_MAX};
    h.session = mem_array(NULL, f->n_sessions, sizeof *h.session);
    for (size_t i = 0; i < f->n_sessions; i++)
        h.session[i] = hash_id(f->session[i].id);
    return h;
}

/* Rows of one member mostly stand together. */
static uint64_t member_hash(struct id_hashes *h, const struct facts *f,
                            uint32_t member)
{
    if (h->last != member)
        h->member = hash_id(f->member[member].id);
    h->last = member;
    return h->member;
}

static int deal(struct events *e, const struct facts *f, sqlite3 *db,
                struct digest_rows *rows, struct diag *d)
{
    struct id_hashes h = id_hashes_make(f);
    struct query q = query_open(db, select_events, d);
    struct event event;
    while (query_next(&q)) {
        if (read_event(&event, f, &q, d) != 0 ||
            partition_add(e->parts, event.member / e->block, &event, d) != 0)
            q.failed = true;
        if (!q.failed)
            hash_event(rows, &event, member_hash(&h, f, event.member),
                       h.session[event.session]);
        e->count++;
    }
    free(h.session);
    return query_close(&q);
}

struct events *events_open(const struct facts *f, sqlite3 *db, size_t block,
                           struct digest_rows *rows, struct diag *d)
{
    struct events *e = mem_alloc(sizeof *e);
    e->block = block;
    e->members = f->n_members;
    size_t parts = events_blocks(e);
    e->parts = partition_open(parts > 0 ? parts : 1, sizeof(struct event),
                              BUDGET_BYTES);
    if (deal(e, f, db, rows, d) == 0)
        return e;
    events_close(e);
    return NULL;
}

void events_close(struct events *e)
{
    if (e == NULL)
        return;
    partition_close(e->parts);
    free(e);
}

size_t events_blocks(const struct events *e)
{
    return (e->members + e->block - 1) / e->block;
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

int events_block(const struct events *e, size_t number, struct block *block,
                 struct diag *d)
{
    size_t count = partition_count(e->parts, number);
    struct event *list = mem_array(NULL, count, sizeof *list);
    *block = (struct block){.number = number,
                            .first = number * e->block,
                            .count = e->block,
                            .event = list};
    if (block->first + block->count > e->members)
        block->count = e->members - block->first;
    if (partition_read(e->parts, number, list, d) != 0) {
        free(list);
        return -1;
    }
    if (count > 0)
        qsort(list, count, sizeof *list, by_time);
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
