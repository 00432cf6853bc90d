/*
 * strata.h - respondents who count alike: in the same groups, of one weight.
 *
 * What each says of a topic is counted once for each stratum; groups are sums
 * of strata. There are few of them beside respondents, as weights come from
 * cells of groups (weights.h); where there are many, there is nothing to gain.
 */
#ifndef STRATA_H
#define STRATA_H

#include "analyze/survey/dealing.h"
#include "analyze/survey/needcell.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct strata {
    size_t n;
    uint32_t *of;   /* of each respondent */
    double *weight; /* of each stratum */
    /* Of group g: list[at[g] .. at[g + 1]). */
    uint32_t *list;
    size_t *at;
    uint32_t **pairs; /* of ratings, counted by topic and stratum; or NULL */
    size_t n_topics;
};

/*
 * Finds the strata of the respondents of A and counts what they rate of the
 * N_TOPICS of TOPIC. Call strata_free() afterwards.
 */
void strata_make(struct strata *s, const struct run *r,
                 const struct dealing *dealing, const struct answers *a,
                 const struct asked_topic *topic, size_t n_topics);
void strata_free(struct strata *s);

/* Adds what GROUP says of the topic T to C, which is open; false, and nothing
   is added, if respondents must be counted one by one. */
bool strata_add(const struct strata *s, size_t group, size_t t,
                struct need_cell *c);

#endif
