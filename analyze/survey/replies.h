/*
 * replies.h - the answers to questionnaires about courses, member by member.
 *
 * An answer of a respondent on a scale is the mean of its likert items,
 * each from 0 at its lowest code to 100 at its highest, reversal undone;
 * attention items apart. Items without a scale are one: "". Missing answers
 * are left out, and who answered none of a scale has no reply on it.
 *
 * A reply is what is said of one member on one scale by one side: the member's
 * own answer, or the mean of those of other raters. It has the day of the
 * last of these answers; where none is told, the day of the study. Answers
 * after the day of the study do not count.
 */
#ifndef REPLIES_H
#define REPLIES_H

#include "analyze/run.h"

#include <stddef.h>
#include <stdint.h>

#define REPLY_NOBODY UINT32_MAX /* linked to no member */

/* A scale of a questionnaire, answered by one side. */
struct measure {
    int64_t survey;    /* survey.survey */
    const char *scale; /* "": items without one */
    int32_t course;
    int32_t session; /* FACT_NONE: any of the course */
    int level;       /* of Kirkpatrick, 1 .. 4 */
    bool others;     /* raters, not the members themselves */
};

struct reply {
    uint32_t member;  /* or REPLY_NOBODY */
    uint32_t measure; /* place in replies.measure */
    int32_t day;
    int32_t answers; /* raters, or 1 */
    double score;    /* 0 .. 100 */
};

struct replies {
    struct measure *measure; /* by survey id, scale, members first */
    struct reply *list;      /* by member, REPLY_NOBODY last, and measure */
    size_t n_measures, count, measure_room, room;
    struct arena arena;
};

/* replies_free() it in any case. */
int replies_read(struct replies *r, const struct run *run,
                 struct diag *d) MUST_CHECK;
void replies_free(struct replies *r);

/* Where the replies of MEMBER, or of the next that has any, begin. */
size_t replies_of(const struct replies *r, uint32_t member);

#endif
