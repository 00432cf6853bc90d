/*
 * segment.h - groups of members with like demand, explained; or none.
 *
 * Respondents are compared by features.h and fall into the classes of
 * math/segmentation.h: a mixture with one covariance, or latent classes of a
 * questionnaire of names alone. segment.k fixes their number. Segments are
 * numbered by size from 1 and labelled S1, S2, ..., unless they go on from an
 * earlier run (previous.h). Members without a usable questionnaire are in none,
 * or go by what is known of them (others.h). Traits and names: traits.h.
 * Product: run.segment.
 */
#ifndef SEGMENT_H
#define SEGMENT_H

#include "analyze/task.h"

extern const struct task segment_task;

#endif
