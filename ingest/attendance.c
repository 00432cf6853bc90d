/* attendance.c - see attendance.h. */
#include "ingest/attendance.h"

#include "ingest/count.h"
#include "ingest/event.h"
#include "ingest/flag.h"
#include "ingest/made.h"
#include "ingest/places.h"
#include "lib/mem.h"
#include "lib/partition.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { BUDGET = 256 << 20 };

/* The fields, in the order of the source table. */
enum {
    MEMBER,
    SESSION,
    COURSE,
    AT,
    MINUTES,
    STATUS,
    PRE,
    POST,
    RATING,
    PROGRESS
};

static const char insert_attendance[] =
    "INSERT INTO attendance (member, session, day, second, minutes, status,"
    " pre, post, rating, progress, flags, batch, line)"
    " SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12 FROM bulk";

/* One input being loaded. */
struct roster {
    struct loading *loading;
    struct batch *batch;
    struct reject reject;
    struct rows rows;
    struct places places;
    struct made made;
    struct partition *parts;
    size_t n_parts;
    struct bulk *bulk;
    int64_t stored, members;
    int32_t last; /* the member of the event stored last */
};

static int fault_cell(struct roster *r, size_t field, const char *code,
                      const char *reason, struct diag *d)
{
    struct fault fault = {0};
    const struct cell *cell = &r->rows.cells[field];
    fault_set(&fault, code, "%s", reason);
    return rows_fault(&r->rows, &r->rows.columns.fields[field], cell->bytes,
                      cell->length, &fault, d);
}

/* What a row names, as a place in the order of ids; -1 and a fault. */
static int find_place(struct roster *r, size_t field, enum entity entity,
                      int32_t *place, struct diag *d)
{
    const struct cell *cell = &r->rows.cells[field];
    bool reserved = made_is_reserved(entity, cell->bytes, cell->length);
    *place = reserved
                 ? -1
                 : places_find(&r->places, entity, cell->bytes, cell->length);
    if (*place >= 0)
        return 0;
    struct fault fault = {0};
    lost_fault(&r->loading->lost, &r->loading->batches, r->batch->number,
               entity, cell->bytes, cell->length, &fault);
    return rows_fault(&r->rows, &r->rows.columns.fields[field], cell->bytes,
                      cell->length, &fault, d);
}

/* A session, or the course of self-paced learning: one of the two. */
static int find_session(struct roster *r, struct event *e, struct diag *d)
{
    const struct cell *cells = r->rows.cells;
    if (cells[SESSION].known && cells[COURSE].known)
        return fault_cell(r, COURSE, "conflict",
                          "the row names a session and a course", d);
    if (cells[SESSION].known)
        return find_place(r, SESSION, ENTITY_SESSION, &e->session, d);
    size_t asked = r->rows.columns.fields[SESSION].bound ? SESSION : COURSE;
    if (!cells[COURSE].known)
        return fault_cell(r, asked, "missing-value",
                          "the row names no session and no course", d);
    e->self = 1;
    if (cells[COURSE].length + sizeof MADE_PREFIX - 1 > CELL_ID_BYTES)
        return fault_cell(r, COURSE, "too-long",
                          "the course's id is too long for self-paced learning",
                          d);
    return find_place(r, COURSE, ENTITY_COURSE, &e->session, d);
}

static int read_day(struct roster *r, struct event *e, struct diag *d)
{
    const struct cell *at = &r->rows.cells[AT];
    const struct places_session *s =
        e->self ? NULL : &r->places.sessions[e->session];
    e->second = EVENT_NONE;
    if (at->known) {
        e->day = (int32_t)at->value;
        e->second = at->second >= 0 ? at->second : EVENT_NONE;
    } else if (s != NULL && s->begin_on != EVENT_NONE) {
        e->day = s->begin_on;
    } else {
        return fault_cell(r, AT, "missing-value", "it is not known when", d);
    }
    if (s != NULL && s->begin_on != EVENT_NONE &&
        (e->day < s->begin_on || e->day > s->end_on))
        e->flags |= FLAG_OFF_SESSION;
    if (e->day < r->places.joined[e->member])
        e->flags |= FLAG_BEFORE_JOINING;
    return 0;
}

static int32_t value_or_none(const struct cell *cell)
{
    return cell->known ? (int32_t)cell->value : EVENT_NONE;
}

static void read_values(const struct roster *r, struct event *e)
{
    const struct cell *cells = r->rows.cells;
    e->status = cells[STATUS].known ? (uint8_t)(cells[STATUS].value + 1) : 1;
    e->minutes = value_or_none(&cells[MINUTES]);
    if (!cells[MINUTES].known && !e->self)
        e->minutes =
            event_attended(e) ? r->places.sessions[e->session].minutes : 0;
    e->pre = value_or_none(&cells[PRE]);
    e->post = value_or_none(&cells[POST]);
    e->rating = value_or_none(&cells[RATING]);
    e->progress = value_or_none(&cells[PROGRESS]);
}

static int deal_row(struct roster *r, struct diag *d)
{
    struct event e;
    memset(&e, 0, sizeof e); /* its padding goes to a file */
    e.line = rows_line(&r->rows);
    if (r->rows.cells[MEMBER].known &&
        find_place(r, MEMBER, ENTITY_MEMBER, &e.member, d) != 0)
        return -1;
    if (find_session(r, &e, d) != 0)
        return -1;
    if (r->rows.bad)
        return 0;
    if (read_day(r, &e, d) != 0)
        return -1;
    if (r->rows.bad)
        return 0;
    read_values(r, &e);
    size_t part = (size_t)e.member / r->loading->cli->block;
    return partition_add(r->parts, part, &e, d);
}

static int deal_rows(struct roster *r, struct diag *d)
{
    int got;
    while ((got = rows_next(&r->rows, d)) == 1)
        if (deal_row(r, d) != 0)
            return -1;
    return got;
}

static int reject_again(struct roster *r, const struct event *e, int64_t first,
                        struct diag *d)
{
    const struct column *c =
        &r->rows.columns.fields[e->self ? COURSE : SESSION];
    struct fault fault = {0};
    fault_set(&fault, "duplicate", "%s line %" PRId64,
              e->self ? "the same in every value as"
                      : "the same member, session and day as",
              first);
    r->rows.rejected++;
    return reject_add(&r->reject, (long)e->line, c->name, NULL, 0, &fault, d);
}

static void add_value(struct bulk *b, int32_t value)
{
    if (value != EVENT_NONE)
        bulk_integer(b, value);
    else
        bulk_null(b);
}

/* The key of the session, made if need be. */
static int session_key(struct roster *r, const struct event *e, int64_t *key,
                       struct diag *d)
{
    if (!e->self) {
        *key = r->places.sessions[e->session].key;
        return 0;
    }
    struct places_course *c = &r->places.courses[e->session];
    if (c->session == 0 && made_session(&r->made, c->id, strlen(c->id), c->key,
                                        &c->session, d) != 0)
        return -1;
    *key = c->session;
    return 0;
}

static int store_event(struct roster *r, const struct event *e, struct diag *d)
{
    struct bulk *b = r->bulk;
    int64_t session;
    if (session_key(r, e, &session, d) != 0)
        return -1;
    bulk_integer(b, r->places.members[e->member]);
    bulk_integer(b, session);
    bulk_integer(b, e->day);
    add_value(b, e->second);
    add_value(b, e->minutes);
    bulk_integer(b, e->status);
    add_value(b, e->pre);
    add_value(b, e->post);
    add_value(b, e->rating);
    add_value(b, e->progress);
    bulk_integer(b, e->flags);
    bulk_integer(b, r->batch->number);
    bulk_integer(b, e->line);
    r->stored++;
    flags_add(&r->batch->flags, e->flags, e->line);
    r->members += e->member != r->last;
    r->last = e->member;
    return bulk_end_row(b, d);
}

/* Duplicates stay in the array: they are rejected, the others stored. */
static int store_events(struct roster *r, struct event *events, size_t count,
                        struct diag *d)
{
    int64_t *first = mem_array(NULL, count, sizeof *first);
    size_t again = event_mark(events, count, first);
    int result = 0;
    for (size_t i = 0; i < count && again > 0 && result == 0; i++)
        if (events[i].again)
            result = reject_again(r, &events[i], first[i], d);
    free(first);
    event_order(events, count);
    for (size_t i = 0; i < count && result == 0; i++)
        if (!events[i].again)
            result = store_event(r, &events[i], d);
    return result;
}

static int store_parts(struct roster *r, struct diag *d)
{
    int result = 0;
    for (size_t part = 0; part < r->n_parts && result == 0; part++) {
        size_t count = partition_count(r->parts, part);
        struct event *events = mem_array(NULL, count, sizeof *events);
        result = partition_read(r->parts, part, events, d);
        if (result == 0)
            result = store_events(r, events, count, d);
        free(events);
    }
    return result;
}

static int check_columns(const struct roster *r, struct diag *d)
{
    const struct column *fields = r->rows.columns.fields;
    if (fields[SESSION].bound || fields[COURSE].bound)
        return 0;
    diag_at(d, r->batch->file, 1, NULL);
    return diag_fail(d,
                     "no column for session_id or course_id; input \"%s\" of "
                     "the study maps fields to headers, e.g. \"columns\": "
                     "{\"session_id\": \"Meeting no.\"}",
                     r->batch->name);
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
    if (check_columns(r, d) != 0 || places_read(&r->places, l, d) != 0 ||
        made_open(&r->made, l, d) != 0)
        return -1;
    r->n_parts = r->places.n_members / l->cli->block + 1;
    r->parts = partition_open(r->n_parts, sizeof(struct event), BUDGET);
    r->bulk = bulk_open(l->db, insert_attendance, 13, d);
    return r->bulk != NULL ? 0 : -1;
}

static int close_roster(struct roster *r, struct diag *d)
{
    int result = bulk_close(r->bulk, d);
    r->bulk = NULL;
    if (result == 0)
        result = made_close(&r->made, d);
    r->batch->members = r->members;
    r->batch->listed = (int64_t)r->places.n_members;
    return result == 0 ? count_batch(r->loading, r->batch, &r->rows, &r->reject,
                                     r->stored, d)
                       : result;
}

int attendance_load(struct loading *l, struct batch *batch, struct diag *d)
{
    struct roster r = {.loading = l, .batch = batch, .last = -1};
    int result = open_roster(&r, d);
    if (result == 0)
        result = deal_rows(&r, d);
    if (result == 0)
        result = store_parts(&r, d);
    if (result == 0)
        result = close_roster(&r, d);
    bulk_free(r.bulk);
    partition_close(r.parts);
    made_free(&r.made);
    places_free(&r.places);
    rows_close(&r.rows);
    reject_free(&r.reject);
    return result;
}
