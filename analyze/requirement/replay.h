/*
 * replay.h - how members stood with the rules at the close of an earlier day,
 * by the policy and the facts of today.
 *
 * A rule that was not in force then, or whose version of then is not in the
 * policy, binds nobody (judge.h).
 */
#ifndef REPLAY_H
#define REPLAY_H

#include "analyze/run.h"

/* What run.stood has for a member. */
enum replay_stand {
    REPLAY_FREE,  /* no rule bound the member, who was not exempt */
    REPLAY_BOUND, /* some did, and not all of these were met */
    REPLAY_MET    /* all of these were met */
};

/*
 * By member of BLOCK, at the close of DAY; free() it. TAKES: see takes.h;
 * ABSENCES: whether a rule asks how much of a class was missed.
 */
unsigned char *replay_block(const struct run *r, const uint64_t *takes,
                            bool absences, const struct block *block,
                            int32_t day) MUST_CHECK;

#endif
