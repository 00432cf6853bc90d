/*
 * plant.h - the truths that are planted on a learner. README.md defines them.
 */
#ifndef PLANT_H
#define PLANT_H

#include "sample-data/learner.h"

/* Terms after appointment, joining and becoming a full member. */
void plant_obligations(struct learner *l);

/* Classes of two providers on one topic for the same branches. */
void plant_pairs(struct learner *l);

/* One leading member in ten is called once too often in the last year. */
void plant_calls(struct learner *l, int32_t member);

/* One member in 300 is in two places at a time. */
void plant_overlap(struct learner *l, int32_t member);

/* Fills obligations, overlap and over from the sorted visits: from what was
 * attended, not from what was meant. */
void plant_tell(struct learner *l);

#endif
