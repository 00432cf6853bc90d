/*
 * sittings.h - the sessions that somebody held or taught, as stays (stay.h).
 *
 * Who that is, is a number: an organisation's or a member's index, an
 * instructor's place.
 */
#ifndef SITTINGS_H
#define SITTINGS_H

#include "analyze/record/stay.h"

#include <stddef.h>
#include <stdint.h>

struct sitting {
    uint32_t by, session;
};

/* Starts as {0}. sittings_free() it. */
struct sittings {
    struct sitting *item;
    size_t count, room;
};

void sittings_free(struct sittings *s);

/* Adds one; a session twice of one counts once. Then sittings_sort(). */
void sittings_add(struct sittings *s, uint32_t by, uint32_t session);
void sittings_sort(struct sittings *s);

/*
 * Fills TO with those of BY up to the as-of day, by day, begin and session.
 * Their minutes are the session's; sessions without a day are left out.
 */
void sittings_stays(const struct sittings *s, const struct facts *f,
                    uint32_t by, int32_t as_of, struct stays *to);

#endif
