/*
 * exemptions.h - what is odd about the exemptions from a rule.
 *
 *   idle     it is for a member whom the rule does not bind in its days; of
 *            exemptions from all rules nothing is said: they cover what they
 *            cover
 *   overlap  it begins before an earlier one of the same member is over
 */
#ifndef EXEMPTIONS_H
#define EXEMPTIONS_H

#include "analyze/run.h"

struct policy;

/* How many are idle; TAKES: see takes.h. */
int64_t exemptions_idle(const struct run *r, const uint64_t *takes,
                        size_t number);

/* Two that overlap: their lines in the policy, the one begun first first. */
struct exemptions_pair {
    long line[2];
};

/*
 * How many from rule NUMBER overlap an earlier one. The first MOST of them, by
 * member and begin, go to PAIR, each with the one before it that lasts longest.
 * What overlaps for several rules for members counts for the first of these.
 */
size_t exemptions_overlap(const struct policy *policy, size_t number,
                          struct exemptions_pair *pair, size_t most);

#endif
