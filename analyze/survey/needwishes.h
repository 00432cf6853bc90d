/*
 * needwishes.h - how each group wants to learn: when, where, how willingly.
 *
 * Of items of facet "preference" (choices of one, and options of several), and
 * of ratings of facet "willingness" or "interest" on no topic: how many of the
 * group chose each code, and the share of those who answered, weighted as the
 * survey is. Of an option the code is 1, chosen. Items of more codes than
 * ANSWER_BYTES are left out.
 */
#ifndef NEEDWISHES_H
#define NEEDWISHES_H

#include "analyze/run.h"
#include "analyze/survey/answers.h"
#include "analyze/survey/dealing.h"

/* Stores the table need_wish. */
int needwishes_store(const struct run *r, const struct answers *a,
                     const struct dealing *x, struct diag *d) MUST_CHECK;

#endif
