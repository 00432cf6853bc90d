/*
 * keep.h - the candidates of a run in the warehouse, for plans made later:
 * tables plan_candidate and plan_member.
 */
#ifndef KEEP_H
#define KEEP_H

#include "analyze/recommend/candidates.h"
#include "analyze/run.h"

enum { KEEP_MEMBERS = 200000 }; /* kept for so many, unless plan.keep says */

/* Stores run->candidates, if they are to be kept. */
int keep_store(const struct run *r, struct diag *d) MUST_CHECK;

/*
 * Reads those of r->key into a new list. NULL on failure; that none were kept
 * is one.
 */
struct candidates *keep_read(const struct run *r, struct diag *d) MUST_CHECK;

#endif
