/* events.c - see events.h. */
#include "analyze/base/events.h"

#include "lib/mem.h"
#include "lib/partition.h"
#include "lib/tablescan.h"

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

static const char *const columns[] = {[MEMBER] = "member",
                                      [SESSION] = "session",
                                      [DAY] = "day",
                                      [SECOND] = "second",
                                      [MINUTES] = "minutes",
                                      [STATUS] = "status",
                                      [PRE] = "pre",
                                      [POST] = "post",
                                      [RATING] = "rating",
                                      [PROGRESS] = "progress",
                                      NULL};

static int16_t progress_of(const struct tablescan *row)
{
    int32_t value = tablescan_int32(row, PROGRESS, EVENT_NO_PROGRESS);
    bool fits = value >= 0 && value <= INT16_MAX;
    return fits ? (int16_t)value : EVENT_NO_PROGRESS;
}

static int read_event(struct event *e, const struct facts *f,
                      const struct tablescan *row, struct diag *d)
{
    int32_t member = facts_member_of_key(f, tablescan_integer(row, MEMBER, -1));
    int32_t session =
        facts_session_of_key(f, tablescan_integer(row, SESSION, -1));
    int64_t status = tablescan_integer(row, STATUS, -1);
    if (member < 0 || session < 0)
        return diag_fail(d, "an attendance row names a member or a session "
                            "that the warehouse does not have; the file is "
                            "damaged: load it again");
    if (status < 0 || status >= (int64_t)COUNT_OF(f->attended))
        return diag_fail(d, "an attendance row has status %" PRId64, status);
    *e = (struct event){.member = (uint32_t)member,
                        .session = (uint32_t)session,
                        .day = tablescan_int32(row, DAY, 0),
                        .second = tablescan_int32(row, SECOND, -1),
                        .minutes = tablescan_int32(row, MINUTES, -1),
                        .pre = tablescan_int32(row, PRE, EVENT_NO_SCORE),
                        .post = tablescan_int32(row, POST, EVENT_NO_SCORE),
                        .rating = tablescan_int32(row, RATING, EVENT_NO_RATING),
                        .progress = progress_of(row),
                        .status = (uint8_t)status,
                        .attended = f->attended[status]};
    return 0;
}

static uint64_t *hash_sessions(const struct facts *f)
{
    uint64_t *hash = mem_array(NULL, f->n_sessions, sizeof *hash);
    for (size_t i = 0; i < f->n_sessions; i++)
        hash[i] = hash_id(f->session[i].id);
    return hash;
}

size_t events_blocks(const struct events *e)
{
    return (e->members + e->block - 1) / e->block;
}

/* Rows of one member mostly stand together. */
static int deal_rows(struct events *e, const struct facts *f,
                     struct tablescan *row, struct digest_rows *rows,
                     struct diag *d)
{
    uint64_t *session_hash = hash_sessions(f), member_hash = 0;
    uint32_t last = UINT32_MAX;
    struct event event;
    int got;
    while ((got = tablescan_next(row, d)) == 1) {
        if (read_event(&event, f, row, d) != 0 ||
            partition_add(e->parts, event.member / e->block, &event, d) != 0) {
            got = -1;
            break;
        }
        if (event.member != last)
            member_hash = hash_id(f->member[event.member].id);
        last = event.member;
        hash_event(rows, &event, member_hash, session_hash[event.session]);
        e->count++;
    }
    free(session_hash);
    return got;
}

struct events *events_open(const struct facts *f, sqlite3 *db, size_t block,
                           struct digest_rows *rows, struct diag *d)
{
    struct events *e = mem_alloc(sizeof *e);
    e->block = block;
    e->members = f->n_members;
    size_t blocks = events_blocks(e);
    e->parts = partition_open(blocks > 0 ? blocks : 1, sizeof(struct event),
                              BUDGET_BYTES);
    struct tablescan *row = tablescan_open(db, "attendance", columns, d);
    int status = row == NULL ? -1 : deal_rows(e, f, row, rows, d);
    tablescan_close(row);
    if (status == 0)
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

int events_block(const struct events *e, size_t number, struct block *block,
                 struct diag *d)
{
    size_t count = partition_count(e->parts, number);
    struct event *list = mem_array(NULL, count, sizeof *list);
    if (partition_read(e->parts, number, list, d) != 0) {
        free(list);
        return -1;
    }
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
