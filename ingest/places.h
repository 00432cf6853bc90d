/*
 * places.h - members, sessions and courses in the order of their ids.
 *
 * Attendance is sorted by these places and never by keys, so it comes out the
 * same whatever keys an earlier load has given.
 */
#ifndef PLACES_H
#define PLACES_H

#include "ingest/load.h"
#include "lib/arena.h"

struct places_member {
    int64_t key;
    int32_t joined; /* day; INT32_MIN: not known */
    int32_t left;   /* last day of the last membership; INT32_MAX: a member
                       still, or never said to be one */
};

struct places_session {
    int64_t key;
    int32_t begin_on, end_on; /* days; EVENT_NONE for self-paced */
    int32_t minutes;          /* or EVENT_NONE */
    int32_t from, to; /* minutes of the day, of a session that begins and ends
                         on one; else EVENT_NONE */
};

struct places_course {
    int64_t key;
    const char *id;  /* owned by the places */
    int64_t session; /* made for self-paced learning; 0: not yet */
};

/* Starts as {0}. */
struct places {
    const struct loading *loading;
    int32_t *of[ENTITY_COUNT]; /* the place of each entry of a ledger, or -1 */
    struct places_member *members; /* by place */
    size_t n_members;
    struct places_session *sessions; /* by place */
    struct places_course *courses;   /* by place */
    size_t n_courses;
    struct arena ids;
};

/* Reads the warehouse, which holds all that attendance may name. */
int places_read(struct places *p, struct loading *l, struct diag *d) MUST_CHECK;
void places_free(struct places *p);

/*
 * The search for ID in steps, as idmap.h has them: its hash; its entry, -1 if
 * there is no such thing; the place of the entry, -1 for -1. All but the last
 * ask for the memory that the next one needs.
 */
uint64_t places_hash(const struct places *p, enum entity entity, const char *id,
                     size_t length);
void places_approach(const struct places *p, enum entity entity, uint64_t hash);
int32_t places_entry(const struct places *p, enum entity entity, uint64_t hash,
                     const char *id, size_t length);
int32_t places_of(const struct places *p, enum entity entity, int32_t entry);

/* The place of ID, -1 if there is no such thing. */
int32_t places_find(const struct places *p, enum entity entity, const char *id,
                    size_t length);

#endif
