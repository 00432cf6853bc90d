/*
 * write_followup.h - the questionnaires given months after two courses:
 * followup_c001.csv, followup_c025.csv and their codebooks.
 *
 * Members who attended, and some who did not, are asked how they use what the
 * course teaches; for some of each a colleague is asked too (rater_id). Both
 * courses raise the scores of the test; only the first is used at work. What
 * is answered hangs on nothing but the course and having attended it.
 */
#ifndef WRITE_FOLLOWUP_H
#define WRITE_FOLLOWUP_H

#include "sample-data/truths.h"

enum { FOLLOWUPS = 2, APPLIED = 1 }; /* courses; the first of them are used */

struct followups {
    struct sheet sheet[FOLLOWUPS];
    int course[FOLLOWUPS];
    int32_t answers[FOLLOWUPS]; /* rows so far */
};

void followups_open(struct followups *f, const struct catalogue *c,
                    struct folder *folder);

/* What MEMBER, L, answers, and a colleague; it is counted in T. */
void followups_write(struct followups *f, const struct learner *l,
                     int32_t member, struct truths *t);

/* Closes the files and writes the codebooks. */
void followups_close(struct followups *f, struct folder *folder);

#endif
