/*
 * teacher.h - how instructors stand with the rules that bind them.
 *
 * A rule that names members (status, role, attribute, organisation) binds the
 * members who fit, those too whom no list of instructors knows: who is to
 * lecture and never did, is the very one to be found. If it also names an
 * engagement, only instructors with it. A rule that names no members binds
 * every instructor of the engagement, member or not. What counts are the
 * sessions taught.
 */
#ifndef TEACHER_H
#define TEACHER_H

#include "analyze/run.h"

/*
 * Stores the table fulfilment_instructor and, with EVIDENCE, the sessions that
 * count for those who are members in fulfilment_evidence; counts into BOUND, by
 * requirement, who is bound. TAKES: see takes.h.
 */
int teacher_judge(const struct run *r, const uint64_t *takes, bool evidence,
                  int64_t *bound, struct diag *d) MUST_CHECK;

#endif
