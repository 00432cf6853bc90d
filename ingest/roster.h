/*
 * roster.h - inputs that are rosters: what was there before and is no more.
 *
 * The file of an input that the study calls a roster stands for one day, and
 * the next file does not simply take its place. What both hold is as the newer
 * says; what only the earlier held stays, with the batch and the line that it
 * came from. If the newer is a "full" roster, who is not in it has left: what
 * was open ends on its day. After a "delta" roster nothing ends.
 *
 * So every load of a roster is a batch of its own, and the batches before it
 * keep what no later one has said again.
 */
#ifndef ROSTER_H
#define ROSTER_H

#include "ingest/load.h"

/*
 * After all inputs of STUDY are known in ALL: gives each roster that will be
 * loaded a batch of its own. Fails if a file is older than what is loaded, or
 * an input is a roster no more.
 */
int roster_succeed(struct batches *all, const struct study *study,
                   struct diag *d) MUST_CHECK;

/* Of a rejected row of L: what it says of is not absent, whatever it says. */
void roster_spare(struct loader *l);

/*
 * After BATCH, a roster, was loaded: takes out what it says again, ends what it
 * does not, and drops the batches that hold nothing any more.
 */
int roster_settle(struct loading *l, struct batch *batch,
                  struct diag *d) MUST_CHECK;

#endif
