/*
 * ratings.h - words that people answer with, from little to much.
 *
 * A const table of the usual scales of questionnaires, English and Chinese.
 */
#ifndef RATINGS_H
#define RATINGS_H

#include "ingest/draft/profile.h"

enum { RATINGS_STEPS = 7 };

struct rating {
    const char *words[RATINGS_STEPS]; /* lower case; up to a NULL */
};

/*
 * The scale that has all values of SET, at least two of them, the first with
 * fewest steps; NULL if there is none. Letters count as lower case.
 */
const struct rating *ratings_find(const struct profile_set *set);

/* The place of TEXT in R, from 1; 0 if it is not there. */
int64_t ratings_code(const struct rating *r, const char *text);

size_t ratings_steps(const struct rating *r);

#endif
