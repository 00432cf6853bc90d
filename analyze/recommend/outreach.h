/*
 * outreach.h - to how many members of a segment each course is recommended, and
 * why.
 *
 * Of one branch at a time, and of all: only the courses that reach somebody are
 * listed, so that many branches of many courses cost no more than what is
 * recommended in them.
 */
#ifndef OUTREACH_H
#define OUTREACH_H

#include <stddef.h>
#include <stdint.h>

enum { OUTREACH_REASONS = 6 };

struct reached {
    uint32_t course;
    int64_t members;
    int64_t by[OUTREACH_REASONS]; /* of them, by reason */
};

struct outreach {
    size_t segments, courses;
    struct reached *cell; /* segments rows of courses */
    uint32_t *course;     /* by segment: those reached, in any order */
    size_t *count;        /* by segment: how many */
};

/* Of SEGMENTS segments; nothing is reached yet. outreach_close() it. */
void outreach_open(struct outreach *r, size_t segments, size_t courses);
void outreach_close(struct outreach *r);

/* COURSE is recommended to one more member of SEGMENT. */
void outreach_add(struct outreach *r, size_t segment, uint32_t course,
                  size_t reason);

/*
 * Writes what SEGMENT is recommended to LIST, which has room for all courses:
 * the most members first, ties by course. Returns how many there are.
 */
size_t outreach_list(const struct outreach *r, size_t segment,
                     struct reached *list);

/* Nothing is reached any more. */
void outreach_clear(struct outreach *r);

#endif
