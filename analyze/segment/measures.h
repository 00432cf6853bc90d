/*
 * measures.h - the features of respondents that are real numbers: scores of
 * scales and figures of attendance. Used by features.c, whose header says what
 * they are.
 */
#ifndef MEASURES_H
#define MEASURES_H

#include "analyze/run.h"
#include "analyze/survey/answers.h"

struct measures {
    size_t n, count; /* rows, numbers of each */
    char **name;     /* scale:ID, or hours, rate, recency; owned */
    double *value;   /* n rows of count; NaN: missing */
};

/*
 * Of N respondents, places in A. KINDS are bits of features.h. Numbers that do
 * not differ are left out. measures_free() it.
 */
void measures_make(struct measures *m, const struct run *r,
                   const struct answers *a, const size_t *respondent, size_t n,
                   unsigned kinds);
void measures_free(struct measures *m);

/* Hands the names over: free() each, and the list. */
char **measures_take_names(struct measures *m);

#endif
