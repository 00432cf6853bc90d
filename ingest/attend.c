/* attend.c - see attend.h. */
#include "ingest/attend.h"

#include "ingest/flag.h"
#include "ingest/made.h"

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
    PROGRESS
};

static int fault_cell(struct rows *rows, size_t field, const char *code,
                      const char *reason, struct diag *d)
{
    struct fault fault = {0};
    fault_set(&fault, code, "%s", reason);
    const struct cell *cell = &rows->cells[field];
    return rows_fault(rows, &rows->columns.fields[field], cell->bytes,
                      cell->length, &fault, d);
}

/* What a row names, as a place in the order of ids; -1 and a fault. */
static int find_place(const struct attend *a, struct rows *rows, size_t field,
                      enum entity entity, int32_t *place, struct diag *d)
{
    struct cell *cell = &rows->cells[field];
    const char *namespace = rows->input->member_namespace;
    struct fault fault = {0};
    if (entity == ENTITY_MEMBER && namespace != NULL &&
        !identities_find(&a->loading->identities, namespace, cell, &fault))
        return rows_fault(rows, &rows->columns.fields[field], cell->bytes,
                          cell->length, &fault, d);
    bool reserved = made_is_reserved(entity, cell->bytes, cell->length);
    *place = reserved
                 ? -1
                 : places_find(a->places, entity, cell->bytes, cell->length);
    if (*place >= 0)
        return 0;
    lost_fault(&a->loading->lost, &a->loading->batches, a->batch->number,
               entity, cell->bytes, cell->length, &fault);
    return rows_fault(rows, &rows->columns.fields[field], cell->bytes,
                      cell->length, &fault, d);
}

/* A session, or the course of self-paced learning: one of the two. */
static int find_session(const struct attend *a, struct rows *rows,
                        struct event *e, struct diag *d)
{
    const struct cell *cells = rows->cells;
    if (cells[SESSION].known && cells[COURSE].known)
        return fault_cell(rows, COURSE, "conflict",
                          "the row names a session and a course", d);
    if (cells[SESSION].known)
        return find_place(a, rows, SESSION, ENTITY_SESSION, &e->session, d);
    size_t asked = rows->columns.fields[SESSION].bound ? SESSION : COURSE;
    if (!cells[COURSE].known)
        return fault_cell(rows, asked, "missing-value",
                          "the row names no session and no course", d);
    e->self = 1;
    if (cells[COURSE].length + sizeof MADE_PREFIX - 1 > CELL_ID_BYTES)
        return fault_cell(rows, COURSE, "too-long",
                          "the course's id is too long for self-paced learning",
                          d);
    return find_place(a, rows, COURSE, ENTITY_COURSE, &e->session, d);
}

static int read_day(const struct attend *a, struct rows *rows, struct event *e,
                    struct diag *d)
{
    const struct cell *at = &rows->cells[AT];
    const struct places_session *s =
        e->self ? NULL : &a->places->sessions[e->session];
    e->second = EVENT_NONE;
    if (at->known) {
        e->day = (int32_t)at->value;
        e->second = at->second >= 0 ? at->second : EVENT_NONE;
    } else if (s != NULL && s->begin_on != EVENT_NONE) {
        e->day = s->begin_on;
    } else {
        return fault_cell(rows, AT, "missing-value", "it is not known when", d);
    }
    if (s != NULL && s->begin_on != EVENT_NONE &&
        (e->day < s->begin_on || e->day > s->end_on))
        e->flags |= FLAG_OFF_SESSION;
    if (e->day < a->places->joined[e->member])
        e->flags |= FLAG_BEFORE_JOINING;
    if (e->day > a->places->left[e->member])
        e->flags |= FLAG_AFTER_LEAVING;
    if (e->day > a->loading->study->as_of)
        e->flags |= FLAG_FUTURE;
    return 0;
}

static int32_t value_or_none(const struct cell *cell)
{
    return cell->known ? (int32_t)cell->value : EVENT_NONE;
}

static void read_values(const struct attend *a, const struct rows *rows,
                        struct event *e)
{
    const struct cell *cells = rows->cells;
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

int attend_read(const struct attend *a, struct rows *rows, struct event *e,
                struct diag *d)
{
    *e = (struct event){.line = rows_line(rows)};
    if (rows->cells[MEMBER].known &&
        find_place(a, rows, MEMBER, ENTITY_MEMBER, &e->member, d) != 0)
        return -1;
    if (find_session(a, rows, e, d) != 0)
        return -1;
    if (rows->bad)
        return 0;
    if (read_day(a, rows, e, d) != 0)
        return -1;
    if (!rows->bad)
        read_values(a, rows, e);
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
