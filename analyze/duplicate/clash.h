/*
 * clash.h - members who were in two sessions of different offerings at a time.
 */
#ifndef CLASH_H
#define CLASH_H

#include "analyze/duplicate/finding.h"
#include "analyze/record/stay.h"

/* Starts as {0}; used again for member after member; free(stay). */
struct clash_order {
    const struct stay **stay;
    size_t room;
};

/*
 * Adds the clashes of MEMBER, who attended STAYS; minutes are of the clock, in
 * both, and the year is that of the second. A session is told once, with
 * the first begun of those of other offerings that it runs into; so there are
 * no more findings than stays. ORDER is scratch.
 */
void clashes_find(struct findings *list, const struct facts *f, uint32_t member,
                  const struct stays *stays, struct clash_order *order);

#endif
