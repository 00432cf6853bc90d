/* attend.c - see attend.h. */
#include "ingest/attend.h"

#include "ingest/flag.h"
#include "ingest/made.h"

#include <assert.h>
#include <string.h>

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
    PROGRESS,
    FIELDS
};

static_assert((int)FIELDS == (int)ATTEND_FIELDS, "as many as the header says");

static int note(struct rows *rows, struct attend_row *row, size_t field,
                const struct fault *fault, struct diag *d)
{
    const struct cell *cell = &row->cells[field];
    return rows_fault_late(rows, row->line, &row->bad,
                           &rows->columns.fields[field], cell->bytes,
                           cell->length, fault, d);
}

static int fault_cell(struct rows *rows, struct attend_row *row, size_t field,
                      const char *code, const char *reason, struct diag *d)
{
    struct fault fault = {0};
    fault_set(&fault, code, "%s", reason);
    return note(rows, row, field, &fault, d);
}

/* There is no such thing as the field names. */
static int fault_lost(const struct attend *a, struct rows *rows,
                      struct attend_row *row, size_t field, enum entity entity,
                      struct diag *d)
{
    const struct cell *cell = &row->cells[field];
    struct fault fault = {0};
    lost_fault(&a->loading->lost, &a->loading->batches, a->batch->number,
               entity, cell->bytes, cell->length, &fault);
    return note(rows, row, field, &fault, d);
}

/* Puts the member's own id in the place of one of the input's namespace. */
static int identify(const struct attend *a, struct rows *rows,
                    struct attend_row *row, struct diag *d)
{
    const char *namespace = rows->input->member_namespace;
    struct cell *cell = &row->cells[MEMBER];
    if (namespace == NULL || !cell->known)
        return 0;
    struct fault fault = {0};
    if (identities_find(&a->loading->identities, namespace, cell, &fault))
        return 0;
    cell->known = false;
    return note(rows, row, MEMBER, &fault, d);
}

int attend_keep(const struct attend *a, struct rows *rows,
                struct attend_row *row, struct diag *d)
{
    memcpy(row->cells, rows->cells, sizeof row->cells);
    row->line = rows_line(rows);
    row->bad = rows->bad;
    row->member = -1;
    if (identify(a, rows, row, d) != 0)
        return -1;
    const struct cell *member = &row->cells[MEMBER];
    if (member->known)
        row->hash = places_hash(a->places, ENTITY_MEMBER, member->bytes,
                                member->length);
    return 0;
}

void attend_find(const struct attend *a, struct attend_row *rows, size_t count)
{
    const struct places *p = a->places;
    for (size_t i = 0; i < count; i++)
        if (rows[i].cells[MEMBER].known)
            places_approach(p, ENTITY_MEMBER, rows[i].hash);
    for (size_t i = 0; i < count; i++) {
        const struct cell *c = &rows[i].cells[MEMBER];
        if (c->known)
            rows[i].member = places_entry(p, ENTITY_MEMBER, rows[i].hash,
                                          c->bytes, c->length);
    }
    for (size_t i = 0; i < count; i++)
        rows[i].member = places_of(p, ENTITY_MEMBER, rows[i].member);
}

/* A place that many rows in turn name. */
static int find_place(const struct attend *a, struct rows *rows,
                      struct attend_row *row, size_t field, enum entity entity,
                      struct attend_last *last, int32_t *place, struct diag *d)
{
    const struct cell *cell = &row->cells[field];
    if (last->entity != entity || last->length != cell->length ||
        memcmp(last->id, cell->bytes, cell->length) != 0) {
        bool reserved = made_is_reserved(entity, cell->bytes, cell->length);
        *last = (struct attend_last){cell->bytes, cell->length, entity, -1};
        if (!reserved)
            last->place =
                places_find(a->places, entity, cell->bytes, cell->length);
    }
    *place = last->place;
    return *place >= 0 ? 0 : fault_lost(a, rows, row, field, entity, d);
}

/* A session, or the course of self-paced learning: one of the two. */
static int find_session(const struct attend *a, struct rows *rows,
                        struct attend_row *row, struct attend_last *last,
                        struct event *e, struct diag *d)
{
    const struct cell *cells = row->cells;
    if (cells[SESSION].known && cells[COURSE].known)
        return fault_cell(rows, row, COURSE, "conflict",
                          "the row names a session and a course", d);
    if (cells[SESSION].known)
        return find_place(a, rows, row, SESSION, ENTITY_SESSION, last,
                          &e->session, d);
    size_t asked = rows->columns.fields[SESSION].bound ? SESSION : COURSE;
    if (!cells[COURSE].known)
        return fault_cell(rows, row, asked, "missing-value",
                          "the row names no session and no course", d);
    e->self = 1;
    if (cells[COURSE].length + sizeof MADE_PREFIX - 1 > CELL_ID_BYTES)
        return fault_cell(rows, row, COURSE, "too-long",
                          "the course's id is too long for self-paced learning",
                          d);
    return find_place(a, rows, row, COURSE, ENTITY_COURSE, last, &e->session,
                      d);
}

static int read_day(const struct attend *a, struct rows *rows,
                    struct attend_row *row, struct event *e, struct diag *d)
{
    const struct cell *at = &row->cells[AT];
    const struct places_session *s =
        e->self ? NULL : &a->places->sessions[e->session];
    e->second = EVENT_NONE;
    if (at->known) {
        e->day = (int32_t)at->value;
        e->second = at->second >= 0 ? at->second : EVENT_NONE;
    } else if (s != NULL && s->begin_on != EVENT_NONE) {
        e->day = s->begin_on;
    } else {
        return fault_cell(rows, row, AT, "missing-value",
                          "it is not known when", d);
    }
    if (s != NULL && s->begin_on != EVENT_NONE &&
        (e->day < s->begin_on || e->day > s->end_on))
        e->flags |= FLAG_OFF_SESSION;
    if (e->day < a->places->members[e->member].joined)
        e->flags |= FLAG_BEFORE_JOINING;
    if (e->day > a->places->members[e->member].left)
        e->flags |= FLAG_AFTER_LEAVING;
    if (e->day > a->loading->study->as_of)
        e->flags |= FLAG_FUTURE;
    return 0;
}

static int32_t value_or_none(const struct cell *cell)
{
    return cell->known ? (int32_t)cell->value : EVENT_NONE;
}

static void read_values(const struct attend *a, const struct cell *cells,
                        struct event *e)
{
    e->status = cells[STATUS].known ? (uint8_t)(cells[STATUS].value + 1) : 1;
    e->minutes = value_or_none(&cells[MINUTES]);
    if (!cells[MINUTES].known && !e->self)
        e->minutes =
            event_attended(e) ? a->places->sessions[e->session].minutes : 0;
    if (!e->self && event_attended(e) && e->minutes != EVENT_NONE &&
        a->places->sessions[e->session].minutes != EVENT_NONE &&
        e->minutes > a->places->sessions[e->session].minutes)
        e->flags |= FLAG_OVER_SESSION;
    e->pre = value_or_none(&cells[PRE]);
    e->post = value_or_none(&cells[POST]);
    e->rating = value_or_none(&cells[RATING]);
    e->progress = value_or_none(&cells[PROGRESS]);
}

int attend_read(const struct attend *a, struct rows *rows,
                struct attend_row *row, struct attend_last *last,
                struct event *e, struct diag *d)
{
    *e = (struct event){.line = row->line, .member = row->member};
    if (row->cells[MEMBER].known && row->member < 0 &&
        fault_lost(a, rows, row, MEMBER, ENTITY_MEMBER, d) != 0)
        return -1;
    if (find_session(a, rows, row, last, e, d) != 0)
        return -1;
    if (row->bad)
        return 0;
    if (read_day(a, rows, row, e, d) != 0)
        return -1;
    if (!row->bad)
        read_values(a, row->cells, e);
    return 0;
}

int attend_check(const struct attend *a, const struct columns *columns,
                 struct diag *d)
{
    if (columns->fields[SESSION].bound || columns->fields[COURSE].bound)
        return 0;
    diag_at(d, a->batch->file, 1, NULL);
    return diag_fail(d,
                     "no column for session_id or course_id; input \"%s\" of "
                     "the study maps fields to headers, e.g. \"columns\": "
                     "{\"session_id\": \"Meeting no.\"}",
                     a->batch->name);
}

const char *attend_column(const struct columns *columns, const struct event *e)
{
    return columns->fields[e->self ? COURSE : SESSION].name;
}
