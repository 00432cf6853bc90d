/*
 * plan.c - plan.json: the classes of the plan, what they could not take, and
 * how far the plan can be from the best.
 *
 * Of a course, by branch: how many wanted it and got a place or did not; of a
 * class, how many places are given. Both go by suppress.h under the course.
 */
#include "report/context.h"
#include "report/cursor.h"
#include "report/jsonfile.h"
#include "report/nest.h"
#include "report/partial.h"
#include "report/reports.h"
#include "report/suppress.h"

#include "lib/attr.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char select_figures[] =
    "SELECT name, value FROM run_figure WHERE run = ?1 AND analysis = 'plan'";
static const char select_classes[] =
    "SELECT c.course_id, o.offering_id, g.org_id, g.name, min(s.begins),"
    " p.seats, p.enrolled, p.required + p.wished, p.price FROM plan_class p"
    " JOIN offering o USING (offering) JOIN course c USING (course)"
    " LEFT JOIN session s ON s.offering = o.offering"
    " LEFT JOIN organization g ON g.org = o.provider WHERE p.run = ?1"
    " GROUP BY o.offering ORDER BY c.course_id, o.offering_id";
static const char select_demand[] =
    "SELECT c.course_id, o.org_id, o.name, d.wanted - d.unmet, d.unmet"
    " FROM class_demand d JOIN course c USING (course)"
    " LEFT JOIN organization o USING (org) WHERE d.run = ?1"
    " ORDER BY c.course_id, o.org_id";
/*
 * Usual seats: of the course, or as its classes have on average. Sites: venues
 * with so many seats, if its classes to come are held at venues.
 */
static const char select_courses[] =
    "SELECT q.course_id, q.title, q.seats, (SELECT count(DISTINCT f.instructor)"
    " FROM instructor_field f JOIN course_topic t USING (topic)"
    " WHERE t.course = q.course), CASE WHEN EXISTS (SELECT 1 FROM session s"
    " JOIN plan_class p USING (offering) JOIN offering o USING (offering)"
    " WHERE p.run = ?1 AND o.course = q.course AND s.venue IS NOT NULL) THEN"
    " (SELECT count(*) FROM venue v WHERE v.seats IS NULL OR v.seats >="
    " coalesce(q.seats, 0)) END FROM (SELECT c.course, c.course_id, c.title,"
    " coalesce(c.seats, (SELECT CAST(round(avg(p.seats)) AS INTEGER)"
    " FROM plan_class p JOIN offering o USING (offering) WHERE p.run = ?1"
    " AND o.course = c.course)) AS seats FROM course c WHERE c.course IN"
    " (SELECT course FROM class_demand WHERE run = ?1 UNION SELECT course"
    " FROM offering JOIN plan_class USING (offering) WHERE run = ?1)) q"
    " ORDER BY q.course_id";

static const char *const figure_names[] = {
    "required_members", "required_places", "required_worth", "required_bound",
    "required_cost",    "wished_members",  "wished_places",  "wished_worth",
    "wished_bound",     "wished_cost",     "budget"};

enum { FIGURES = COUNT_OF(figure_names), BUDGET = FIGURES - 1 };

static int read_figures(double value[FIGURES], const struct context *c,
                        struct diag *d)
{
    for (size_t i = 0; i < FIGURES; i++)
        value[i] = NAN;
    struct cursor r = cursor_open(c, select_figures, d);
    while (cursor_next(&r))
        for (size_t i = 0; i < FIGURES; i++)
            if (strcmp(figure_names[i], cursor_text(&r, 0)) == 0)
                value[i] = cursor_real(&r, 1);
    return cursor_close(&r);
}

static json_t *people(double count, int64_t threshold)
{
    return count == 0 || count >= (double)threshold
               ? json_integer((json_int_t)count)
               : json_null();
}

/* VALUE: members, places, worth, bound, cost. */
static json_t *round_object(const double *value, int64_t threshold)
{
    json_t *o = json_object();
    json_object_set_new(o, "members", people(value[0], threshold));
    json_object_set_new(o, "places", people(value[1], threshold));
    json_object_set_new(o, "worth", jsonfile_real(value[2]));
    json_object_set_new(o, "bound", jsonfile_real(value[3]));
    json_object_set_new(o, "gap",
                        value[3] > 0
                            ? jsonfile_real((value[3] - value[2]) / value[3])
                            : json_null());
    json_object_set_new(o, "cost", jsonfile_real(value[4]));
    return o;
}

static int64_t count_of(const json_t *row, const char *key)
{
    return json_integer_value(json_object_get(row, key));
}

static void hide_places(json_t *classes, json_t *course, int64_t threshold)
{
    struct partial p;
    size_t i;
    json_t *row;
    partial_begin(&p, json_array_size(classes));
    json_array_foreach(classes, i, row)
        partial_add(&p, count_of(row, "places"));
    partial_decide(&p, threshold);
    json_array_foreach(classes, i, row)
        if (!partial_shown(&p, i) && count_of(row, "places") > 0)
            json_object_set_new(row, "places", json_null());
    json_object_set_new(course, "places", partial_total(&p));
    partial_free(&p);
}

/* The course, and in it the branches: met and unmet demand. */
static void hide_demand(json_t *branches, json_t *course,
                        const struct study *study)
{
    size_t count = json_array_size(branches) + 1, i;
    int64_t *parts = mem_alloc(2 * count * sizeof *parts);
    size_t *parent = mem_alloc(count * sizeof *parent);
    bool *shown = mem_alloc(count * sizeof *shown);
    json_t *row, *list = json_array();
    parent[0] = SUPPRESS_TOP;
    json_array_foreach(branches, i, row) {
        parts[2 * i + 2] = count_of(row, "met");
        parts[2 * i + 3] = count_of(row, "unmet");
        parts[0] += parts[2 * i + 2];
        parts[1] += parts[2 * i + 3];
    }
    const struct suppress s = {.count = count,
                               .width = 2,
                               .parent = parent,
                               .parts = parts,
                               .threshold = study->threshold,
                               .cell = study->cell_threshold};
    suppress_groups(&s, shown);
    json_array_foreach(branches, i, row)
        if (shown[i + 1])
            json_array_append(list, row);
    json_object_set_new(course, "met",
                        shown[0] ? json_integer(parts[0]) : json_null());
    json_object_set_new(course, "unmet",
                        shown[0] ? json_integer(parts[1]) : json_null());
    json_object_set_new(course, "branches", list);
    free(parts);
    free(parent);
    free(shown);
}

/* How many of MORE classes lack one of what KEY counts, each serving one. */
static json_t *lacking(const json_t *course, const char *key, int64_t more)
{
    const json_t *there = json_object_get(course, key);
    if (!json_is_integer(there))
        return json_null();
    int64_t lack = more - json_integer_value(there);
    return json_integer(lack > 0 ? lack : 0);
}

/* What more classes would take; null where demand is not shown. */
static void suggest(json_t *course)
{
    int64_t seats = count_of(course, "usual_seats");
    const json_t *unmet = json_object_get(course, "unmet");
    bool told = json_is_integer(unmet) && seats > 0;
    int64_t more = told ? json_integer_value(unmet) / seats : 0;
    json_object_set_new(course, "classes_to_add",
                        told ? json_integer(more) : json_null());
    json_object_set_new(course, "instructors_short",
                        told ? lacking(course, "instructors", more)
                             : json_null());
    json_object_set_new(course, "sites_short",
                        told ? lacking(course, "sites", more) : json_null());
}

static void fill_course(json_t *course, json_t *classes, json_t *branches,
                        const struct study *study)
{
    hide_places(classes, course, study->threshold);
    hide_demand(branches, course, study);
    suggest(course);
    json_object_set_new(course, "classes", classes);
    json_decref(branches);
}

static int read_courses(json_t **courses, const struct context *c,
                        struct diag *d)
{
    json_t *classes = cursor_array(
        c, select_classes, "ttttmiiir",
        "course_id offering_id provider name begins seats enrolled places"
        " price",
        d);
    json_t *branches = cursor_array(c, select_demand, "tttii",
                                    "course_id org_id name met unmet", d);
    *courses = cursor_array(c, select_courses, "ttiii",
                            "course_id title usual_seats instructors sites", d);
    size_t at_class = 0, at_branch = 0, i;
    json_t *course;
    if (classes == NULL || branches == NULL || *courses == NULL) {
        json_decref(classes);
        json_decref(branches);
        return -1;
    }
    json_array_foreach(*courses, i, course) {
        const char *id =
            json_string_value(json_object_get(course, "course_id"));
        json_t *of = nest_take(classes, &at_class, "course_id", id);
        fill_course(course, of,
                    nest_take(branches, &at_branch, "course_id", id), c->study);
    }
    json_decref(classes);
    json_decref(branches);
    return 0;
}

int report_plan(const struct context *c, const char *file, struct diag *d)
{
    double value[FIGURES];
    json_t *courses = NULL;
    if (read_figures(value, c, d) != 0 || read_courses(&courses, c, d) != 0) {
        json_decref(courses);
        return -1;
    }
    json_t *document = jsonfile_begin(c->study);
    json_object_set_new(document, "required",
                        round_object(value, c->study->threshold));
    json_object_set_new(document, "wished",
                        round_object(value + 5, c->study->threshold));
    json_object_set_new(document, "budget", jsonfile_real(value[BUDGET]));
    json_object_set_new(document, "courses", courses);
    return jsonfile_write(document, c->folder, file, d);
}
