/*
 * segment.h - groups of members with like demand, explained; or none.
 *
 * Respondents are compared by features.h. K is chosen on at most 2,000 of them
 * by math/segmentation.h, unless segment.k fixes it; k-means then runs on at
 * most 50,000, and everybody is given to the nearest centre. Segments are
 * numbered by size from 1 and labelled S1, S2, ... Members without a usable
 * questionnaire are in none. Traits: traits.h. Product: run.segment.
 */
#ifndef SEGMENT_H
#define SEGMENT_H

#include "analyze/task.h"

extern const struct task segment_task;

#endif
