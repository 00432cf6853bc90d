/*
 * demand.h - what the four planted groups need and like.
 */
#ifndef DEMAND_H
#define DEMAND_H

#include "sample-data/roster.h"

/* How much a group is drawn to a topic, 1 where it is not a need of theirs. */
extern const uint8_t demand_weights[GROUPS][TOPICS];

bool demand_is_need(int group, int topic);

/* One of the topics for which ALLOWED is true, by the group's weights. */
int demand_topic(struct chance *c, int group, const bool *allowed);

#endif
