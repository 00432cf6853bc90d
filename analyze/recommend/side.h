/*
 * side.h - which topics courses share: S = T'T of math/ease.h.
 *
 * T has a row for each topic that at least two courses have, 1 where the course
 * has it: a topic of one course alone connects nothing.
 */
#ifndef SIDE_H
#define SIDE_H

#include "analyze/base/facts.h"

/* n_courses rows of n_courses; free() it. */
double *side_make(const struct facts *f);

#endif
