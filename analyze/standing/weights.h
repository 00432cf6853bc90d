/*
 * weights.h - what the composite of an organisation's standing is made of: the
 * key "standing" of the policy.
 *
 *     "standing": {
 *         "indicators": {"coverage": 3, "hours": 2, "requirements-met": 5},
 *         "sources": {"measured": 60, "self": 10, "participants": 15,
 *                     "supervisors": 15}
 *     }
 */
#ifndef WEIGHTS_H
#define WEIGHTS_H

#include "analyze/run.h"
#include "analyze/standing/indicator.h"
#include "lib/attr.h"
#include "lib/diag.h"

#include <stdbool.h>

enum weight_source {
    WEIGHT_MEASURED,
    WEIGHT_SELF,
    WEIGHT_PARTICIPANTS,
    WEIGHT_SUPERVISORS,
    WEIGHT_SOURCES
};

struct weights {
    bool given;                    /* the policy asks for a composite */
    double indicator[INDICATORS];  /* 0: not in it */
    double source[WEIGHT_SOURCES]; /* measured alone, if not said */
};

/* Fails if the policy names an unknown indicator, source or a weight < 0. */
int weights_read(struct weights *w, const struct study *study,
                 struct diag *d) MUST_CHECK;

/*
 * 0 .. 100 from the marks of each indicator by source, in 0 .. 1, NaN where
 * there is none: the mean by source of each indicator that has any, then over
 * the indicators, weighted over what is there. NaN if nothing is.
 */
double weights_composite(const struct weights *w,
                         double mark[INDICATORS][WEIGHT_SOURCES]);

#endif
