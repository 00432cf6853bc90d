/* duties.c - see duties.h. */
#include "report/duties.h"

#include "lib/mem.h"
#include "report/cursor.h"
#include "report/jsonfile.h"
#include "report/keys.h"
#include "report/ladder.h"
#include "report/rulecounts.h"
#include "report/suppress.h"

#include <stdlib.h>
#include <string.h>

#define SELECT_RULES(subject)                                        \
    "SELECT requirement, requirement_id, title, title_zh, sentence," \
    " sentence_zh, " RULECOUNTS_UNIT(                                \
        "unit") " FROM requirement"                                  \
                " WHERE run = ?1 AND subject = '" subject            \
                "' ORDER BY requirement"

/* Organisations in the order of their ids, their windows in that of time. */
static const char select_windows[] =
    "SELECT f.requirement, o.org_id, o.name, f.state,"
    " " RULECOUNTS_UNIT(
        "coalesce(f.unit, r.unit)") ","
                                    " f.anchor_on, f.due_on, f.required, "
                                    "f.done, f.missing"
                                    " FROM fulfilment_org f JOIN organization "
                                    "o USING (org)"
                                    " JOIN requirement r ON r.run = f.run AND "
                                    "r.requirement = f.requirement"
                                    " WHERE f.run = ?1 ORDER BY f.requirement, "
                                    "o.org_id, f.anchor_on";
static const char select_taught[] =
    "SELECT requirement, state FROM fulfilment_instructor WHERE run = ?1";

/* The organisation OF the row, at the end of the rule's list. */
static json_t *organization(json_t *rule, const struct cursor *r)
{
    json_t *list = json_object_get(rule, "organizations");
    json_t *last = json_array_get(list, json_array_size(list) - 1);
    const char *id = json_string_value(json_object_get(last, "org_id"));
    if (id != NULL && strcmp(id, cursor_text(r, 1)) == 0)
        return last;
    last = cursor_object(r, 1, "tt", "org_id name");
    rulecounts_set_zero(last);
    json_object_set_new(last, "not_met", json_array());
    json_array_append_new(list, last);
    return last;
}

static void count(json_t *object, const char *key)
{
    json_int_t now = json_integer_value(json_object_get(object, key));
    json_object_set_new(object, key, json_integer(now + 1));
}

/* A window that is over or open and not met: what was held, what not. */
static json_t *window(const struct cursor *r)
{
    const char *unit = cursor_text(r, 4);
    json_t *o = cursor_object(r, 3, "ttdd", "state unit begin_on due_on");
    json_object_set_new(o, "required",
                        rulecounts_amount(unit, cursor_integer(r, 7)));
    json_object_set_new(o, "done",
                        rulecounts_amount(unit, cursor_integer(r, 8)));
    json_object_set_new(o, "missing",
                        rulecounts_amount(unit, cursor_integer(r, 9)));
    return o;
}

static void take_window(json_t *rule, const struct cursor *r)
{
    json_t *org = organization(rule, r);
    const char *key = rulecounts_key(cursor_text(r, 3));
    if (key == NULL)
        return;
    count(org, "windows");
    count(org, key);
    count(rule, "windows");
    count(rule, key);
    if (strcmp(key, "met") != 0)
        json_array_append_new(json_object_get(org, "not_met"), window(r));
}

json_t *duties_organizations(const struct context *c, struct diag *d)
{
    struct rulecounts_list rules;
    if (rulecounts_read(&rules, c, SELECT_RULES("organization"), d) != 0)
        return NULL;
    size_t i;
    json_t *rule;
    json_array_foreach(rules.list, i, rule) {
        rulecounts_set_zero(rule);
        json_object_set_new(rule, "organizations", json_array());
    }
    struct cursor r = cursor_open(c, select_windows, d);
    while (cursor_next(&r)) {
        size_t at = keys_find(rules.key, rules.count, cursor_integer(&r, 0));
        if (at != KEYS_NONE)
            take_window(json_array_get(rules.list, at), &r);
    }
    return rulecounts_end(&rules, cursor_close(&r));
}

json_t *duties_instructors(const struct context *c, struct diag *d)
{
    static const size_t top = SUPPRESS_TOP;
    struct rulecounts_list rules;
    if (rulecounts_read(&rules, c, SELECT_RULES("instructor"), d) != 0)
        return NULL;
    struct ladder_counts *counts = mem_alloc(rules.count * sizeof *counts);
    int *steps = mem_alloc(rules.count * sizeof *steps);
    struct cursor r = cursor_open(c, select_taught, d);
    while (cursor_next(&r)) {
        size_t at = keys_find(rules.key, rules.count, cursor_integer(&r, 0));
        enum state state = state_find(cursor_text(&r, 1));
        if (at != KEYS_NONE && state != STATE_COUNT)
            counts[at].in[state]++;
    }
    int result = cursor_close(&r);
    const struct ladder ladder = {.rules = rules.count,
                                  .nodes = 1,
                                  .parent = &top,
                                  .counts = counts,
                                  .threshold = c->study->threshold,
                                  .cell = c->study->cell_threshold};
    if (rules.count > 0)
        ladder_climb(&ladder, steps);
    for (size_t i = 0; i < rules.count; i++)
        rulecounts_set(json_array_get(rules.list, i), "instructors", &counts[i],
                       steps[i]);
    free(counts);
    free(steps);
    return rulecounts_end(&rules, result);
}
