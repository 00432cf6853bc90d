/*
 * findings.h - what is odd about a policy, once it has been applied.
 *
 *   nobody          a rule in force on the as-of day binds nobody
 *   all-exempt      everybody whom it binds is exempt
 *   impossible      its window has not enough hours or days, whatever is held
 *   no-session      no session known, held or to come, is of its kind
 *   unreachable     the sessions of its kind that the facts have in the window
 *                   of the as-of day are fewer than it asks for
 *   same            another rule asks the same of the same people
 *   overlap         another rule asks more of the same, so this one is idle
 *   idle-quota      a quota is not larger than the rule's own amount
 *   idle-exemption  an exemption is for a member whom the rule does not bind
 *   overlapping-exemption  two of a member from the rule share days: a day is
 *                   exempt for the reason of the one begun first
 *   gap             no version is in force between two versions
 *
 * Two rules of one id that begin on one day are refused when the policy is
 * read. A finding changes no result: it is told on standard error and stored.
 */
#ifndef FINDINGS_H
#define FINDINGS_H

#include "analyze/run.h"

/*
 * Stores the table policy_finding. BOUND: by requirement, whom it binds;
 * EXEMPT: the exempt among them; TAKES: see takes.h.
 */
int findings_store(const struct run *r, const uint64_t *takes,
                   const int64_t *bound, const int64_t *exempt,
                   struct diag *d) MUST_CHECK;

#endif
