/*
 * catalogue.c - catalogue.json: the courses that other reports name, with their
 * classes to come: what a portal shows beside an id. Nothing in it is of
 * members.
 */
#include "lib/seats.h"
#include "report/context.h"
#include "report/cursor.h"
#include "report/jsonfile.h"
#include "report/nest.h"
#include "report/reports.h"

static const char select_courses[] =
    "SELECT course_id, title, kind, audience, language, level, minutes, seats,"
    " description FROM course ORDER BY course_id";
static const char select_topics[] =
    "SELECT c.course_id, t.topic_id, t.name, t.name_zh FROM course_topic x"
    " JOIN course c USING (course) JOIN topic t USING (topic)"
    " ORDER BY c.course_id, x.weight DESC, t.topic_id";
static const char select_requires[] =
    "SELECT c.course_id, r.course_id, r.title FROM course_prerequisite x"
    " JOIN course c ON c.course = x.course"
    " JOIN course r ON r.course = x.requires"
    " ORDER BY c.course_id, r.course_id";

/* Sessions that begin after the as-of day, 1440 minutes a day. */
#define TO_COME                                                          \
    "s.made = 0 AND s.begins >= 1440 * (SELECT as_of + 1 FROM run WHERE" \
    " run = ?1)"

static const char select_classes[] =
    "SELECT c.course_id, o.offering_id, o.title, g.org_id, g.name"
    " FROM offering o JOIN course c USING (course)"
    " LEFT JOIN organization g ON g.org = o.provider WHERE o.offering IN"
    " (SELECT s.offering FROM session s WHERE " TO_COME ")"
    " ORDER BY c.course_id, o.offering_id";
static const char select_sessions[] =
    "SELECT o.offering_id, s.session_id, s.begins, s.ends, s.level, s.form,"
    " s.channel, s.method, v.venue_id, v.name, v.place, " SEATS_SQL
    " FROM session s JOIN offering o USING (offering)"
    " JOIN course c USING (course) LEFT JOIN venue v USING (venue)"
    " WHERE " TO_COME " ORDER BY o.offering_id, s.begins, s.session_id";

/* Sessions go into classes by offering id, whatever the order of courses. */
static int set_sessions(json_t *classes, const struct context *c,
                        struct diag *d)
{
    size_t i;
    json_t *class, *by_id = json_object();
    struct cursor r = cursor_open(c, select_sessions, d);
    json_array_foreach(classes, i, class) {
        json_object_set_new(class, "sessions", json_array());
        json_object_set(
            by_id, json_string_value(json_object_get(class, "offering_id")),
            json_object_get(class, "sessions"));
    }
    while (cursor_next(&r))
        json_array_append_new(
            json_object_get(by_id, cursor_text(&r, 0)),
            cursor_object(&r, 1, "tmmttttttti",
                          "session_id begins ends level form channel method"
                          " venue_id venue place seats"));
    json_decref(by_id);
    return cursor_close(&r);
}

static int nest_rows(json_t *courses, const struct context *c,
                     const char *select, const char *format, const char *names,
                     const char *name, struct diag *d)
{
    json_t *rows = cursor_array(c, select, format, names, d);
    if (rows == NULL)
        return -1;
    nest_into(courses, rows, "course_id", name);
    json_decref(rows);
    return 0;
}

static int nest_classes(json_t *courses, const struct context *c,
                        struct diag *d)
{
    json_t *classes =
        cursor_array(c, select_classes, "ttttt",
                     "course_id offering_id title provider_id provider", d);
    int status = classes == NULL ? -1 : set_sessions(classes, c, d);
    if (status == 0)
        nest_into(courses, classes, "course_id", "classes");
    json_decref(classes);
    return status;
}

int report_catalogue(const struct context *c, const char *file, struct diag *d)
{
    json_t *courses =
        cursor_array(c, select_courses, "ttttttiit",
                     "course_id title kind audience language level minutes"
                     " seats description",
                     d);
    if (courses == NULL ||
        nest_rows(courses, c, select_topics, "tttt",
                  "course_id topic_id name name_zh", "topics", d) != 0 ||
        nest_rows(courses, c, select_requires, "ttt",
                  "course_id requires title", "prerequisites", d) != 0 ||
        nest_classes(courses, c, d) != 0) {
        json_decref(courses);
        return -1;
    }
    json_t *document = jsonfile_begin(c->study);
    json_object_set_new(document, "courses", courses);
    return jsonfile_write(document, c->folder, file, d);
}
