/*
 * candidates.h - what a plan of classes chooses from.
 *
 * Of each member, in the order of members: the courses that the member may be
 * given and that have a session to come, at most CANDIDATES_MOST of them. What
 * is recommended for a rule that is due or overdue comes first, in the order of
 * rules, then the best by score, ties by course id, and last, where few of
 * these serve what is owed, more courses that do. A course stands there once;
 * the first of a rule is the one that is wanted for it, others are ways out.
 */
#ifndef CANDIDATES_H
#define CANDIDATES_H

#include <stddef.h>
#include <stdint.h>

struct run;

enum { CANDIDATES_MOST = 40 };

/* Small: of a million members there are forty million. */
struct candidate {
    float score;     /* of blend.h: larger is better; may be 0 or less */
    uint16_t course; /* there are at most GRAM_MAX_ITEMS */
    /* A rule (below 64) that is owed and that its next session counts for, or
       -1. */
    int8_t requirement;
    uint8_t taught; /* of this year already: given.h; 0: not */
};

/* What a member attended that limits the places he can be given. */
struct candidate_past {
    uint8_t attended; /* one more than the highest level: reach.h; 0: none */
    uint8_t calls;    /* to classes of the as-of day's year; 255: or more */
};

struct candidates {
    size_t members; /* of which starts is filled */
    size_t
        *starts; /* of member m: list[starts[m]] .. list[starts[m + 1] - 1] */
    struct candidate *list;
    struct candidate_past *past; /* by member; zeros until set */
    size_t room;
};

/* For N_MEMBERS; of each nothing yet. candidates_free() it. */
struct candidates *candidates_open(size_t n_members);
void candidates_free(struct candidates *c);

/* The next member in order has the COUNT of LIST. */
void candidates_add(struct candidates *c, const struct candidate *list,
                    size_t count);

#endif
