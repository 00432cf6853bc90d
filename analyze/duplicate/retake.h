/*
 * retake.h - whether a requirement asked a member to take a topic again.
 *
 * It did if a requirement of the policy names the topic (what.topic), takes the
 * session, and on the day of the session, by what had been learnt before that
 * day, still had something missing.
 */
#ifndef RETAKE_H
#define RETAKE_H

#include "analyze/requirement/judge.h"
#include "analyze/run.h"

/* The rules that name a topic, by session; MASK 0: there are none. */
struct retakes {
    uint64_t *takes; /* analyze/requirement/takes.h */
    uint64_t mask;
};

/* Call retakes_free() in any case. */
int retakes_read(struct retakes *k, const struct run *r,
                 struct diag *d) MUST_CHECK;
void retakes_free(struct retakes *k);

/*
 * Whether MEMBER, who attended STAYS, was asked to be in the stay number I of
 * them. JUDGE is scratch, with its facts, policy and takes set.
 */
bool retakes_asked(const struct retakes *k, struct judge *judge,
                   uint32_t member, const struct stays *stays, size_t i);

#endif
