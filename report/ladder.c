/* ladder.c - see ladder.h. */
#include "report/ladder.h"

#include "lib/mem.h"
#include "report/suppress.h"

#include <stdbool.h>
#include <stdlib.h>

int64_t ladder_members(const struct ladder_counts *counts)
{
    const int64_t *in = counts->in;
    return in[STATE_MET] + in[STATE_ON_TRACK] + in[STATE_DUE] +
           in[STATE_OVERDUE];
}

/* The two parts that STEP shows; the first step shows one. */
static void split(const struct ladder_counts *counts, enum ladder_step step,
                  int64_t parts[2])
{
    const int64_t *in = counts->in;
    int64_t open = in[STATE_DUE] + in[STATE_ON_TRACK];
    parts[1] = 0;
    switch (step) {
    case LADDER_MET:
        parts[0] = in[STATE_MET];
        parts[1] = in[STATE_OVERDUE] + open;
        break;
    case LADDER_OVERDUE:
        parts[0] = in[STATE_OVERDUE];
        parts[1] = open;
        break;
    case LADDER_DUE:
        parts[0] = in[STATE_DUE];
        parts[1] = in[STATE_ON_TRACK];
        break;
    default:
        parts[0] = ladder_members(counts);
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

void ladder_climb(const size_t *parent, const struct ladder_counts *counts,
                  size_t nodes, int64_t threshold, int64_t cell, int *steps)
{
    int64_t *parts = mem_array(NULL, 2 * nodes, sizeof *parts);
    bool *allowed = mem_alloc(nodes * sizeof *allowed);
    bool *shown = mem_alloc(nodes * sizeof *shown);
    struct suppress s = {.count = nodes,
                         .width = 2,
                         .parent = parent,
                         .parts = parts,
                         .cell = cell};
    for (size_t i = 0; i < nodes; i++)
        steps[i] = 0;
    for (int step = 0; step < LADDER_STEPS; step++) {
        s.threshold = step == LADDER_MEMBERS ? threshold : cell;
        s.allowed = step == LADDER_MEMBERS ? NULL : allowed;
        for (size_t i = 0; i < nodes; i++) {
            allowed[i] = steps[i] == step;
            split(&counts[i], (enum ladder_step)step, parts + 2 * i);
        }
        suppress_groups(&s, shown);
        take_step(&s, (enum ladder_step)step, shown, steps);
    }
    free(parts);
    free(allowed);
    free(shown);
}
