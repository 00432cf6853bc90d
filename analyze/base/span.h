/*
 * span.h - sets of days: when a post was held, a status had, a rule in force.
 *
 * A set is a list of stretches of days, both ends included. FACT_BEGINNING and
 * FACT_OPEN (analyze/base/facts.h) are the ends of what has no beginning or no
 * end. Sets are small: a few stretches of one member.
 */
#ifndef SPAN_H
#define SPAN_H

#include <stddef.h>
#include <stdint.h>

struct span {
    int32_t from, to; /* days, both included */
};

/* Starts as {0}. */
struct spans {
    struct span *span; /* after spans_tidy(): sorted, apart by a day or more */
    size_t count, room;
};

void spans_free(struct spans *s);
void spans_clear(struct spans *s);

/* Adds FROM..TO; nothing if it ends before it begins. Then spans_tidy(). */
void spans_add(struct spans *s, int32_t from, int32_t to);

/* Sorts, and joins stretches that overlap or touch. */
void spans_tidy(struct spans *s);

/* Takes out the days before FROM. */
void spans_cut(struct spans *s, int32_t from);

/* The days in both, and those in A but not in B. OUT is neither of them. */
void spans_intersect(struct spans *out, const struct spans *a,
                     const struct spans *b);
void spans_subtract(struct spans *out, const struct spans *a,
                    const struct spans *b);

/* How many days of FROM..TO are in the set. */
int64_t spans_days(const struct spans *s, int32_t from, int32_t to);

/* The first day of FROM..TO in the set, or DATE_NONE (lib/date.h). */
int32_t spans_first(const struct spans *s, int32_t from, int32_t to);

/* The stretch that DAY is in, or NULL. */
const struct span *spans_at(const struct spans *s, int32_t day);

#endif
