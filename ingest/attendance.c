/* attendance.c - see attendance.h. */
#include "ingest/attendance.h"

#include "ingest/count.h"
#include "ingest/deal.h"
#include "ingest/made.h"
#include "ingest/plausible.h"
#include "lib/mem.h"
#include "lib/pool.h"
#include "lib/stopwatch.h"
#include "lib/tablecopy.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The columns of the table, and the places of their values in a row. */
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
    PROGRESS,
    FLAGS,
    BATCH,
    LINE,
    COLUMNS
};

static const char *const columns[COLUMNS + 1] = {
    "member", "session", "day",      "second", "minutes", "status", "pre",
    "post",   "rating",  "progress", "flags",  "batch",   "line",
};

enum { AHEAD = 32 }; /* events, for whose sessions memory is asked */

/* One input being loaded. */
struct roster {
    struct loading *loading;
    struct batch *batch;
    struct reject reject;
    struct rows rows;
    struct places places;
    struct made made;
    struct attend attend;
    struct dealt dealt;
    struct tablecopy *copy;
    int64_t stored;
    double settling, storing; /* seconds: of all threads; of the one */
};

/* A duplicate. */
struct again {
    int64_t line, first; /* the line of the row that stays */
    bool self;
};

/* A range of members, ready to be stored. */
struct range {
    struct tablepages *pages;
    struct again *again;
    size_t n_again, room;
    struct flags flags; /* of what is stored */
    int64_t members;
    double took; /* seconds to make it */
};

static void range_free(struct range *range)
{
    tablepages_free(range->pages);
    free(range->again);
    free(range);
}

static int64_t value_or_null(int32_t value)
{
    return value != EVENT_NONE ? value : TABLEPAGES_NULL;
}

static void add_event(const struct roster *r, struct range *range,
                      const struct event *e)
{
    const struct places *p = &r->places;
    const int64_t values[COLUMNS] = {
        [MEMBER] = p->members[e->member].key,
        [SESSION] = e->self ? p->courses[e->session].session
                            : p->sessions[e->session].key,
        [DAY] = e->day,
        [SECOND] = value_or_null(e->second),
        [MINUTES] = value_or_null(e->minutes),
        [STATUS] = e->status,
        [PRE] = value_or_null(e->pre),
        [POST] = value_or_null(e->post),
        [RATING] = value_or_null(e->rating),
        [PROGRESS] = value_or_null(e->progress),
        [FLAGS] = e->flags,
        [BATCH] = r->batch->number,
        [LINE] = e->line,
    };
    tablepages_add(range->pages, values);
    flags_add(&range->flags, e->flags, e->line);
}

static void add_again(struct range *range, const struct event *e, int64_t first)
{
    range->again = mem_grow(range->again, range->n_again, &range->room,
                            sizeof *range->again);
    range->again[range->n_again++] = (struct again){e->line, first, e->self};
}

/* The events of one member, COUNT of them. FIRST has room for as many. */
static void settle_member(const struct roster *r, struct range *range,
                          struct event *events, size_t count, int64_t *first)
{
    if (event_mark(events, count, first) > 0)
        for (size_t i = 0; i < count; i++)
            if (events[i].again)
                add_again(range, &events[i], first[i]);
    event_order(events, count);
    plausible_member(&r->places, events, count);
    for (size_t i = 0; i < count; i++)
        if (!events[i].again)
            add_event(r, range, &events[i]);
    range->members++;
}

static void settle_events(const struct roster *r, struct range *range,
                          struct event *events, size_t count)
{
    int64_t *first = mem_array(NULL, count, sizeof *first);
    size_t from = 0;
    for (size_t i = 1; i <= count; i++) {
        if (i + AHEAD < count && !events[i + AHEAD].self)
            PREFETCH(&r->places.sessions[events[i + AHEAD].session]);
        if (i < count && events[i].member == events[from].member)
            continue;
        settle_member(r, range, events + from, i - from, first);
        from = i;
    }
    free(first);
}

/* Sorts a range, finds its duplicates and makes pages of the rest. */
static int settle_range(void *context, size_t job, void **result,
                        struct diag *d)
{
    const struct roster *r = context;
    double from = stopwatch_now();
    struct event *events = dealt_read(&r->dealt, job, d);
    if (events == NULL)
        return -1;
    struct range *range = mem_alloc(sizeof *range);
    range->pages = tablecopy_pages(r->copy);
    if (r->dealt.counts[job] > 0)
        settle_events(r, range, events, (size_t)r->dealt.counts[job]);
    free(events);
    *result = range;
    tablecopy_finish(r->copy, range->pages);
    stopwatch_add(&range->took, from);
    return 0;
}

static int reject_again(struct roster *r, const struct again *a, struct diag *d)
{
    const struct event e = {.self = a->self};
    struct fault fault = {0};
    fault_set(&fault, "duplicate", "%s line %" PRId64,
              a->self ? "the same in every value as"
                      : "the same member, session and day as",
              a->first);
    r->rows.rejected++;
    return reject_add(&r->reject, (long)a->line,
                      attend_column(&r->rows.columns, &e), NULL, 0, &fault, d);
}

static int store_range(void *context, size_t job, void *result, int failed,
                       struct diag *d)
{
    (void)job;
    struct roster *r = context;
    struct range *range = result;
    double from = stopwatch_now();
    int code = failed ? -1 : 0;
    r->settling += range->took;
    for (size_t i = 0; i < range->n_again && code == 0; i++)
        code = reject_again(r, &range->again[i], d);
    if (code == 0)
        code = tablecopy_insert(r->copy, range->pages, d);
    if (code == 0) {
        r->stored += tablepages_rows(range->pages);
        r->batch->members += range->members;
        flags_merge(&r->batch->flags, &range->flags);
    }
    range_free(range);
    stopwatch_add(&r->storing, from);
    return code;
}

/* Where the time went; the first three are of all threads together. */
static void tell_stages(const struct roster *r)
{
    fprintf(stderr,
            "%s: %s: stages: parse and check %.2f, resolve %.2f, deduplicate"
            " %.2f thread-seconds; store %.2f seconds\n",
            r->loading->cli->program, r->batch->name, r->dealt.parsing,
            r->dealt.resolving, r->settling, r->storing);
}

/* The sessions that self-paced learning needs. */
static int make_sessions(struct roster *r, struct diag *d)
{
    for (size_t i = 0; i < r->places.n_courses; i++) {
        struct places_course *c = &r->places.courses[i];
        if (atomic_load(&r->dealt.used[i]) &&
            made_session(&r->made, c->id, strlen(c->id), c->key, &c->session,
                         d) != 0)
            return -1;
    }
    return 0;
}

static int open_roster(struct roster *r, struct diag *d)
{
    struct loading *l = r->loading;
    if (reject_open(&r->reject, l->db, r->batch->number, r->batch->file,
                    l->cli->program, d) != 0)
        return -1;
    if (rows_open(&r->rows, r->batch->source, r->batch->input, &r->reject,
                  false, !l->cli->quiet, jsondoc_path(l->study->doc), d) != 0)
        return -1;
    if (load_identities(l, r->batch->input, d) != 0)
        return -1;
    r->attend = (struct attend){l, r->batch, &r->places};
    if (attend_check(&r->attend, &r->rows.columns, d) != 0 ||
        places_read(&r->places, l, d) != 0 || made_open(&r->made, l, d) != 0)
        return -1;
    r->copy = tablecopy_open(l->db, "attendance", columns, d);
    return r->copy != NULL ? 0 : -1;
}

static int close_roster(struct roster *r, struct diag *d)
{
    r->batch->listed = (int64_t)r->places.n_members;
    if (made_close(&r->made, d) != 0)
        return -1;
    return count_batch(r->loading, r->batch, &r->rows, &r->reject, r->stored,
                       d);
}

static int load(struct roster *r, struct diag *d)
{
    if (open_roster(r, d) != 0 ||
        deal_rows(&r->dealt, &r->attend, &r->rows, d) != 0 ||
        make_sessions(r, d) != 0 ||
        pool_run(r->loading->cli->threads, r->dealt.n_ranges, settle_range,
                 store_range, r, d) != 0)
        return -1;
    if (r->loading->cli->stages)
        tell_stages(r);
    return close_roster(r, d);
}

int attendance_load(struct loading *l, struct batch *batch, struct diag *d)
{
    struct roster r = {.loading = l, .batch = batch};
    int result = load(&r, d);
    tablecopy_close(r.copy);
    dealt_free(&r.dealt);
    made_free(&r.made);
    places_free(&r.places);
    rows_close(&r.rows);
    reject_free(&r.reject);
    return result;
}
