/*
 * side.h - which topics courses share: T of math/ease_side.h.
 *
 * T has a row for each topic that at least two courses have, 1 where the course
 * has it: a topic of one course alone connects nothing.
 */
#ifndef SIDE_H
#define SIDE_H

#include "analyze/base/facts.h"
#include "analyze/math/ease_side.h"

/* side_free() it. */
struct ease_side side_make(const struct facts *f);
void side_free(struct ease_side *t);

#endif
