/*
 * classes.c - classes.jsonl: the list of each class of the plan, by offering
 * id; those on it sorted by pseudonym.
 */
#include "report/context.h"
#include "report/cursor.h"
#include "report/emit.h"
#include "report/person.h"
#include "report/reports.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static const char select_classes[] =
    "SELECT o.offering, o.offering_id, c.course_id, c.title, g.org_id, p.seats,"
    " p.enrolled FROM plan_class p JOIN offering o USING (offering)"
    " JOIN course c USING (course) LEFT JOIN organization g ON g.org ="
    " o.provider WHERE p.run = ?1 ORDER BY o.offering_id";
static const char select_sessions[] =
    "SELECT s.offering, s.session_id, s.begins FROM session s"
    " WHERE s.offering IN (SELECT offering FROM plan_class WHERE run = ?1)"
    " ORDER BY s.offering, s.begins, s.session_id";
/* Sorted here, by pseudonym. */
static const char select_places[] =
    "SELECT p.offering, p.member, q.requirement_id FROM class_plan p"
    " LEFT JOIN requirement q ON q.run = p.run AND q.requirement ="
    " p.requirement WHERE p.run = ?1";

struct session {
    int64_t offering, begins;
    char *id;
};

struct place {
    int64_t offering;
    uint32_t person;
    const char *requirement; /* or NULL */
};

struct classes {
    const struct context *c;
    bool named;
    struct session *session;
    size_t sessions, session_room;
    struct place *place;
    size_t places, place_room;
    struct arena arena;
};

static int by_offering(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->offering != y->offering)
        return x->offering < y->offering ? -1 : 1;
    if (x->person != y->person)
        return x->person < y->person ? -1 : 1;
    return (x->requirement == NULL) - (y->requirement == NULL);
}

static int read_sessions(struct classes *k, struct diag *d)
{
    struct cursor r = cursor_open(k->c, select_sessions, d);
    while (cursor_next(&r)) {
        k->session = mem_grow(k->session, k->sessions, &k->session_room,
                              sizeof *k->session);
        k->session[k->sessions++] =
            (struct session){cursor_integer(&r, 0), cursor_integer(&r, 2),
                             mem_text(cursor_text(&r, 1))};
    }
    return cursor_close(&r);
}

static int read_places(struct classes *k, struct diag *d)
{
    struct cursor r = cursor_open(k->c, select_places, d);
    while (cursor_next(&r)) {
        const char *rule = cursor_text(&r, 2);
        struct place at = {
            cursor_integer(&r, 0),
            people_find(&k->c->people, cursor_integer(&r, 1)),
            rule != NULL ? arena_text(&k->arena, rule, strlen(rule)) : NULL};
        if (person_check(at.person, d) != 0)
            r.failed = true;
        k->place =
            mem_grow(k->place, k->places, &k->place_room, sizeof *k->place);
        k->place[k->places++] = at;
    }
    if (k->places > 1)
        qsort(k->place, k->places, sizeof *k->place, by_offering);
    return cursor_close(&r);
}

static void emit_sessions(const struct classes *k, int64_t offering,
                          struct emitter *e)
{
    size_t low = 0, high = k->sessions;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (k->session[middle].offering < offering)
            low = middle + 1;
        else
            high = middle;
    }
    emit_open(e, "sessions", '[');
    for (; low < k->sessions && k->session[low].offering == offering; low++) {
        emit_open(e, NULL, '{');
        emit_text(e, "session_id", k->session[low].id);
        emit_minute(e, "begins", k->session[low].begins);
        emit_close(e, '}');
    }
    emit_close(e, ']');
}

static void emit_places(const struct classes *k, int64_t offering,
                        struct emitter *e)
{
    size_t low = 0, high = k->places;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (k->place[middle].offering < offering)
            low = middle + 1;
        else
            high = middle;
    }
    emit_open(e, "places", '[');
    for (; low < k->places && k->place[low].offering == offering; low++) {
        person_begin(k->c, k->place[low].person, k->named, e);
        emit_text(e, "requirement", k->place[low].requirement);
        emit_close(e, '}');
    }
    emit_close(e, ']');
}

static void emit_class(const struct classes *k, const struct cursor *r,
                       struct emitter *e)
{
    emit_open(e, NULL, '{');
    emit_text(e, "offering_id", cursor_text(r, 1));
    emit_text(e, "course_id", cursor_text(r, 2));
    emit_text(e, "title", cursor_text(r, 3));
    if (k->named) /* a class of a branch tells where its members belong */
        emit_text(e, "provider", cursor_text(r, 4));
    if (cursor_null(r, 5))
        emit_text(e, "seats", NULL);
    else
        emit_integer(e, "seats", cursor_integer(r, 5));
    emit_integer(e, "enrolled", cursor_integer(r, 6));
    emit_sessions(k, cursor_integer(r, 0), e);
    emit_places(k, cursor_integer(r, 0), e);
    emit_close(e, '}');
    emit_line(e);
}

static int write_lines(const struct classes *k, struct outfile *o,
                       struct diag *d)
{
    struct buffer b = {0};
    struct emitter e = {.to = &b};
    struct cursor r = cursor_open(k->c, select_classes, d);
    while (cursor_next(&r)) {
        emit_class(k, &r, &e);
        if (outfile_write(o, &b, d) != 0)
            r.failed = true;
    }
    buffer_free(&b);
    return cursor_close(&r);
}

static int write_file(const struct classes *k, const char *file, struct diag *d)
{
    struct outfile o;
    if (outfile_open(&o, k->c->folder, file, AUDIENCE_PERSONS, d) != 0)
        return -1;
    if (write_lines(k, &o, d) == 0)
        return outfile_close(&o, d);
    outfile_abandon(&o);
    return -1;
}

static void classes_free(struct classes *k)
{
    for (size_t i = 0; i < k->sessions; i++)
        free(k->session[i].id);
    free(k->session);
    free(k->place);
    arena_free(&k->arena);
}

int report_classes(const struct context *c, const char *file, struct diag *d)
{
    struct classes k = {.c = c, .named = study_identifies(c->study, "classes")};
    int status = read_sessions(&k, d);
    if (status == 0)
        status = read_places(&k, d);
    if (status == 0)
        status = write_file(&k, file, d);
    classes_free(&k);
    return status;
}
