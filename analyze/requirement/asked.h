/*
 * asked.h - how much a rule asks of one member: its own amount, or a larger
 * quota of who holds a post, has a status or an attribute.
 */
#ifndef ASKED_H
#define ASKED_H

#include "analyze/base/span.h"
#include "analyze/requirement/rule.h"
#include "analyze/requirement/who.h"

/* Starts as {0}; used again for member after member. asked_free() it. */
struct asked {
    struct who who;
    struct spans rest, part; /* scratch */
};

void asked_free(struct asked *a);

/* On DAY: the largest of AMOUNT and the quotas that hold. */
int64_t asked_on(struct asked *a, const struct rule *rule, int64_t amount,
                 const struct facts *f, size_t member, int32_t as_of,
                 int32_t day);

/*
 * In proportion to DAYS of WINDOW: the sum over these days of the largest
 * amount of each, divided by all days of the window, rounded up.
 */
int64_t asked_over(struct asked *a, const struct rule *rule, int64_t amount,
                   const struct facts *f, size_t member, int32_t as_of,
                   const struct spans *days, struct window window);

#endif
