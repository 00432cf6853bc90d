/*
 * requirements.c - requirements.json: how the membership and each organisation
 * stand with each rule. Counts go up the tree of organisations.
 */
#include "report/context.h"
#include "report/jsonfile.h"
#include "report/keys.h"
#include "report/ladder.h"
#include "report/reports.h"
#include "report/cursor.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static const char select_rules[] =
    "SELECT requirement, requirement_id, title, title_zh, sentence,"
    " sentence_zh, replace(unit, 'minutes', 'hours') FROM requirement"
    " WHERE run = ?1 ORDER BY requirement";
/* Only sums are made of these, which have no order. */
static const char select_states[] =
    "SELECT requirement, org, state FROM fulfilment WHERE run = ?1";

struct rules {
    int64_t *key; /* rising */
    size_t count, room;
    json_t *list;                 /* the rules as they go out */
    struct ladder_counts *counts; /* of each rule, of each node */
};

static int read_rules(struct rules *rules, const struct context *c,
                      struct diag *d)
{
    rules->list = json_array();
    struct cursor r = cursor_open(c, select_rules, d);
    while (cursor_next(&r)) {
        rules->key =
            mem_grow(rules->key, rules->count, &rules->room, sizeof(int64_t));
        rules->key[rules->count++] = cursor_integer(&r, 0);
        json_array_append_new(
            rules->list,
            cursor_object(
                &r, 1, "tttttt",
                "requirement title title_zh sentence sentence_zh unit"));
    }
    return cursor_close(&r);
}

static int read_counts(struct rules *rules, const struct context *c,
                       struct diag *d)
{
    size_t nodes = c->tree.count;
    size_t sets = rules->count > 0 ? rules->count : 1;
    rules->counts = mem_array(NULL, nodes * sets, sizeof(struct ladder_counts));
    memset(rules->counts, 0, nodes * sets * sizeof(struct ladder_counts));
    struct cursor r = cursor_open(c, select_states, d);
    while (cursor_next(&r)) {
        size_t rule =
            keys_find(rules->key, rules->count, cursor_integer(&r, 0));
        size_t node =
            cursor_null(&r, 1) ? 0 : tree_find(&c->tree, cursor_integer(&r, 1));
        enum state state = state_find(cursor_text(&r, 2));
        if (rule != KEYS_NONE && state != STATE_COUNT)
            rules->counts[rule * nodes + node].in[state]++;
    }
    for (size_t i = 0; i < rules->count; i++)
        tree_sum(&c->tree, rules->counts[i * nodes].in, STATE_COUNT);
    return cursor_close(&r);
}

static void set_count(json_t *object, const char *key, int64_t count,
                      bool shown)
{
    json_object_set_new(object, key, shown ? json_integer(count) : json_null());
}

static void set_counts(json_t *object, const struct ladder_counts *counts,
                       int steps)
{
    const int64_t *in = counts->in;
    int64_t members = ladder_members(counts);
    set_count(object, "members", members, steps > LADDER_MEMBERS);
    set_count(object, "met", in[STATE_MET], steps > LADDER_MET);
    set_count(object, "overdue", in[STATE_OVERDUE], steps > LADDER_OVERDUE);
    set_count(object, "due", in[STATE_DUE], steps > LADDER_DUE);
    set_count(object, "on_track", in[STATE_ON_TRACK], steps > LADDER_ON_TRACK);
    set_count(object, "exempt", in[STATE_EXEMPT], steps > LADDER_ON_TRACK);
    json_object_set_new(object, "met_share",
                        steps > LADDER_MET
                            ? jsonfile_share(in[STATE_MET], members)
                            : json_null());
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
            set_counts(o, &counts[i], steps[i]);
            json_array_append_new(list, o);
        } else if (ladder_members(&counts[i]) > 0) {
            suppressed++;
        }
    }
    json_object_set_new(rule, "organizations", list);
    json_object_set_new(rule, "organizations_suppressed",
                        json_integer(suppressed));
}

static void fill_rules(const struct rules *rules, const struct context *c)
{
    size_t nodes = c->tree.count;
    const struct ladder ladder = {.rules = rules->count,
                                  .nodes = nodes,
                                  .parent = c->tree.parent,
                                  .counts = rules->counts,
                                  .threshold = c->study->threshold,
                                  .cell = c->study->cell_threshold};
    int *steps = mem_array(NULL, rules->count * nodes, sizeof *steps);
    ladder_climb(&ladder, steps);
    for (size_t i = 0; i < rules->count; i++) {
        json_t *rule = json_array_get(rules->list, i);
        set_counts(rule, rules->counts + i * nodes, steps[i * nodes]);
        set_organizations(rule, &c->tree, rules->counts + i * nodes,
                          steps + i * nodes);
    }
    free(steps);
}

int report_requirements(const struct context *c, const char *file,
                        struct diag *d)
{
    struct rules rules = {0};
    int result = read_rules(&rules, c, d);
    if (result == 0)
        result = read_counts(&rules, c, d);
    if (result == 0) {
        fill_rules(&rules, c);
        json_t *document = jsonfile_begin(c->study);
        json_object_set(document, "requirements", rules.list);
        result = jsonfile_write(document, c->folder, file, d);
    }
    json_decref(rules.list);
    free(rules.key);
    free(rules.counts);
    return result;
}
