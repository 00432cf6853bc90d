/* calendar.c - see calendar.h. */
#include "report/calendar.h"

#include "lib/date.h"
#include "lib/mem.h"
#include "report/cursor.h"
#include "report/jsonfile.h"
#include "report/keys.h"
#include "report/rulecounts.h"
#include "report/suppress.h"

#include <stdlib.h>
#include <string.h>

enum { LATE, THIS_YEAR, NEXT_YEAR, STRETCHES };
enum { MONTHS = 12, OWN_OTHERS = 4 };
enum fineness { HIDDEN, WHOLE, QUARTERS, BY_MONTH };

static const char select_due[] =
    "SELECT requirement, org, month, members, amount FROM requirement_due"
    " WHERE run = ?1 ORDER BY requirement";

/* The months of a stretch at one node. */
struct sums {
    int64_t members[MONTHS], amount[MONTHS];
};

struct calendar {
    const struct calendar_rules *rules;
    const struct context *c;
    size_t nodes;
    int year;            /* of the as-of day */
    struct sums *sums;   /* of each stretch and node, for one rule */
    unsigned char *fine; /* enum fineness, laid out alike */
    int64_t *people;     /* totals of each rule, stretch and node */
    int64_t *parts;      /* scratch */
    bool *published, *shown, *allowed;
    struct suppress_other *others; /* room for all of them */
};

static size_t place(const struct calendar *k, size_t rule, size_t stretch)
{
    return (rule * STRETCHES + stretch) * k->nodes;
}

static int64_t total(const int64_t months[MONTHS])
{
    int64_t sum = 0;
    for (int i = 0; i < MONTHS; i++)
        sum += months[i];
    return sum;
}

/* Takes one row of the table. */
static void take(struct calendar *k, const struct cursor *r)
{
    size_t node =
        cursor_null(r, 1) ? 0 : tree_find(&k->c->tree, cursor_integer(r, 1));
    int year = 0, month = 1, day;
    size_t stretch = LATE;
    if (!cursor_null(r, 2)) {
        date_civil(cursor_day(r, 2), &year, &month, &day);
        stretch = year <= k->year ? THIS_YEAR : NEXT_YEAR;
    }
    struct sums *to = &k->sums[stretch * k->nodes + node];
    to->members[month - 1] += cursor_integer(r, 3);
    to->amount[month - 1] += cursor_integer(r, 4);
}

/* What has been taken is all of the rule: sums it up. */
static void sum_up(struct calendar *k, size_t rule)
{
    for (size_t i = 0; i < STRETCHES; i++) {
        struct sums *of = &k->sums[i * k->nodes];
        tree_sum(&k->c->tree, (int64_t *)(void *)of,
                 sizeof *of / sizeof(int64_t));
        for (size_t n = 0; n < k->nodes; n++)
            k->people[place(k, rule, i) + n] = total(of[n].members);
    }
}

/* Fills OTHER with a count of each node under RULE that is shown from STEP. */
static struct suppress_other other_of(const struct calendar *k, size_t rule,
                                      enum ladder_step step, int64_t *people,
                                      bool *shown)
{
    for (size_t n = 0; n < k->nodes; n++) {
        size_t at = rule * k->nodes + n;
        const int64_t *in = k->rules->counts[at].in;
        int64_t members = ladder_members(&k->rules->counts[at]);
        people[n] = step == LADDER_MEMBERS   ? members
                    : step == LADDER_MET     ? members - in[STATE_MET]
                    : step == LADDER_OVERDUE ? in[STATE_OVERDUE]
                                             : in[STATE_DUE];
        shown[n] = k->rules->steps[at] > (int)step;
    }
    return (struct suppress_other){people, shown};
}

/* Whether the months up to each end leave few of those that are "due". */
static bool cuts_due(const struct calendar *k, size_t rule, size_t node,
                     const int64_t *parts, size_t width)
{
    size_t at = rule * k->nodes + node;
    int64_t due = k->rules->counts[at].in[STATE_DUE], sum = 0;
    if (k->rules->steps[at] <= LADDER_DUE)
        return false;
    for (size_t i = 0; i < width; i++) {
        sum += parts[i];
        int64_t apart = sum > due ? sum - due : due - sum;
        if (apart > 0 && apart < k->c->study->cell_threshold)
            return true;
    }
    return false;
}

/* Fills the parts of each node: one, four or twelve of them. */
static void split(struct calendar *k, size_t stretch, size_t width)
{
    const struct sums *of = &k->sums[stretch * k->nodes];
    memset(k->parts, 0, k->nodes * MONTHS * sizeof *k->parts);
    for (size_t n = 0; n < k->nodes; n++)
        for (size_t m = 0; m < MONTHS; m++)
            k->parts[n * width + m * width / MONTHS] += of[n].members[m];
}

/*
 * Gathers what is decided and may include the stretch or lie within it: OWN
 * counts of the rule, its earlier stretches, and this stretch of other rules.
 */
static size_t gather(struct calendar *k, size_t rule, size_t stretch,
                     const struct suppress_other *own)
{
    size_t n = OWN_OTHERS;
    memcpy(k->others, own, OWN_OTHERS * sizeof *own);
    k->others[n++] = *k->rules->all;
    for (size_t i = 0; i < rule * STRETCHES + stretch; i++)
        if (i / STRETCHES == rule || i % STRETCHES == stretch)
            k->others[n++] = (struct suppress_other){
                k->people + i * k->nodes, k->published + i * k->nodes};
    return n;
}

/* Shows the stretch as one where it may be. */
static void decide_whole(struct calendar *k, size_t rule, size_t stretch,
                         const struct suppress_other *own)
{
    size_t at = place(k, rule, stretch);
    struct suppress s = {.count = k->nodes,
                         .width = 1,
                         .parent = k->c->tree.parent,
                         .parts = k->parts,
                         .threshold = k->c->study->threshold,
                         .cell = k->c->study->cell_threshold,
                         .others = k->others,
                         .n_others = gather(k, rule, stretch, own)};
    split(k, stretch, 1);
    suppress_groups(&s, k->published + at);
    for (size_t n = 0; n < k->nodes; n++)
        k->fine[stretch * k->nodes + n] = k->published[at + n] ? WHOLE : HIDDEN;
}

/* Shows it finer where it may be. */
static void decide_finer(struct calendar *k, size_t rule, size_t stretch,
                         enum fineness fine, size_t width)
{
    unsigned char *fine_of = &k->fine[stretch * k->nodes];
    struct suppress s = {.count = k->nodes,
                         .width = width,
                         .parent = k->c->tree.parent,
                         .parts = k->parts,
                         .allowed = k->allowed,
                         .threshold = k->c->study->cell_threshold,
                         .cell = k->c->study->cell_threshold};
    split(k, stretch, width);
    for (size_t n = 0; n < k->nodes; n++)
        k->allowed[n] = fine_of[n] == fine - 1 &&
                        !cuts_due(k, rule, n, k->parts + n * width, width);
    suppress_groups(&s, k->shown);
    for (size_t n = 0; n < k->nodes; n++)
        if (k->shown[n])
            fine_of[n] = (unsigned char)fine;
}

static void decide_rule(struct calendar *k, size_t rule)
{
    struct suppress_other own[OWN_OTHERS];
    int64_t *people = mem_array(NULL, OWN_OTHERS * k->nodes, sizeof *people);
    bool *shown = mem_alloc(OWN_OTHERS * k->nodes * sizeof *shown);
    for (size_t i = 0; i < OWN_OTHERS; i++)
        own[i] = other_of(k, rule, (enum ladder_step)i, people + i * k->nodes,
                          shown + i * k->nodes);
    for (size_t stretch = 0; stretch < STRETCHES; stretch++) {
        decide_whole(k, rule, stretch, own);
        if (stretch == LATE)
            continue;
        decide_finer(k, rule, stretch, QUARTERS, 4);
        decide_finer(k, rule, stretch, BY_MONTH, MONTHS);
    }
    free(people);
    free(shown);
}

/* The months FIRST .. FIRST + COUNT - 1 of a stretch, if anything is due. */
static void add_due(json_t *list, const struct sums *of, int year, int first,
                    int count, const char *unit)
{
    int64_t members = 0, amount = 0;
    for (int m = first; m < first + count; m++) {
        members += of->members[m];
        amount += of->amount[m];
    }
    if (members == 0)
        return;
    json_t *o = json_object();
    int32_t from = year == 0 ? DATE_NONE : date_day(year, first + 1, 1);
    int32_t next = date_add_months(from, count);
    json_object_set_new(o, "from", jsonfile_date(from));
    json_object_set_new(o, "to",
                        jsonfile_date(year == 0 ? DATE_NONE : next - 1));
    json_object_set_new(o, "members", json_integer(members));
    json_object_set_new(o, "amount", rulecounts_amount(unit, amount));
    json_array_append_new(list, o);
}

/* What may be shown of one node. */
static json_t *due_of(const struct calendar *k, size_t node, const char *unit)
{
    static const int months[] = {[WHOLE] = 12, [QUARTERS] = 3, [BY_MONTH] = 1};
    json_t *list = json_array();
    for (size_t stretch = 0; stretch < STRETCHES; stretch++) {
        size_t at = stretch * k->nodes + node;
        int year = stretch == LATE ? 0 : k->year + (stretch == NEXT_YEAR);
        int step = k->fine[at] == HIDDEN ? 0 : months[k->fine[at]];
        for (int m = 0; step > 0 && m < MONTHS; m += step)
            add_due(list, &k->sums[at], year, m, step, unit);
    }
    return list;
}

static bool is_hidden(const struct calendar *k, size_t rule, size_t node)
{
    for (size_t stretch = 0; stretch < STRETCHES; stretch++) {
        if (k->people[place(k, rule, stretch) + node] > 0 &&
            k->fine[stretch * k->nodes + node] == HIDDEN)
            return true;
    }
    return false;
}

static void set_rule(const struct calendar *k, size_t rule)
{
    const struct tree *t = &k->c->tree;
    json_t *object = json_array_get(k->rules->list, rule);
    const char *unit = json_string_value(json_object_get(object, "unit"));
    json_t *calendar = json_object(), *list = json_array();
    int64_t hidden = 0;
    json_object_set_new(calendar, "everybody", due_of(k, 0, unit));
    json_object_set_new(calendar, "everybody_suppressed",
                        json_boolean(is_hidden(k, rule, 0)));
    for (size_t n = 1; n < t->count; n++) {
        json_t *due = due_of(k, n, unit), *o = json_object();
        hidden += is_hidden(k, rule, n);
        json_object_set_new(o, "org_id", jsonfile_text(t->id[n]));
        json_object_set_new(o, "name", jsonfile_text(t->name[n]));
        json_object_set_new(o, "parent", jsonfile_text(t->parent_id[n]));
        json_object_set(o, "due", due);
        if (json_array_size(due) > 0)
            json_array_append(list, o);
        json_decref(due);
        json_decref(o);
    }
    json_object_set_new(calendar, "organizations", list);
    json_object_set_new(calendar, "organizations_suppressed",
                        json_integer(hidden));
    json_object_set_new(object, "calendar", calendar);
}

static void make_room(struct calendar *k)
{
    size_t rules = k->rules->count, cells = STRETCHES * k->nodes;
    k->sums = mem_alloc(cells * sizeof *k->sums);
    k->fine = mem_alloc(cells);
    k->people = mem_alloc(rules * cells * sizeof *k->people);
    k->published = mem_alloc(rules * cells * sizeof *k->published);
    k->parts = mem_array(NULL, k->nodes * MONTHS, sizeof *k->parts);
    k->shown = mem_alloc(k->nodes * sizeof *k->shown);
    k->allowed = mem_alloc(k->nodes * sizeof *k->allowed);
    k->others =
        mem_array(NULL, rules + STRETCHES + OWN_OTHERS + 1, sizeof *k->others);
}

static void free_room(struct calendar *k)
{
    free(k->sums);
    free(k->fine);
    free(k->people);
    free(k->published);
    free(k->parts);
    free(k->shown);
    free(k->allowed);
    free(k->others);
}

/* All rows of RULE have been taken: decides, tells, and makes room again. */
static void end_rule(struct calendar *k, size_t rule)
{
    sum_up(k, rule);
    decide_rule(k, rule);
    set_rule(k, rule);
    memset(k->sums, 0, STRETCHES * k->nodes * sizeof *k->sums);
}

static int read_all(struct calendar *k, struct diag *d)
{
    size_t at = 0;
    struct cursor r = cursor_open(k->c, select_due, d);
    while (cursor_next(&r)) {
        size_t rule =
            keys_find(k->rules->key, k->rules->count, cursor_integer(&r, 0));
        if (rule == KEYS_NONE)
            continue;
        while (at < rule)
            end_rule(k, at++);
        take(k, &r);
    }
    while (at < k->rules->count)
        end_rule(k, at++);
    return cursor_close(&r);
}

int calendar_set(const struct calendar_rules *rules, const struct context *c,
                 struct diag *d)
{
    struct calendar k = {.rules = rules,
                         .c = c,
                         .nodes = c->tree.count,
                         .year = date_year(c->study->as_of)};
    make_room(&k);
    int result = read_all(&k, d);
    free_room(&k);
    return result;
}
