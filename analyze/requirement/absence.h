/*
 * absence.h - how much of each class a member missed.
 *
 * A class is an offering. Of its sessions up to the as-of day those count that
 * have a row for the member; a session without a known length counts as one
 * minute. Missed are those with no row that says that the member was there. So
 * being there once more never makes the share missed larger.
 */
#ifndef ABSENCE_H
#define ABSENCE_H

#include "analyze/base/events.h"
#include "analyze/base/facts.h"
#include "analyze/requirement/rule.h"

/* Starts as {0}; used again for member after member. absence_free() it. */
struct absence {
    int64_t *listed, *missed; /* by offering, minutes */
    uint32_t *round_of;       /* by offering: the round that filled it */
    uint32_t *present, *met;  /* by session: the round that met it */
    uint32_t round;
};

void absence_free(struct absence *a);

/* Reads the COUNT events of one member. */
void absence_read(struct absence *a, const struct facts *f,
                  const struct event *event, size_t count, int32_t as_of);

/* Whether more than MOST of the class was missed. */
bool absence_voids(const struct absence *a, size_t offering,
                   struct rule_share most);

#endif
