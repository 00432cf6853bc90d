/*
 * chance.h - random numbers that are counted, not remembered.
 *
 * A stream is named by the seed, what it is for and whom it is for, so the
 * numbers of one member do not depend on how many members there are or in
 * which order they are asked. The generator is SplitMix64 (Steele, Lea, Flood,
 * "Fast splittable pseudorandom number generators", OOPSLA 2014): the n-th
 * number is a mix of key + n * golden ratio. All arithmetic is on integers, so
 * every machine draws the same - if no expression draws twice from one stream,
 * as C leaves the order of operands and arguments to the compiler.
 */
#ifndef CHANCE_H
#define CHANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum chance_use {
    CHANCE_ROSTER = 1, /* the shuffles */
    CHANCE_PERSON,
    CHANCE_BRANCH,
    CHANCE_CLASS,
    CHANCE_LEARNER,
    CHANCE_RESPONSE,
    CHANCE_ANSWER,
    CHANCE_CHOICE,
    CHANCE_INTERVIEW,
    CHANCE_OFFICE,
    CHANCE_NAME,
    CHANCE_CALL,
    CHANCE_FOLLOWUP
};

struct chance {
    uint64_t state;
};

/* The stream for USE and WHOM, at its beginning. */
struct chance chance_of(uint64_t seed, enum chance_use use, uint64_t whom);

/* The next 64 bits. */
uint64_t chance_bits(struct chance *c);

/* 0 .. n - 1; n is at least 1. The bias is below n / 2^32. */
int32_t chance_below(struct chance *c, int32_t n);

/* LOW .. HIGH, both included. */
int32_t chance_between(struct chance *c, int32_t low, int32_t high);

/* True PARTS times in 10,000. */
bool chance_hit(struct chance *c, int32_t parts);

/* A place in WEIGHTS, by weight; the sum is at least 1. */
int32_t chance_pick(struct chance *c, const uint8_t *weights, size_t n);

/* Puts the N numbers of LIST in a random order. */
void chance_shuffle(struct chance *c, int32_t *list, int32_t n);

#endif
