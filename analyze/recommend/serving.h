/*
 * serving.h - which rules a session to come would count for.
 *
 * Asked once for all members, as each of those who owe something looks at every
 * course that is open to them.
 */
#ifndef SERVING_H
#define SERVING_H

#include "analyze/run.h"

#include <stdbool.h>

enum { SERVING_RULES = 64, SERVING_WAYS = 8 };

struct serving {
    uint64_t *rules; /* by session: a bit a rule; NULL: there are no rules */
};

void serving_open(struct serving *s, const struct run *r);
void serving_close(struct serving *s);

/* Which of the rules OWED session NEXT, or FACT_NONE, would count for. */
uint64_t serving_rules(const struct serving *s, int32_t next, uint64_t owed);

/* What one member chooses from. */
struct serving_look {
    const struct serving *serving;
    uint64_t owed; /* rules */
    size_t courses;
    const int32_t *next; /* by course: session to come, or FACT_NONE */
    const bool *open;    /* by course: may still be given */
    const double *score; /* by course */
    double *left;        /* by course: room to work in */
};

/*
 * BEST lists COUNT courses and has room for ROOM. If fewer than SERVING_WAYS of
 * them serve what is owed, adds the best others that do, whatever speaks for
 * them, in place of the last where there is no room. Returns how many there are
 * then.
 */
size_t serving_add(const struct serving_look *k, uint32_t *best, size_t count,
                   size_t room);

/*
 * Of the owed rules that COURSE serves the one with the fewest WAYS so far, the
 * first of equals, which then has one more; FACT_NONE if it serves none.
 */
int32_t serving_rarest(const struct serving_look *k, size_t course,
                       size_t ways[SERVING_RULES]);

#endif
