/*
 * profile.h - what a typical member of each class answers: the means of the
 * model, nobody's own answers.
 */
#ifndef PROFILE_H
#define PROFILE_H

#include "analyze/math/mixture.h"
#include "analyze/segment/features.h"

struct profile {
    size_t k, count;   /* classes, features */
    const char **kind; /* item, option, choice (a state each), measure */
    char **feature;    /* item_id, item_id=code, or the measure; owned */
    double *mean;      /* k rows of count: points, or a share */
    double *all, *sd;  /* of everybody compared; sd above 0 */
};

/* Never fails. profile_free() it. */
void profile_make(struct profile *p, const struct mixture *m,
                  const struct features *f);
void profile_free(struct profile *p);

#endif
