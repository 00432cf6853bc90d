/*
 * survey.h - questionnaires with planted groups, for benches.
 *
 * Latent answers = what the group thinks + how high the member ticks (style)
 * + a factor that the items of a block share + noise, cut into five codes. Each
 * group wants some of the topics more, and attends a little more or less. One
 * group means no structure but style and blocks. Numbers are hashes of member,
 * item and seed.
 */
#ifndef BENCH_SURVEY_H
#define BENCH_SURVEY_H

#include "analyze/math/coded.h"

struct survey {
    size_t members, groups; /* groups: 1, or the shares of five */
    size_t items, blocks;   /* likert items, in blocks of equal size */
    size_t topics, reals;   /* ticks; attendance features, 0 or 2 */
    double apart;           /* how far groups lie apart, in latent units */
    double style;           /* sd of how high a member ticks */
    double block;           /* sd of a block's factor */
    double block_missing;   /* chance that a member skips a block */
    double item_missing;    /* chance that a single answer is missing */
    uint64_t seed;
};

/* The group of a member, from 0. */
uint32_t survey_group(const struct survey *s, size_t member);

/* Codes 0 .. 4 of all items of MEMBER, 5 where missing. */
void survey_items(const struct survey *s, size_t member, uint8_t *code);

/* Fills C with all members, finished. COMPLETE leaves nothing missing. */
int survey_make(const struct survey *s, bool complete, struct coded *c,
                struct diag *d) MUST_CHECK;

#endif
