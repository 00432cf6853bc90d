/*
 * blend.h - the score of each course for one member, and its parts.
 *
 *   score = w * history + (1 - w) * demand + beta * prior,  w = n / (n + kappa)
 *
 * history: EASE over the n courses taken (math/ease.h). demand: a course that
 * was ordered counts 1; else how well its topics match the declared demand
 * (cosine, topics weighed by rarity), times .5 + .5 of how much it is taken
 * lately: a match alone does worse than popularity. prior: ln(1 + recent
 * takers). Each is divided by its largest absolute value over the courses that
 * the member may be given, so that it lies in -1 .. 1. A member without any of
 * one kind has zeros there. The score is the sum of the three weighed parts.
 */
#ifndef BLEND_H
#define BLEND_H

#include "analyze/recommend/demand.h"
#include "analyze/recommend/history.h"
#include "analyze/math/ease.h"

struct blend {
    struct ease ease;
    struct demand demand;
    double *prior;       /* by course, 0..1 */
    double *topic_idf;   /* by topic */
    double *course_norm; /* by course: length of its topic vector */
    double kappa, beta;
    size_t n_courses;
};

/* Weighed parts by course, 0 where not open; room for n_courses in each. */
struct blend_scores {
    double *history, *demand, *prior, *score;
};

int blend_open(struct blend *b, const struct run *r, struct diag *d) MUST_CHECK;
void blend_close(struct blend *b);

/*
 * Scores the courses that are OPEN (by course) to MEMBER, who took COUNT
 * courses, ascending.
 */
void blend_score(const struct blend *b, const struct run *r, size_t member,
                 const uint32_t *taken, size_t count, const bool *open,
                 struct blend_scores *s);

/*
 * The course taken that speaks most for COURSE; FACT_NONE if none speaks for
 * it.
 */
int32_t blend_because(const struct blend *b, const uint32_t *taken,
                      size_t count, size_t course);

/* The topic of COURSE that MEMBER asked for most; FACT_NONE if none. */
int32_t blend_topic(const struct blend *b, const struct run *r, size_t member,
                    size_t course);

void blend_scores_open(struct blend_scores *s, size_t courses);
void blend_scores_close(struct blend_scores *s);

#endif
