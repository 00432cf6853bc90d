/*
 * recency.h - how often each course was taken, by how long ago.
 *
 * Whole counts by course and age in days, so that any decay can be laid over
 * them afterwards and parts merge in any order. Ages from 1024 days on are kept
 * to 32 days: they count as the first of them.
 *
 *   fading  exp(-age / days); 0 days: only age 0 counts
 *   long    1 / (1 + age / days): a power law forgets the old more slowly, as
 *           needs do (Anderson and Schooler, Psychological Science 2, 1991)
 */
#ifndef RECENCY_H
#define RECENCY_H

#include <stddef.h>
#include <stdint.h>

enum recency_shape { RECENCY_FADING, RECENCY_LONG };

struct recency {
    size_t items;
    uint32_t *count; /* items rows of RECENCY_AGES */
};

enum { RECENCY_EXACT = 1024, RECENCY_STEP = 32, RECENCY_AGES = 1536 };

void recency_open(struct recency *r, size_t items);
void recency_close(struct recency *r);

/* One taking of ITEM, AGE days ago (0 or more). */
void recency_add(struct recency *r, size_t item, int32_t age);

/* The weight of a taking of AGE days. */
double recency_weight(enum recency_shape shape, double days, int32_t age);

/* The place of an age, below RECENCY_AGES; and the weight of each place. */
size_t recency_place(int32_t age);
void recency_weights(enum recency_shape shape, double days,
                     double weight[RECENCY_AGES]);

/* By item: the weighed number of takings, into OUT. */
void recency_decay(const struct recency *r, enum recency_shape shape,
                   double days, double *out);

#endif
