/*
 * audience.h - who was taught a topic in a year, by whom, and how long.
 *
 * A class is a year, a main topic and a provider. Its audience is a list of
 * members, ascending, with their minutes. Only topics that several providers
 * taught in the year, in lessons (lesson.h), have classes: for the others there
 * is nothing to compare.
 *
 * The provider is that of the offering where it has one, so the parts of one
 * offering are never two providers'. The year is that of the session's begin.
 *
 * Memory: 8 bytes for each member of each audience.
 */
#ifndef AUDIENCE_H
#define AUDIENCE_H

#include "analyze/duplicate/lesson.h"
#include "lib/attr.h"

#include <stddef.h>
#include <stdint.h>

struct listener {
    uint32_t member, minutes;
};

struct class
{
    int32_t year, topic, provider; /* indexes */
    struct listener *listener;     /* by member */
    size_t count, room;
};

struct audiences {
    struct class *class; /* by year, topic, provider */
    size_t count;
    int32_t *of_session; /* the class of each session, or FACT_NONE */
};

/* Makes the classes, with nobody in them, of LESSON[]s up to AS_OF. */
void audiences_make(struct audiences *a, const struct facts *f,
                    const struct lesson *lesson, int32_t as_of);
void audiences_free(struct audiences *a);

/* Adds a listener; MEMBER is above all that the class has. */
void audience_add(struct class *c, uint32_t member, uint32_t minutes);

/* What the audiences of two classes of one year and topic have in common. */
struct shared {
    uint32_t first, second; /* classes, first < second */
    uint32_t members;
    uint64_t first_minutes, second_minutes; /* of those members, from each */
};

/*
 * All pairs of classes that share a member, by first, then second; free() it.
 * Time goes with the members who are in several classes, not with the pairs of
 * classes there could be.
 */
struct shared *audiences_shared(const struct audiences *a,
                                size_t *count) MUST_CHECK;

#endif
