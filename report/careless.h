/*
 * careless.h - who answered a survey, and how many of them carelessly, as far
 * as that may be told.
 *
 * Of fewer respondents than the threshold nothing is told, not even their
 * number. The flagged are told if they are none or at least as many as a cell
 * has; the signs only if each is: one small count beside the others and their
 * sum could be worked out.
 *
 * The careless are those of the flagged who did not read (the signs that
 * analyze/survey/screen.h names). Their number may be worked out where the
 * others are told beside all; and that of the flagged who did read, where it
 * is told beside the flagged.
 */
#ifndef CARELESS_H
#define CARELESS_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

struct context;

#define CARELESS_SIGNS 5

struct careless {
    int64_t respondents, flagged, careless;
    int64_t signs[CARELESS_SIGNS]; /* by bit of respondent_quality.flags */
    int64_t judged; /* the same bits: signs that could be seen at all */
    int64_t later;  /* answers of a day after as_of, which do not count */
    bool few;       /* respondents, but below the threshold */
    bool apart;     /* respondents less careless may stand beside respondents */
};

/* Reads those of the survey that has the warehouse's KEY. */
int careless_read(struct careless *who, const struct context *c, int64_t key,
                  struct diag *d) MUST_CHECK;

/*
 * Sets "screening" and "later" in SURVEY. A sign that the questionnaire cannot
 * show (fewer likert items than a straight line needs, no times, no attention
 * items) is "not_judged": null, not 0.
 */
void careless_set(json_t *survey, const struct careless *who,
                  const struct context *c);

#endif
