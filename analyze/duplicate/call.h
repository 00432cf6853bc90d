/*
 * call.h - members called to more classes in a year than the policy allows.
 *
 * A member is called to an offering who was called to it (enrolment with a day
 * or a caller) or attended a centralized session of it. A call is of the day on
 * which the offering begins - the first of its sessions, or without any the day
 * of the call - and counts where the member then held one of the policy's
 * call_roles, if it names any. Self-paced learning calls nobody.
 */
#ifndef CALL_H
#define CALL_H

#include "analyze/duplicate/finding.h"
#include "analyze/record/stay.h"
#include "lib/attr.h"

struct call {
    uint32_t member;
    int32_t offering, day; /* the day of the offering, or of the call */
};

/* The first session of an offering; FACT_NONE and FACT_UNKNOWN: none. */
struct opening {
    int32_t session, day;
};

struct calls {
    struct call *call; /* by member, then offering */
    size_t count;
    struct opening *opening; /* by offering */
    int32_t centralized;     /* the form's word */
    const bool *training;    /* by session; NULL: all; borrowed */
};

/* Call calls_free() in any case. TRAINING may be NULL. */
int calls_read(struct calls *c, const struct run *r, const bool *training,
               struct diag *d) MUST_CHECK;
void calls_free(struct calls *c);

/* Starts as {0}; free(call). */
struct call_scratch {
    struct call *call;
    size_t room;
};

/*
 * Adds a finding for each call of MEMBER, who attended STAYS, beyond the limit
 * of a year, up to offerings that begin on LAST. Sessions are the first ones of
 * the last offering within the limit and of that beyond it; minutes those that
 * the member spent in the latter.
 */
void calls_find(struct findings *list, const struct run *r,
                const struct calls *c, uint32_t member,
                const struct stays *stays, int32_t last,
                struct call_scratch *scratch);

/* Whether the policy's limit is for MEMBER on DAY. */
bool calls_limited(const struct run *r, uint32_t member, int32_t day);

/* How many calls of MEMBER that count are of the days FIRST to LAST. */
size_t calls_count(const struct run *r, const struct calls *c, uint32_t member,
                   const struct stays *stays, int32_t first, int32_t last,
                   struct call_scratch *scratch);

#endif
