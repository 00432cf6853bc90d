/* response.c - see response.h. */
#include "report/response.h"

#include "lib/mem.h"
#include "report/context.h"
#include "report/jsonfile.h"
#include "report/cursor.h"
#include "report/suppress.h"

#include <stdlib.h>
#include <string.h>

static const char select_rates[] =
    "SELECT r.attribute, r.value, o.name, r.members, r.respondents, r.low,"
    " r.high, r.p, r.q, r.ratio, r.named FROM response_rate r"
    " LEFT JOIN organization o ON r.attribute = 'org' AND o.org_id = r.value"
    " WHERE r.run = ?1 AND r.survey = ?2 ORDER BY r.attribute, r.value";

struct rate {
    json_t *object;
    const char *attribute, *value; /* of the object */
    int64_t members, respondents;
};

/* Starts as {0}. All members come first, having attribute "". */
struct rates {
    struct rate *rate;
    size_t count, room;
};

static void read_rate(struct rates *s, const struct cursor *r)
{
    json_t *o = cursor_object(r, 0, "tttiirrrrrb",
                              "attribute value name members respondents low "
                              "high p q odds_ratio under_responding");
    int64_t members = cursor_integer(r, 3), respondents = cursor_integer(r, 4);
    json_object_set_new(o, "rate", jsonfile_share(respondents, members));
    s->rate = mem_grow(s->rate, s->count, &s->room, sizeof *s->rate);
    s->rate[s->count++] = (struct rate){
        .object = o,
        .attribute = json_string_value(json_object_get(o, "attribute")),
        .value = json_string_value(json_object_get(o, "value")),
        .members = members,
        .respondents = respondents,
    };
}

/* All members, then the groups of each attribute. */
static int compare(const void *a, const void *b)
{
    const struct rate *x = a, *y = b;
    int order = strcmp(x->attribute, y->attribute);
    return order != 0 ? order : strcmp(x->value, y->value);
}

static void set_parts(int64_t *parts, const struct rate *rate)
{
    parts[0] = rate->respondents;
    parts[1] = rate->members > rate->respondents
                   ? rate->members - rate->respondents
                   : 0;
}

/* Decides on the COUNT groups of one attribute inside ALL. */
static void decide(const struct context *c, const struct rate *all,
                   const struct rate *group, size_t count, bool *shown)
{
    size_t *parent = mem_array(NULL, count + 1, sizeof *parent);
    int64_t *parts = mem_array(NULL, 2 * (count + 1), sizeof *parts);
    struct suppress s = {.count = count + 1,
                         .width = 2,
                         .parent = parent,
                         .parts = parts,
                         .threshold = c->study->threshold,
                         .cell = c->study->cell_threshold};
    parent[0] = SUPPRESS_TOP;
    set_parts(parts, all);
    for (size_t i = 0; i < count; i++) {
        parent[i + 1] = 0;
        set_parts(parts + 2 * (i + 1), &group[i]);
    }
    suppress_groups(&s, shown);
    free(parent);
    free(parts);
}

/* Whether both who answered and who did not are none or enough. */
static bool is_safe(const struct rates *s, const struct context *c)
{
    bool safe = false;
    decide(c, &s->rate[0], NULL, 0, &safe);
    return safe;
}

static void add_groups(const struct rates *s, const struct context *c,
                       json_t *groups, int64_t *suppressed)
{
    bool *shown = mem_alloc((s->count + 1) * sizeof *shown);
    if (!is_safe(s, c)) {
        *suppressed = (int64_t)s->count - 1;
        free(shown);
        return;
    }
    for (size_t at = 1; at < s->count;) {
        const struct rate *first = &s->rate[at];
        size_t count = 0;
        while (at + count < s->count &&
               strcmp(first->attribute, first[count].attribute) == 0)
            count++;
        decide(c, &s->rate[0], first, count, shown);
        for (size_t i = 0; i < count; i++) {
            if (shown[i + 1])
                json_array_append(groups, first[i].object);
            else
                ++*suppressed;
        }
        at += count;
    }
    free(shown);
}

static void set_all(json_t *survey, const struct rates *s,
                    const struct context *c)
{
    bool known = s->count > 0 && s->rate[0].attribute[0] == '\0';
    bool enough = known && s->rate[0].respondents >= c->study->threshold;
    if (!known || (!enough && !is_safe(s, c))) {
        json_object_set_new(survey, "response", json_null());
        return;
    }
    static const char *const keys[] = {
        "attribute",  "value",           "name", "p", "q",
        "odds_ratio", "under_responding"};
    json_t *all = json_copy(s->rate[0].object);
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        json_object_del(all, keys[i]);
    json_object_set_new(survey, "response", all);
}

int response_set(json_t *survey, const struct context *c, int64_t key,
                 struct diag *d)
{
    struct rates s = {0};
    int64_t suppressed = 0;
    json_t *groups = json_array();
    struct cursor r = cursor_open(c, select_rates, d);
    if (!r.failed)
        sqlite3_bind_int64(r.statement, 2, key);
    while (cursor_next(&r))
        read_rate(&s, &r);
    int result = cursor_close(&r);
    if (s.count > 0)
        qsort(s.rate, s.count, sizeof *s.rate, compare);
    set_all(survey, &s, c);
    if (s.count > 0 && s.rate[0].attribute[0] == '\0')
        add_groups(&s, c, groups, &suppressed);
    json_object_set_new(survey, "response_by", groups);
    json_object_set_new(survey, "response_suppressed",
                        json_integer(suppressed));
    for (size_t i = 0; i < s.count; i++)
        json_decref(s.rate[i].object);
    free(s.rate);
    return result;
}
