/*
 * needcell.h - what one group says of one topic: its sums and figures.
 */
#ifndef NEEDCELL_H
#define NEEDCELL_H

#include "analyze/math/need_index.h"
#include "analyze/math/need_weighted.h"
#include "analyze/survey/answers.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A topic that the questionnaire asks about: items, -1 where there is none. */
struct asked_topic {
    int32_t topic;
    long importance, ability, option, interest, willingness;
};

/* Ratings of one item: how many, and the sum of their codes. */
struct need_ratings {
    int64_t n, sum;
};

struct need_cell {
    struct need_table table;
    struct need_weighted weighted;
    int64_t wanted, asked;
    struct need_ratings interest, willingness;
    /* By needcell_finish(). */
    struct need_index index;
    struct need_estimate estimate;
    /* By needcell_rank(); 0: not ranked. */
    int place, place_low, place_high, weighted_place;
};

/*
 * The topics that A asks about, by index of the N topics; *COUNT of them;
 * free() it. Importance and ability on scales that differ, or of more than
 * NEED_MAX codes, are left out.
 */
struct asked_topic *needcell_topics(const struct answers *a, size_t n,
                                    size_t *count);

/* An empty cell on the scale of topic T. */
int needcell_open(struct need_cell *c, const struct answers *a,
                  const struct asked_topic *t, struct diag *d) MUST_CHECK;
void needcell_add(struct need_cell *c, const struct answers *a,
                  size_t respondent, const struct asked_topic *t);

/* The same without the pair of importance and ability. */
void needcell_add_rest(struct need_cell *c, const struct answers *a,
                       size_t respondent, const struct asked_topic *t);

/*
 * TIMES respondents of WEIGHT who rated it ROW and COLUMN, importance and
 * ability: from 0, the lowest code, on; the number of codes is no answer, one
 * more a code that is off the scale.
 */
void needcell_add_times(struct need_cell *c, size_t row, size_t column,
                        int64_t times, double weight);
void needcell_finish(struct need_cell *c);

/* Whether importance and ability were rated by anybody. */
bool needcell_ranked(const struct need_cell *c);

/* Sets the places of a group's ROW of cells. */
void needcell_rank(struct need_cell *row, size_t topics);

#endif
