/* demand.c - see demand.h. */
#include "sample-data/demand.h"

const uint8_t demand_weights[GROUPS][TOPICS] = {
    {16, 10, 10, 10, 6, 6, 1, 1, 1, 1, 1, 1, 1,
     1,  1,  1,  1,  1, 1, 1, 1, 1, 1, 1, 1, 1},
    {1, 1, 1, 1, 1, 1, 18, 8, 8, 1, 8, 8, 1,
     1, 1, 1, 1, 1, 1, 1,  1, 1, 1, 1, 1, 1},
    {1, 1, 1, 1, 1, 1, 1,  1, 1, 1, 1, 1, 10,
     9, 9, 1, 1, 1, 9, 10, 1, 1, 1, 1, 1, 1},
    {1, 1, 1, 1, 1, 1, 1, 1, 1, 8, 1, 1, 1,
     1, 1, 9, 9, 8, 1, 1, 1, 1, 1, 1, 1, 1}};

bool demand_is_need(int group, int topic)
{
    return demand_weights[group][topic] > 1;
}

int demand_topic(struct chance *c, int group, const bool *allowed)
{
    uint8_t weights[TOPICS];
    for (int t = 0; t < TOPICS; t++)
        weights[t] = allowed[t] ? demand_weights[group][t] : 0;
    return chance_pick(c, weights, TOPICS);
}
