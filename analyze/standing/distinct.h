/*
 * distinct.h - how many different things there are in each cell.
 *
 * Pairs of a cell and a thing are gathered, sorted and counted; a thing is any
 * number. Memory: 16 bytes a pair.
 */
#ifndef DISTINCT_H
#define DISTINCT_H

#include <stddef.h>
#include <stdint.h>

struct distinct_pair {
    size_t cell;
    int64_t thing;
};

/* Starts as {0}. */
struct distinct {
    struct distinct_pair *pair;
    size_t count, room;
};

void distinct_add(struct distinct *s, size_t cell, int64_t thing);

/* Adds to AMOUNT, by cell, how many different things were added; empties S. */
void distinct_count(struct distinct *s, int64_t *amount);
void distinct_free(struct distinct *s);

#endif
