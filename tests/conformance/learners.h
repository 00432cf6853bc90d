/*
 * learners.h - the MARS learners: the first course of each, and the later ones.
 *
 * Of those who took two courses or more. Topics are the software, themes and
 * jobs of a course.
 */
#ifndef CONFORMANCE_LEARNERS_H
#define CONFORMANCE_LEARNERS_H

#include "analyze/math/ridge.h"

#include <stddef.h>
#include <stdint.h>

enum { LEARNERS_TOPICS = 32 }; /* of a course, at most */

struct learner {
    size_t number; /* by id, of all who took a course */
    size_t first;
    size_t later_at, count; /* in later[], ascending */
};

struct learners {
    struct learner *learner;
    size_t members, courses, topics;
    uint32_t *later;
    struct ridge_wish (*wish)[LEARNERS_TOPICS]; /* by course, ascending */
    size_t *wishes;                             /* by course: how many */
    double *idf;                                /* by topic */
};

/* FOLDER holds mars/; learners_free() it if the return is 0, else -1. */
int learners_read(struct learners *l, const char *folder);
void learners_free(struct learners *l);

/* Cosine of the topics of two courses, weighed by rarity. */
double learners_match(const struct learners *l, size_t a, size_t b);

#endif
