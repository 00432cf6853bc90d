/*
 * pushes.c - groups.json: the courses to push to each group of members.
 *
 * A group is a segment, a branch, or a segment in a branch. The sizes of such
 * groups could be subtracted from each other, so they are told as bands, and
 * what is reached in steps of a cell of people (coarse.h), from which the lift
 * is made too; groups below the threshold are left out, and courses that reach
 * less than a cell of them.
 */
#include "report/coarse.h"
#include "report/context.h"
#include "report/cursor.h"
#include "report/jsonfile.h"
#include "report/reports.h"

#include "lib/attr.h"

#include <math.h>
#include <string.h>

static const char select_pushes[] =
    "SELECT p.segment, s.label, s.name, s.name_zh, o.org_id, o.name,"
    " p.members, c.course_id, c.title, p.reach, p.lift, p.expected,"
    " p.requirement, p.ordered, p.demand, p.history, p.grouped,"
    " p.popular"
    " FROM group_push p JOIN course c USING (course)"
    " LEFT JOIN segment s ON s.run = p.run AND s.segment = p.segment"
    " LEFT JOIN organization o USING (org) WHERE p.run = ?1"
    " ORDER BY p.segment, o.org_id, p.rank";

static const char select_all[] =
    "SELECT max(members) FROM group_push WHERE run = ?1";

enum {
    SEGMENT,
    LABEL,
    NAME,
    NAME_ZH,
    ORG,
    ORG_NAME,
    MEMBERS,
    COURSE,
    TITLE,
    REACH,
    LIFT,
    EXPECTED,
    REASONS
};

static const char *const reasons[] = {"requirement", "ordered", "demand",
                                      "history",     "group",   "popular"};

static const char *band_of(int64_t members)
{
    static const struct {
        int64_t below;
        const char *band;
    } bands[] = {{20, "under 20"},    {50, "20-49"},    {100, "50-99"},
                 {200, "100-199"},    {500, "200-499"}, {1000, "500-999"},
                 {10000, "1000-9999"}};
    for (size_t i = 0; i < COUNT_OF(bands); i++)
        if (members < bands[i].below)
            return bands[i].band;
    return "10000 and more";
}

/* What of ALL members the course reaches, as coarse; the lift is over it. */
static json_t *lift_of(const struct cursor *r, double share, int64_t all,
                       int64_t cell)
{
    double exact = (double)cursor_integer(r, REACH) /
                   (double)cursor_integer(r, MEMBERS) / cursor_real(r, LIFT);
    double whole = coarse_share((int64_t)round(exact * (double)all), all, cell);
    return whole > 0 ? jsonfile_real(round(10 * share / whole) / 10)
                     : json_null();
}

static json_t *push_object(const struct cursor *r, int64_t all, int64_t cell)
{
    int64_t reach = cursor_integer(r, REACH);
    double share = coarse_share(reach, cursor_integer(r, MEMBERS), cell);
    json_t *o = json_object(), *why = json_object();
    json_object_set_new(o, "course_id", jsonfile_text(cursor_text(r, COURSE)));
    json_object_set_new(o, "title", jsonfile_text(cursor_text(r, TITLE)));
    json_object_set_new(o, "reach", jsonfile_real(share));
    json_object_set_new(o, "lift", lift_of(r, share, all, cell));
    json_object_set_new(
        o, "take_up",
        cursor_null(r, EXPECTED)
            ? json_null()
            : jsonfile_real(
                  round(100 * cursor_real(r, EXPECTED) / (double)reach) / 100));
    for (size_t i = 0; i < COUNT_OF(reasons); i++)
        json_object_set_new(
            why, reasons[i],
            jsonfile_real(coarse_share(cursor_integer(r, REASONS + (int)i),
                                       reach, cell)));
    json_object_set_new(o, "reasons", why);
    return o;
}

static json_t *group_object(const struct cursor *r)
{
    json_t *o = json_object();
    json_object_set_new(o, "segment", jsonfile_text(cursor_text(r, LABEL)));
    json_object_set_new(o, "segment_name", jsonfile_text(cursor_text(r, NAME)));
    json_object_set_new(o, "segment_name_zh",
                        jsonfile_text(cursor_text(r, NAME_ZH)));
    json_object_set_new(o, "org_id", jsonfile_text(cursor_text(r, ORG)));
    json_object_set_new(o, "name", jsonfile_text(cursor_text(r, ORG_NAME)));
    json_object_set_new(o, "size",
                        json_string(band_of(cursor_integer(r, MEMBERS))));
    json_object_set_new(o, "courses", json_array());
    return o;
}

/* Which group a row is of, to see where the next one begins. */
struct key {
    int64_t segment;
    char org[256];
};

static void read_key(struct key *k, const struct cursor *r)
{
    const char *org = cursor_text(r, ORG);
    memset(k, 0, sizeof *k);
    k->segment = cursor_integer(r, SEGMENT);
    if (org != NULL)
        strncpy(k->org, org, sizeof k->org - 1);
}

int report_groups(const struct context *c, const char *file, struct diag *d)
{
    struct key last = {.segment = -1}, key;
    int64_t suppressed = 0, all, cell = c->study->cell_threshold;
    bool shown = false;
    if (cursor_count(c, select_all, &all, d) != 0)
        return -1;
    json_t *groups = json_array(), *group = NULL;
    struct cursor r = cursor_open(c, select_pushes, d);
    while (cursor_next(&r)) {
        read_key(&key, &r);
        if (memcmp(&key, &last, sizeof key) != 0) {
            last = key;
            shown = cursor_integer(&r, MEMBERS) >= c->study->threshold;
            suppressed += !shown;
            group = shown ? group_object(&r) : NULL;
            if (shown)
                json_array_append_new(groups, group);
        }
        if (shown && cursor_integer(&r, REACH) >= c->study->cell_threshold)
            json_array_append_new(json_object_get(group, "courses"),
                                  push_object(&r, all, cell));
    }
    json_t *document = jsonfile_begin(c->study);
    json_object_set_new(document, "groups", groups);
    json_object_set_new(document, "groups_suppressed",
                        json_integer(suppressed));
    if (cursor_close(&r) != 0) {
        json_decref(document);
        return -1;
    }
    return jsonfile_write(document, c->folder, file, d);
}
