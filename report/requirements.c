/*
 * requirements.c - requirements.json: how the membership and each organisation
 * stand with each rule. Counts go up the tree of organisations.
 */
#include "report/calendar.h"
#include "report/context.h"
#include "report/cursor.h"
#include "report/duties.h"
#include "report/jsonfile.h"
#include "report/keys.h"
#include "report/ladder.h"
#include "report/membercounts.h"
#include "report/reports.h"
#include "report/rulecounts.h"

#include "lib/mem.h"

#include <stdlib.h>

static const char select_rules[] =
    "SELECT requirement, requirement_id, title, title_zh, sentence,"
    " sentence_zh, " RULECOUNTS_UNIT(
        "unit") " FROM requirement"
                " WHERE run = ?1 AND subject = 'member' ORDER BY requirement";
/* Only sums are made of these, which have no order. */
static const char select_states[] =
    "SELECT requirement, org, state FROM fulfilment WHERE run = ?1";

struct rules {
    struct rulecounts_list of;
    struct ladder_counts *counts; /* of each rule, of each node */
    int *steps;                   /* of ladder_climb(), laid out alike */
};

static int read_counts(struct rules *rules, const struct context *c,
                       struct diag *d)
{
    size_t nodes = c->tree.count;
    size_t sets = rules->of.count;
    rules->counts = mem_alloc(nodes * sets * sizeof *rules->counts);
    rules->steps = mem_alloc(nodes * sets * sizeof *rules->steps);
    struct cursor r = cursor_open(c, select_states, d);
    while (cursor_next(&r)) {
        size_t rule = keys_find(rules->of.key, sets, cursor_integer(&r, 0));
        size_t node =
            cursor_null(&r, 1) ? 0 : tree_find(&c->tree, cursor_integer(&r, 1));
        enum state state = state_find(cursor_text(&r, 2));
        if (rule != KEYS_NONE && state != STATE_COUNT)
            rules->counts[rule * nodes + node].in[state]++;
    }
    for (size_t i = 0; i < sets; i++)
        tree_sum(&c->tree, rules->counts[i * nodes].in, STATE_COUNT);
    return cursor_close(&r);
}

static json_t *organization(const struct tree *t, size_t node)
{
    json_t *o = json_object();
    json_object_set_new(o, "org_id", jsonfile_text(t->id[node]));
    json_object_set_new(o, "name", jsonfile_text(t->name[node]));
    json_object_set_new(o, "parent", jsonfile_text(t->parent_id[node]));
    return o;
}

/* Organisations that the rule binds anybody in, shown or counted. */
static void set_organizations(json_t *rule, const struct tree *t,
                              const struct ladder_counts *counts,
                              const int *steps)
{
    json_t *list = json_array();
    int64_t suppressed = 0;
    for (size_t i = 1; i < t->count; i++) {
        if (steps[i] > LADDER_MEMBERS) {
            json_t *o = organization(t, i);
            rulecounts_set(o, "members", &counts[i], steps[i]);
            json_array_append_new(list, o);
        } else if (ladder_members(&counts[i]) > 0) {
            suppressed++;
        }
    }
    json_object_set_new(rule, "organizations", list);
    json_object_set_new(rule, "organizations_suppressed",
                        json_integer(suppressed));
}

/* A rule that binds nobody, as a version yet to come, tells of nobody. */
static void show_nobody(const struct rules *rules, size_t nodes)
{
    for (size_t i = 0; i < rules->of.count; i++)
        if (ladder_members(&rules->counts[i * nodes]) == 0)
            rules->steps[i * nodes] = LADDER_STEPS;
}

static int fill_rules(const struct rules *rules, const struct context *c,
                      const struct suppress_other *all, struct diag *d)
{
    size_t nodes = c->tree.count, count = rules->of.count;
    const struct ladder ladder = {.rules = count,
                                  .nodes = nodes,
                                  .parent = c->tree.parent,
                                  .counts = rules->counts,
                                  .threshold = c->study->threshold,
                                  .cell = c->study->cell_threshold,
                                  .all = all};
    const struct calendar_rules calendar = {
        rules->of.key, count, rules->of.list, rules->counts, rules->steps, all};
    ladder_climb(&ladder, rules->steps);
    show_nobody(rules, nodes);
    for (size_t i = 0; i < count; i++) {
        json_t *rule = json_array_get(rules->of.list, i);
        rulecounts_set(rule, "members", rules->counts + i * nodes,
                       rules->steps[i * nodes]);
        set_organizations(rule, &c->tree, rules->counts + i * nodes,
                          rules->steps + i * nodes);
    }
    return calendar_set(&calendar, c, d);
}

/* The rules that bind members; NULL on failure. */
static json_t *members_rules(const struct context *c, struct diag *d)
{
    struct rules rules = {0};
    if (rulecounts_read(&rules.of, c, select_rules, d) != 0)
        return NULL;
    struct membercounts all = {0};
    int result = read_counts(&rules, c, d);
    if (result == 0)
        result = membercounts_read(&all, c, false, d);
    const struct suppress_other other = membercounts_other(&all);
    if (result == 0)
        result = fill_rules(&rules, c, &other, d);
    membercounts_free(&all);
    free(rules.counts);
    free(rules.steps);
    return rulecounts_end(&rules.of, result);
}

int report_requirements(const struct context *c, const char *file,
                        struct diag *d)
{
    static const struct {
        const char *key;
        json_t *(*make)(const struct context *, struct diag *);
    } lists[] = {{"requirements", members_rules},
                 {"organization_requirements", duties_organizations},
                 {"instructor_requirements", duties_instructors}};
    json_t *document = jsonfile_begin(c->study);
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        json_t *list = lists[i].make(c, d);
        if (list == NULL) {
            json_decref(document);
            return -1;
        }
        json_object_set_new(document, lists[i].key, list);
    }
    return jsonfile_write(document, c->folder, file, d);
}
