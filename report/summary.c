/*
 * summary.c - summary.json: the figures an office asks for first.
 *
 * What other reports tell is taken from them as they were written, so nothing
 * shows here that they hold back.
 */
#include "report/context.h"
#include "report/jsonfile.h"
#include "report/reports.h"
#include "report/cursor.h"

#include <stdbool.h>
#include <string.h>

/* Who is a member on the as-of day, as in standing.json. */
#define MEMBERS                                                   \
    "WITH here AS (SELECT member FROM member WHERE member NOT IN" \
    "  (SELECT member FROM membership)"                           \
    " UNION SELECT p.member FROM membership p, run"               \
    "  WHERE run = ?1 AND coalesce(p.begin_on, as_of) <= as_of"   \
    "   AND coalesce(p.end_on, as_of) >= as_of) "
static const char select_members[] = MEMBERS "SELECT count(*) FROM here";
static const char select_periods[] =
    MEMBERS "SELECT p.name, p.begin_on, p.end_on,"
            " coalesce(sum(t.events > 0), 0), coalesce(sum(t.sessions), 0),"
            " coalesce(sum(t.events), 0), coalesce(sum(t.minutes), 0),"
            " count(t.inside), coalesce(sum(t.inside), 0),"
            " coalesce(sum(iif(t.inside IS NULL, 0, t.minutes)), 0)"
            " FROM run_period p LEFT JOIN learning_total t"
            "  ON t.run = p.run AND t.period = p.period AND t.member IN here"
            " WHERE p.run = ?1 GROUP BY p.period ORDER BY p.period";
static const char select_courses[] =
    "SELECT c.course_id, c.title, count(DISTINCT r.member) AS members,"
    " min(r.rank) FROM recommendation r JOIN course c USING (course)"
    " WHERE r.run = ?1 GROUP BY r.course ORDER BY members DESC, c.course_id";
static const char select_recommended[] =
    "SELECT count(DISTINCT member) FROM recommendation WHERE run = ?1";
/* A member who gets none counts once for each course; see excluded(). */
static const char select_excluded[] =
    "SELECT code, courses, (SELECT count(*) FROM course) FROM exclusion"
    " WHERE run = ?1 AND courses > 0 ORDER BY code";
static const char select_data[] =
    "SELECT kind, count(*), sum(rows), sum(accepted), sum(rejected) FROM batch"
    " GROUP BY kind ORDER BY kind";

/* The bits of attendance.flags; ingest sets them. */
static const char select_flagged[] =
    "SELECT sum(flags <> 0), sum(flags & 1 <> 0), sum(flags & 2 <> 0),"
    " sum(flags & 4 <> 0), sum(flags & 8 <> 0), sum(flags & 16 <> 0),"
    " sum(flags & 32 <> 0), sum(flags & 64 <> 0)"
    " FROM attendance WHERE flags <> 0";
static const char *const flags[] = {
    "rows",    "long_day",      "before_joining", "off_session",
    "overlap", "after_leaving", "over_session",   "future",
};

enum { TOP_NEEDS = 10, TOP_COURSES = 20 };

static bool is_few(const struct context *c, int64_t people)
{
    return people > 0 && people < c->study->cell_threshold;
}

/* COUNT out of WHOLE people; null if they, or the others, are few. */
static json_t *people(const struct context *c, int64_t count, int64_t whole)
{
    return is_few(c, count) || is_few(c, whole - count) ? json_null()
                                                        : json_integer(count);
}

static void set_null(json_t *object, const char *key)
{
    json_object_set_new(object, key, json_null());
}

/*
 * Figures with both denominators: all members, and those who were active.
 * Few who were active hide all; few who were not, the second denominator.
 */
static json_t *period(const struct context *c, const struct cursor *r,
                      int64_t members)
{
    int64_t active = cursor_integer(r, 3), minutes = cursor_integer(r, 6);
    int64_t declared = cursor_integer(r, 7);
    json_t *p = cursor_object(r, 0, "tdd-iih",
                              "period begin_on end_on sessions events hours");
    json_object_set_new(p, "members", json_integer(members));
    json_object_set_new(p, "active", people(c, active, members));
    json_object_set_new(p, "active_share", jsonfile_share(active, members));
    json_object_set_new(p, "hours_per_member",
                        jsonfile_share(minutes, 60 * members));
    json_object_set_new(p, "hours_per_active",
                        jsonfile_share(minutes, 60 * active));
    if (is_few(c, active)) {
        set_null(p, "sessions");
        set_null(p, "events");
        set_null(p, "hours");
        set_null(p, "hours_per_member");
    }
    if (is_few(c, active) || is_few(c, members - active)) {
        set_null(p, "active_share");
        set_null(p, "hours_per_active");
    }
    json_object_set_new(
        p, "demand_share",
        declared < c->study->threshold
            ? json_null()
            : jsonfile_share(cursor_integer(r, 8), cursor_integer(r, 9)));
    return p;
}

static int set_members(json_t *document, const struct context *c,
                       struct diag *d)
{
    int64_t members;
    if (cursor_count(c, select_members, &members, d) != 0)
        return -1;
    json_t *periods = json_array();
    json_object_set_new(document, "members", json_integer(members));
    json_object_set_new(document, "organizations",
                        json_integer((json_int_t)c->tree.count - 1));
    json_object_set_new(document, "periods", periods);
    struct cursor r = cursor_open(c, select_periods, d);
    while (cursor_next(&r))
        json_array_append_new(periods, period(c, &r, members));
    return cursor_close(&r);
}

/* A copy of OBJECT with the keys of NAMES alone, apart by blanks. */
static json_t *only(const json_t *object, const char *names)
{
    json_t *copy = json_object();
    while (*names != '\0') {
        size_t length = strcspn(names, " ");
        char key[32] = "";
        memcpy(key, names, length < sizeof key ? length : sizeof key - 1);
        json_t *value = json_object_get(object, key);
        if (value != NULL)
            json_object_set(copy, key, value);
        names += length + (names[length] == ' ');
    }
    return copy;
}

/* DOCUMENT's KEY: the objects of LIST in FILE, each with NAMES alone. */
static void set_list(json_t *document, const struct context *c, const char *key,
                     const char *file, const char *list, const char *names)
{
    json_t *from = jsonfile_load(c->folder, file);
    if (from == NULL)
        return;
    json_t *to = json_array(), *object;
    size_t i;
    json_array_foreach(json_object_get(from, list), i, object) {
        json_array_append_new(to, only(object, names));
    }
    json_object_set_new(document, key, to);
    json_decref(from);
}

/* The topics whose need comes first; topics without a place have none. */
static void set_needs(json_t *document, const struct context *c)
{
    json_t *from = jsonfile_load(c->folder, "needs.json");
    if (from == NULL)
        return;
    json_t *topics = json_object_get(from, "topics"), *top = json_array();
    for (int place = 1; place <= TOP_NEEDS; place++) {
        size_t i;
        json_t *topic;
        json_array_foreach(topics, i, topic) {
            if (json_integer_value(json_object_get(topic, "place")) == place)
                json_array_append_new(
                    top, only(topic, "topic_id name name_zh place n importance "
                                     "ability gap mwds quadrant wanted_share"));
        }
    }
    json_object_set_new(document, "needs", top);
    json_decref(from);
}

/*
 * Why pairs of member and course were left out. Codes that hold for all courses
 * of a member count people, the others may: few are held back.
 */
static json_t *excluded(const struct context *c, struct diag *d)
{
    json_t *list = json_array();
    struct cursor r = cursor_open(c, select_excluded, d);
    while (cursor_next(&r)) {
        const char *code = cursor_text(&r, 0);
        int64_t pairs = cursor_integer(&r, 1), courses = cursor_integer(&r, 2);
        bool whole = strcmp(code, "left") == 0 || strcmp(code, "status") == 0;
        bool few = is_few(c, whole && courses > 0 ? pairs / courses : pairs);
        json_array_append_new(
            list, json_pack("{s:s, s:o}", "code", code, "pairs",
                            few ? json_null() : json_integer(pairs)));
    }
    if (cursor_close(&r) == 0)
        return list;
    json_decref(list);
    return NULL;
}

static int set_recommended(json_t *document, const struct context *c,
                           struct diag *d)
{
    int64_t members, all = (int64_t)c->people.count;
    if (cursor_count(c, select_recommended, &members, d) != 0)
        return -1;
    json_t *codes = excluded(c, d), *courses = json_array();
    if (codes == NULL || (members == 0 && json_array_size(codes) == 0)) {
        json_decref(courses);
        json_decref(codes);
        return codes == NULL ? -1 : 0;
    }
    struct cursor r = cursor_open(c, select_courses, d);
    while (cursor_next(&r))
        if (cursor_integer(&r, 2) >= c->study->threshold &&
            json_array_size(courses) < TOP_COURSES)
            json_array_append_new(
                courses,
                cursor_object(&r, 0, "tti", "course_id title members"));
    json_object_set_new(document, "recommended",
                        json_pack("{s:o, s:o, s:o}", "members",
                                  people(c, members, all), "courses", courses,
                                  "excluded", codes));
    return cursor_close(&r);
}

/* How many courses have which verdict. */
static void set_effects(json_t *document, const struct context *c)
{
    static const char *const verdicts[] = {"works", "does-not", "unclear",
                                           "too-few"};
    static const char *const keys[] = {"works", "does_not", "unclear",
                                       "too_few"};
    json_t *from = jsonfile_load(c->folder, "effects.json"), *effect;
    if (from == NULL)
        return;
    json_t *counts = json_object();
    for (size_t k = 0; k < COUNT_OF(verdicts); k++) {
        size_t i;
        int64_t count = 0;
        json_array_foreach(json_object_get(from, "effects"), i, effect) {
            const char *scope =
                json_string_value(json_object_get(effect, "scope"));
            const char *verdict =
                json_string_value(json_object_get(effect, "verdict"));
            count += scope != NULL && strcmp(scope, "course") == 0 &&
                     verdict != NULL && strcmp(verdict, verdicts[k]) == 0;
        }
        json_object_set_new(counts, keys[k], json_integer(count));
    }
    json_object_set_new(document, "effects", counts);
    json_decref(from);
}

/* What came in, and what of it a person should look at. */
static int set_data(json_t *document, const struct context *c, struct diag *d)
{
    json_t *data = cursor_array(c, select_data, "tiiii",
                                "kind files rows accepted rejected", d);
    json_object_set_new(document, "data", data);
    if (data == NULL)
        return -1;
    struct cursor r = cursor_open(c, select_flagged, d);
    json_t *flagged = json_object();
    bool any = cursor_next(&r);
    for (size_t i = 0; i < COUNT_OF(flags) && any; i++)
        json_object_set_new(flagged, flags[i],
                            json_integer(cursor_integer(&r, (int)i)));
    json_object_set_new(document, "flagged", flagged);
    return cursor_close(&r);
}

int report_summary(const struct context *c, const char *file, struct diag *d)
{
    json_t *document = jsonfile_begin(c->study);
    int result = set_members(document, c, d);
    set_list(document, c, "requirements", "requirements.json", "requirements",
             "requirement title title_zh members met overdue due on_track "
             "exempt met_share");
    set_needs(document, c);
    set_list(document, c, "segments", "segments.json", "segments",
             "segment label name name_zh members share");
    if (result == 0)
        result = set_recommended(document, c, d);
    set_list(document, c, "duplicates", "duplicates.json", "kinds",
             "kind findings person_times hours");
    set_effects(document, c);
    set_list(document, c, "surveys", "survey.json", "surveys",
             "survey_id title title_zh about response later");
    if (result == 0)
        result = set_data(document, c, d);
    if (result == 0)
        return jsonfile_write(document, c->folder, file, d);
    json_decref(document);
    return -1;
}
