/*
 * slot.h - the cells of a learning record: one for each period, dimension and
 * value, numbered.
 *
 * Numbers are sorted by period, then by dimension (channel, form, level,
 * method, month, provider, topic), then by value in byte order, the empty
 * value ("the source does not say") first. They are settled by the facts
 * before any member is looked at, and there are gaps: only slots that some
 * member fills are stored in the table record_slot.
 *
 * The provider is that of the session, the topic the main one of its course
 * (the heaviest, ties by topic id), the month that of the day: "2025-03".
 */
#ifndef SLOT_H
#define SLOT_H

#include "analyze/base/facts.h"
#include "analyze/run.h"

#include <stdbool.h>

enum slot_dimension {
    SLOT_CHANNEL,
    SLOT_FORM,
    SLOT_LEVEL,
    SLOT_METHOD,
    SLOT_MONTH,
    SLOT_PROVIDER,
    SLOT_TOPIC,
    SLOT_DIMENSIONS
};

enum { SLOT_PERIODS = 2, SLOT_NAME = 256 };

/* Where a session is counted; all in one place of the memory. */
struct slot_card {
    uint32_t value[SLOT_DIMENSIONS]; /* but the month */
    bool online; /* not face to face; false: the source does not say */
};

struct slots {
    const struct facts *f;
    const char **word[SLOT_DIMENSIONS]; /* values, sorted; else NULL */
    struct slot_card *card;             /* by session */
    size_t values[SLOT_DIMENSIONS];     /* how many there can be */
    size_t base[SLOT_DIMENSIONS];       /* the first slot, in period 0 */
    size_t period;                      /* slots in one period */
};

/* Call slots_free() afterwards. F must live as long. */
void slots_make(struct slots *s, const struct facts *f);
void slots_free(struct slots *s);

/* How many numbers there are. */
size_t slots_count(const struct slots *s);

/* The month that DAY is in: its value in SLOT_MONTH, one more each month. */
uint32_t slots_month(int32_t day);

/* The slot of a value of DIMENSION. */
static inline size_t slots_number(const struct slots *s, size_t period,
                                  enum slot_dimension dimension, uint32_t value)
{
    return period * s->period + s->base[dimension] + value;
}

/* What a slot stands for. */
struct slot {
    size_t period;
    const char *dimension;
    char value[SLOT_NAME];
};

void slots_describe(const struct slots *s, size_t number, struct slot *slot);

#endif
