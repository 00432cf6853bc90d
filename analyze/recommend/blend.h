/*
 * blend.h - the score of each course for one member, and its parts.
 *
 *   score = w * history + (1 - w) * demand + beta * prior,  w = n / (n + kappa)
 *
 * and for a newcomer (n = 0) of a group that is to be trusted by t (circle.h)
 *
 *   score = demand + beta * (t * group + (1 - t) * prior)
 *
 * with another beta where history was chosen to rank alone (settings.h).
 *
 * history: EASE over the n courses taken (math/ease.h), a course of AGE days
 * counting exp(-AGE / memory_days), or 1 if that is 0. demand: a course that
 * was ordered counts 1; else what members who asked for the same topics took
 * (ridge: math/ridge.h, mu 10), over its largest, plus half of how well the
 * course's topics match (cosine, topics weighed by rarity) times ln(1 + takers)
 * over its largest. Where fewer than 30 members asked for anything, the match
 * alone times .5 + .5 of the prior: a match by itself does worse than
 * popularity. group: the share of the member's group that took the course in
 * the past year. prior: ln(1 + recent takers), for newcomers with a longer
 * memory (recency.h).
 *
 * Each is divided by its largest absolute value over the courses that the
 * member may be given, so that it lies in -1 .. 1. A member without any of one
 * kind has zeros there. The score is the sum of the four weighed parts; a part
 * is the sum over the courses taken, or the topics asked for.
 */
#ifndef BLEND_H
#define BLEND_H

#include "analyze/math/ease.h"
#include "analyze/recommend/history.h"
#include "analyze/recommend/settings.h"

struct blend {
    struct settings settings;
    struct ease ease;
    const struct demand *demand;
    const struct run *run;    /* its circle tells of groups */
    double *prior, *newcomer; /* by course, 0..1 */
    double *takers;           /* by course: ln(1 + takers) over the largest */
    double *topic_idf;        /* by topic */
    double *course_norm;      /* by course: length of its topic vector */
    double *bridge;           /* topics rows of courses; NULL: too few asked */
    size_t n_courses;
};

/* A member's courses, ascending, and what each counts for. */
struct blend_member {
    size_t member;
    const uint32_t *course;
    const double *weight;
    size_t count;
};

/* Weighed parts by course, 0 where not open; room for n_courses in each. */
struct blend_scores {
    double *history, *demand, *group, *prior, *score;
    double *match, *wanted;           /* of demand: before they are scaled */
    double history_scale;             /* history = this times the sum of B */
    double bridge_scale, match_scale; /* demand = these times the sums */
};

/* Run's settings, or the study's where there was no backtest. */
int blend_open(struct blend *b, const struct run *r, struct diag *d) MUST_CHECK;
void blend_close(struct blend *b);

/* What a course first taken AGE days ago counts for. */
double blend_weight(const struct blend *b, int32_t age);

/*
 * Scores the courses that are OPEN (by course) to M. HISTORY has the sums of B
 * for M already (math/rowsum.h), in s->history.
 */
void blend_score(const struct blend *b, const struct facts *f,
                 const struct blend_member *m, const bool *open,
                 struct blend_scores *s);

/*
 * What courses are ranked by: the leading 24 bits of a score. Courses that the
 * same members took have one score but for the rounding of its last digits,
 * which differs by library and processor: they are to tie, and go by id.
 */
static inline double blend_rank(double score)
{
    return (double)(float)score;
}

/* One thing that speaks for a course, and its exact part of the score. */
struct blend_part {
    int32_t index; /* a course taken, or a topic; FACT_NONE: none */
    double part;   /* above 0 */
};

/* The part of the score of COURSE that comes from the I-th course M took. */
double blend_part_of(const struct blend *b, const struct blend_scores *s,
                     const struct blend_member *m, size_t i, size_t course);

/*
 * The MOST courses taken that speak most for COURSE, best first; returns how
 * many do. With B, w and the scale held as they are, the history's part without
 * one of them would be smaller by just its part.
 */
size_t blend_because(const struct blend *b, const struct blend_scores *s,
                     const struct blend_member *m, size_t course,
                     struct blend_part *best, size_t most);

/* The topic asked for that speaks most for COURSE. */
struct blend_part blend_topic(const struct blend *b, const struct facts *f,
                              const struct blend_scores *s, size_t member,
                              size_t course);

void blend_scores_open(struct blend_scores *s, size_t courses);
void blend_scores_close(struct blend_scores *s);

#endif
