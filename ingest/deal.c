/* deal.c - see deal.h. */
#include "ingest/deal.h"

#include "ingest/eventcode.h"
#include "lib/mem.h"
#include "lib/pool.h"
#include "lib/stopwatch.h"

#include <stdlib.h>
#include <string.h>

enum {
    BUDGET = 64 << 20,  /* bytes that wait in memory; the rest in a file */
    ROW_BYTES = 40,     /* of a usual row, to guess how many there are */
    RANGE_ROWS = 65536, /* wanted in a range */
    WAITING = 64        /* rows that are resolved together */
};

/* Before each event of a part: where it goes. */
struct address {
    uint32_t range;
    uint32_t length;
};

/* A part of the file, read. */
struct part {
    struct rows rows;
    struct attend_row waiting[WAITING];
    size_t n_waiting;
    struct attend_last last;
    double parsing, resolving;
    unsigned char *events; /* an address and an event in turn */
    size_t used, room;
    bool failed;
    struct diag why;
};

/* What the threads share. */
struct dealing {
    const struct attend *attend;
    struct dealt *dealt;
    struct rows *rows;
};

static void part_free(struct part *p)
{
    rows_close(&p->rows);
    free(p->events);
    free(p);
}

/* Cuts a part off the file. */
static int feed(void *context, size_t job, void **result, struct diag *d)
{
    (void)job;
    struct dealing *g = context;
    struct csvfile *csv;
    int got = csvfile_cut(g->rows->csv, &csv, d);
    if (got != 1)
        return got;
    struct part *p = mem_alloc(sizeof *p);
    rows_open_part(&p->rows, g->rows, csv);
    *result = p;
    return 1;
}

static void add_event(struct part *p, const struct dealt *dealt,
                      const struct event *e)
{
    if (e->self)
        atomic_store_explicit(&dealt->used[e->session], true,
                              memory_order_relaxed);
    if (p->room - p->used < sizeof(struct address) + EVENTCODE_MOST) {
        p->room = 2 * p->room + (1 << 16);
        p->events = mem_realloc(p->events, p->room);
    }
    unsigned char *at = p->events + p->used;
    struct address to = {.range =
                             (uint32_t)((size_t)e->member / dealt->members)};
    to.length = (uint32_t)eventcode_write(e, at + sizeof to);
    memcpy(at, &to, sizeof to);
    p->used += sizeof to + to.length;
}

/* Resolves the rows that wait, read since FROM, and keeps their events. */
static int resolve(struct part *p, const struct dealing *g, double *from)
{
    struct event e;
    *from = stopwatch_add(&p->parsing, *from);
    attend_find(g->attend, p->waiting, p->n_waiting);
    for (size_t i = 0; i < p->n_waiting; i++) {
        struct attend_row *row = &p->waiting[i];
        if (attend_read(g->attend, &p->rows, row, &p->last, &e, &p->why) != 0)
            return -1;
        if (!row->bad)
            add_event(p, g->dealt, &e);
    }
    p->n_waiting = 0;
    *from = stopwatch_add(&p->resolving, *from);
    return 0;
}

/* Reads a part. That it fails is told in its turn, behind its faults. */
static int work(void *context, size_t job, void **result, struct diag *d)
{
    (void)job;
    (void)d;
    const struct dealing *g = context;
    struct part *p = *result;
    double from = stopwatch_now();
    int got;
    while ((got = rows_next(&p->rows, &p->why)) == 1) {
        if (attend_keep(g->attend, &p->rows, &p->waiting[p->n_waiting++],
                        &p->why) != 0)
            break;
        if (p->n_waiting == WAITING && resolve(p, g, &from) != 0)
            break;
    }
    p->failed = resolve(p, g, &from) != 0 || got != 0;
    return 0;
}

static int deal_events(struct dealt *dealt, const struct part *p,
                       struct diag *d)
{
    const unsigned char *at = p->events, *end = at + p->used;
    while (at < end) {
        struct address to;
        memcpy(&to, at, sizeof to);
        at += sizeof to;
        if (partition_append(dealt->ranges, to.range, at, to.length, d) != 0)
            return -1;
        dealt->counts[to.range]++;
        at += to.length;
    }
    return 0;
}

static int take(void *context, size_t job, void *result, int failed,
                struct diag *d)
{
    (void)job;
    struct dealing *g = context;
    struct part *p = result;
    int code = failed ? -1 : rows_add_part(g->rows, &p->rows, d);
    if (code == 0 && p->failed) {
        *d = p->why;
        code = -1;
    }
    g->dealt->parsing += p->parsing;
    g->dealt->resolving += p->resolving;
    if (code == 0)
        code = deal_events(g->dealt, p, d);
    part_free(p);
    return code;
}

/* Ranges of few rows each, going by the size of the file. */
static void make_ranges(struct dealt *dealt, const struct attend *a,
                        const struct rows *rows)
{
    size_t members = a->places->n_members;
    size_t guess = csvfile_bytes(rows->csv) / ROW_BYTES / RANGE_ROWS + 1;
    dealt->members = members / guess + 1;
    if (dealt->members > a->loading->cli->block)
        dealt->members = a->loading->cli->block;
    dealt->n_ranges = members / dealt->members + 1;
    dealt->ranges = partition_open(dealt->n_ranges, 1, BUDGET);
    dealt->counts = mem_alloc(dealt->n_ranges * sizeof *dealt->counts);
    dealt->used = mem_alloc(a->places->n_courses * sizeof *dealt->used);
}

int deal_rows(struct dealt *dealt, const struct attend *a, struct rows *rows,
              struct diag *d)
{
    struct dealing g = {.attend = a, .dealt = dealt, .rows = rows};
    make_ranges(dealt, a, rows);
    return pool_stream(a->loading->cli->threads, feed, work, take, &g, d);
}

/* Where the events of each member begin, by counting them. */
static size_t *find_starts(const struct event *events, size_t count,
                           size_t first, size_t members)
{
    size_t *starts = mem_alloc((members + 1) * sizeof *starts);
    for (size_t i = 0; i < count; i++)
        starts[(size_t)events[i].member - first + 1]++;
    for (size_t i = 0; i < members; i++)
        starts[i + 1] += starts[i];
    return starts;
}

struct event *dealt_read(const struct dealt *dealt, size_t range,
                         struct diag *d)
{
    size_t length = partition_count(dealt->ranges, range);
    size_t count = (size_t)dealt->counts[range];
    unsigned char *bytes = mem_array(NULL, length, 1);
    if (partition_read(dealt->ranges, range, bytes, d) != 0) {
        free(bytes);
        return NULL;
    }
    struct event *events = mem_array(NULL, count, sizeof *events);
    const unsigned char *at = bytes;
    for (size_t i = 0; i < count; i++)
        at += eventcode_read(&events[i], at);
    free(bytes);
    size_t first = range * dealt->members;
    size_t *next = find_starts(events, count, first, dealt->members);
    struct event *sorted = mem_array(NULL, count, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[next[(size_t)events[i].member - first]++] = events[i];
    free(next);
    free(events);
    return sorted;
}

void dealt_free(struct dealt *dealt)
{
    partition_close(dealt->ranges);
    free(dealt->counts);
    free(dealt->used);
    *dealt = (struct dealt){0};
}
