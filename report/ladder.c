/* ladder.c - see ladder.h. */
#include "report/ladder.h"

#include "lib/mem.h"
#include "report/suppress.h"

#include <stdbool.h>
#include <stdlib.h>

/* A rule in the order in which rules are taken. */
struct turn {
    size_t rule;
    int64_t members;
};

struct climb {
    const struct ladder *l;
    int *steps;
    int64_t *parts; /* two of each node, for the step at hand */
    bool *allowed, *shown;
    int64_t *members;              /* of each rule, of each node */
    bool *published;               /* whether they are shown */
    struct suppress_other *others; /* all, and rules that had their turn */
    size_t n_others;
};

int64_t ladder_members(const struct ladder_counts *counts)
{
    int64_t members = 0;
    for (int i = 0; i < STATE_COUNT; i++)
        members += counts->in[i];
    return members;
}

/* The two parts that STEP shows; the first step shows one. */
static void split(const struct ladder_counts *counts, enum ladder_step step,
                  int64_t parts[2])
{
    static const enum state states[] = {[LADDER_MET] = STATE_MET,
                                        [LADDER_OVERDUE] = STATE_OVERDUE,
                                        [LADDER_DUE] = STATE_DUE,
                                        [LADDER_ON_TRACK] = STATE_ON_TRACK};
    int64_t left = ladder_members(counts);
    parts[0] = left;
    parts[1] = 0;
    for (int i = LADDER_MET; i <= (int)step; i++) {
        parts[0] = counts->in[states[i]];
        left -= parts[0];
        parts[1] = left;
    }
}

/* Nothing to split is nothing to hide. */
static void take_step(const struct suppress *s, enum ladder_step step,
                      const bool *shown, int *steps)
{
    for (size_t i = 0; i < s->count; i++) {
        bool empty = s->parts[2 * i] + s->parts[2 * i + 1] == 0;
        bool allowed = s->allowed == NULL || s->allowed[i];
        if (shown[i] || (allowed && empty && step != LADDER_MEMBERS))
            steps[i] = (int)step + 1;
    }
}

static void climb_step(struct climb *c, size_t rule, enum ladder_step step)
{
    const struct ladder *l = c->l;
    bool first = step == LADDER_MEMBERS;
    int *steps = c->steps + rule * l->nodes;
    struct suppress s = {.count = l->nodes,
                         .width = 2,
                         .parent = l->parent,
                         .parts = c->parts,
                         .allowed = first ? NULL : c->allowed,
                         .threshold = first ? l->threshold : l->cell,
                         .cell = l->cell,
                         .others = c->others,
                         .n_others = first ? c->n_others : 0};
    for (size_t i = 0; i < l->nodes; i++) {
        c->allowed[i] = steps[i] == (int)step;
        split(&l->counts[rule * l->nodes + i], step, c->parts + 2 * i);
    }
    suppress_groups(&s, c->shown);
    take_step(&s, step, c->shown, steps);
}

static void climb_rule(struct climb *c, size_t rule)
{
    size_t from = rule * c->l->nodes;
    for (size_t i = from; i < from + c->l->nodes; i++)
        c->steps[i] = 0;
    for (int step = 0; step < LADDER_STEPS; step++)
        climb_step(c, rule, (enum ladder_step)step);
    for (size_t i = from; i < from + c->l->nodes; i++) {
        c->members[i] = ladder_members(&c->l->counts[i]);
        c->published[i] = c->steps[i] > LADDER_MEMBERS;
    }
    c->others[c->n_others++] =
        (struct suppress_other){c->members + from, c->published + from};
}

static int compare_turns(const void *a, const void *b)
{
    const struct turn *x = a, *y = b;
    if (x->members != y->members)
        return x->members > y->members ? -1 : 1;
    return (x->rule > y->rule) - (x->rule < y->rule);
}

static struct turn *order_turns(const struct ladder *l)
{
    struct turn *turns = mem_array(NULL, l->rules, sizeof *turns);
    for (size_t i = 0; i < l->rules; i++)
        turns[i] = (struct turn){i, ladder_members(&l->counts[i * l->nodes])};
    qsort(turns, l->rules, sizeof *turns, compare_turns);
    return turns;
}

void ladder_climb(const struct ladder *ladder, int *steps)
{
    size_t nodes = ladder->nodes, cells = ladder->rules * nodes;
    struct turn *turns = order_turns(ladder);
    struct climb c = {.l = ladder,
                      .steps = steps,
                      .parts = mem_array(NULL, 2 * nodes, sizeof *c.parts),
                      .allowed = mem_array(NULL, nodes, sizeof *c.allowed),
                      .shown = mem_array(NULL, nodes, sizeof *c.shown),
                      .members = mem_array(NULL, cells, sizeof *c.members),
                      .published = mem_array(NULL, cells, sizeof *c.published),
                      .others =
                          mem_array(NULL, ladder->rules + 1, sizeof *c.others)};
    if (ladder->all != NULL)
        c.others[c.n_others++] = *ladder->all;
    for (size_t i = 0; i < ladder->rules; i++)
        climb_rule(&c, turns[i].rule);
    free(c.parts);
    free(c.allowed);
    free(c.shown);
    free(c.members);
    free(c.published);
    free(c.others);
    free(turns);
}
