/*
 * place.h - who has a place in which class to come, and what he would attend.
 */
#ifndef PLACE_H
#define PLACE_H

#include "analyze/record/stay.h"
#include "analyze/run.h"
#include "lib/attr.h"

struct place {
    uint32_t member;
    int32_t offering;
};

struct places {
    struct place *place; /* by member, then offering; each once */
    size_t count;
    uint32_t *session; /* after the as-of day, by offering, then id */
    size_t *starts;    /* by offering: its first in session[]; one more */
};

/* Enrolments and the plan of this run. Call places_free() in any case. */
int places_read(struct places *p, const struct run *r,
                struct diag *d) MUST_CHECK;
void places_free(struct places *p);

/*
 * Adds what MEMBER would attend to STAYS, which ends on or before the as-of
 * day; returns how many stays that are.
 */
size_t places_attend(const struct places *p, const struct facts *f,
                     uint32_t member, struct stays *stays);

#endif
