/*
 * eligible.h - which courses a member may be given, and why not the others.
 *
 * A mask, never a penalty: each course that is left out has one reason, the
 * first that holds in the order below.
 */
#ifndef ELIGIBLE_H
#define ELIGIBLE_H

#include "analyze/recommend/history.h"
#include "analyze/recommend/reach.h"

enum eligible_code {
    ELIGIBLE_YES,
    ELIGIBLE_LEFT,         /* the member is not of the organisation any more */
    ELIGIBLE_STATUS,       /* the policy does not train who is this */
    ELIGIBLE_NO_SESSION,   /* it is held in sessions, and none is to come */
    ELIGIBLE_ELSEWHERE,    /* those to come are for another organisation's */
    ELIGIBLE_FAR,          /* those are held too far away */
    ELIGIBLE_LEVEL,        /* it, or those left, are above the member's level */
    ELIGIBLE_TAKEN,        /* and not due again (recommend.retake_days) */
    ELIGIBLE_AUDIENCE,     /* for a role, status or attribute not theirs */
    ELIGIBLE_LANGUAGE,     /* in a language that is not theirs */
    ELIGIBLE_PREREQUISITE, /* a course it builds on was not taken */
    ELIGIBLE_CODES
};

/* "no-session", "taken", ...; "" for ELIGIBLE_YES. */
const char *eligible_word(enum eligible_code code);

/* A session to come. */
struct coming {
    int64_t begins; /* minute stamp */
    int32_t course, session;
};

struct eligible {
    struct coming *coming; /* sessions to come, by course, the soonest first */
    size_t *coming_at;     /* by course: first in coming[]; n_courses + 1 */
    struct reach reach;    /* which of them a member could attend */
    unsigned char *free;   /* by course: 1 if it is not held in sessions only */
    int32_t retake_days;   /* taken longer ago is due again; 0: never */
    int32_t *audience;     /* the words that courses name, each once */
    size_t n_audiences;
    int32_t *audience_of; /* by course: place in audience[], or FACT_NONE */
    int32_t language;     /* the attribute that tells a member's language */
};

void eligible_open(struct eligible *e, const struct run *r);
void eligible_close(struct eligible *e);

/*
 * Which courses MEMBER may be given, by course, into CODE. WHEN is by course:
 * the day the member last took it, or FACT_UNKNOWN. NEXT gets the soonest
 * session to come that the member may attend, by course, or FACT_NONE.
 * ATTENDED: as of reach_of().
 */
void eligible_codes(const struct eligible *e, const struct run *r,
                    size_t member, const int32_t *when, int32_t attended,
                    unsigned char *code, int32_t *next);

/*
 * Whether MEMBER is of the organisation on the day of the study: a membership
 * holds, or none was ever told of this member.
 */
bool eligible_member(const struct run *r, size_t member);

/* Why MEMBER may be given no course at all, or ELIGIBLE_YES. */
enum eligible_code eligible_whole(const struct eligible *e, const struct run *r,
                                  size_t member);

#endif
