/*
 * clash.h - members who were in two sessions of different offerings at a time.
 */
#ifndef CLASH_H
#define CLASH_H

#include "analyze/base/facts.h"
#include "analyze/record/stay.h"

struct clash {
    uint32_t member, first, second; /* sessions; the first began first */
    int32_t day;                    /* of the second */
    int64_t minutes;                /* of the clock, in both */
};

/* Starts as {0}; free(clash). */
struct clashes {
    struct clash *clash; /* as added: by member, then by time */
    size_t count, room;
};

void clashes_add(struct clashes *list, const struct clash *clash);

/* Starts as {0}; used again for member after member; free(stay). */
struct clash_order {
    const struct stay **stay;
    size_t room;
};

/*
 * Adds the clashes of MEMBER, who attended STAYS. A session is told once, with
 * the first begun of those of other offerings that it runs into; so there are
 * no more findings than stays. ORDER is scratch.
 */
void clashes_find(struct clashes *list, const struct facts *f, uint32_t member,
                  const struct stays *stays, struct clash_order *order);

#endif
