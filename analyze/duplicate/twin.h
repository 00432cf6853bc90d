/*
 * twin.h - attendance that was recorded twice.
 *
 * Two kinds: a member stands twice as attended in one session on one day, which
 * two inputs must have done, since one input is refused the second row; or in
 * two sessions of one course that begin and last alike, that is one session
 * under two ids. Self-paced learning is neither.
 */
#ifndef TWIN_H
#define TWIN_H

#include "analyze/duplicate/finding.h"

/* By session: a number that its twins share, or FACT_NONE. free() it. */
int32_t *twins_read(const struct facts *f) MUST_CHECK;

/* Starts as {0}; used for the blocks of one kind; twin_scratch_free() it. */
struct twin_scratch {
    uint32_t *last;  /* by session: place of the last event + 1 in a block */
    uint32_t *group; /* by twins: the same */
};

void twin_scratch_free(struct twin_scratch *s);

/*
 * Adds what is found in the events FROM .. TO - 1 of BLOCK, which are MEMBER's,
 * up to AS_OF. Minutes are the fewer of the two records'. S is scratch, for
 * this block alone.
 */
void twins_find(struct findings *list, const struct facts *f,
                const int32_t *twin, const struct block *block, size_t from,
                size_t to, int32_t as_of, struct twin_scratch *s);

#endif
