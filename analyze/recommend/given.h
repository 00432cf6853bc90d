/*
 * given.h - what a member was given in the year of the as-of day, as far as the
 * rules on training given twice (duplicate/) limit what a plan may add.
 *
 * Looked at only where it can matter: the policy tells of repeated topics or
 * limits calls, and a session is to come in that year.
 */
#ifndef GIVEN_H
#define GIVEN_H

#include "analyze/duplicate/call.h"
#include "analyze/duplicate/lesson.h"

struct given {
    const struct run *r;
    int32_t first, last;   /* days of the year that are over */
    struct lesson *lesson; /* by session; NULL: topics do not matter */
    bool *training;        /* by session; NULL: all */
    struct calls calls;
    bool limits; /* calls matter */
};

/* Call given_close() in any case. */
int given_open(struct given *g, const struct run *r, struct diag *d) MUST_CHECK;
void given_close(struct given *g);

/* Of one member after the other; starts as {0}; given_past_free(). */
struct given_past {
    struct stays stays;
    struct call_scratch scratch;
    uint8_t *taught; /* by topic; room is made at the first look */
};

void given_past_free(struct given_past *p);

/*
 * Looks at the member number I of BLOCK. Returns to how many classes of the
 * year the member was called, 255 standing for more.
 */
uint8_t given_look(const struct given *g, struct given_past *p,
                   const struct block *block, size_t i);

/*
 * Whether the member was taught the main topic of COURSE in the year: 0 not;
 * else one more than the highest level of it (0 is national), at most
 * LESSON_NO_LEVEL + 1.
 */
uint8_t given_taught(const struct given *g, const struct given_past *p,
                     size_t course);

#endif
