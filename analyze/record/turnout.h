/*
 * turnout.h - how much of what a member was in for was attended, how far
 * self-paced learning got, and how evenly learning is spread over the months.
 *
 * Held is a session, not self-paced, whose day lies in the period (so not after
 * the as-of day). It counts for the offerings that the member was enrolled in,
 * and for those begun: of which a session was attended, in the period or not.
 * Attended are, of these sessions, those with a row that counts as attended.
 *
 * Evenness is the entropy of the minutes by month over the logarithm of the
 * months there are: 1 when every month has as much, 0 when one has it all
 * (Pielou, J. Theor. Biol. 13, 1966). The months are those of the period up to
 * the as-of day; where it has no begin, from the month of the first learning.
 */
#ifndef TURNOUT_H
#define TURNOUT_H

#include "analyze/record/learning.h"
#include "lib/attr.h"

/* What a member comes to in a period. */
struct turnout {
    uint32_t enrolled_held, enrolled_attended;
    uint32_t begun_held, begun_attended;
    uint32_t self_paced; /* self-paced sessions with a progress */
    int32_t progress;    /* mean of their furthest, hundredths of a per cent;
                            EVENT_NO_PROGRESS where there are none */
    uint32_t span;       /* months of the period; 0: not known */
    double evenness;     /* 0..1; NaN without minutes or with one month */
};

/* What is the same for all members. */
struct roll {
    const struct facts *f;
    struct period period[SLOT_PERIODS];
    uint32_t (*held)[SLOT_PERIODS]; /* by offering */
    int32_t *enrolled;              /* offerings, by member */
    size_t *enrolled_at;            /* by member: its first; one more */
};

/* Call roll_free() in any case. PERIOD has SLOT_PERIODS. */
int roll_read(struct roll *roll, const struct run *r,
              const struct period *period, struct diag *d) MUST_CHECK;
void roll_free(struct roll *roll);

/* The last rounds that met an offering: enrolled in, and begun. */
struct turnout_mark {
    uint32_t enrolled, begun;
};

/* Scratch of one thread; starts as {0}. */
struct turnout_desk {
    uint32_t *session; /* the last round that met it */
    int16_t *best;     /* progress by session */
    struct turnout_mark *offering;
    uint32_t round;
};

void turnout_desk_free(struct turnout_desk *desk);

/*
 * Fills OUT[SLOT_PERIODS] for MEMBER with these COUNT events, of whom
 * learning_count() has just filled L.
 */
void turnout_count(struct turnout_desk *desk, const struct roll *roll,
                   const struct learning *l, size_t member,
                   const struct event *event, size_t count,
                   struct turnout *out);

#endif
