/*
 * roster.h - the members: who they are, where they belong, what posts they
 * hold, and what has been planted on them.
 *
 * Whether a member is a migrant, and the township, are drawn apart from all
 * other attributes, so that a group that answers too little (README.md) does
 * not pull another one down with it.
 */
#ifndef ROSTER_H
#define ROSTER_H

#include "sample-data/world.h"

#include <stdbool.h>
#include <stdint.h>

enum group { GROWERS, TRADERS, NEIGHBOURS, CARERS, GROUPS };

enum post_kind { POST_NONE, POST_SECRETARY, POST_COMMITTEE, POST_LEADING };

enum plan {
    PLAN_NONE,
    PLAN_TRAINED, /* a new secretary, trained in time */
    PLAN_LEAP,    /* the same, appointed on 29 February */
    PLAN_LATE,    /* a new secretary who was not trained: overdue */
    PLAN_EXEMPT,  /* the same, but exempted */
    PLAN_WAITING, /* a new secretary who still has time */
};

struct post {
    int8_t kind;        /* enum post_kind */
    int32_t begin, end; /* days, the last one included; end DATE_NONE: still */
};

struct person {
    int32_t branch;               /* the first */
    int32_t moved_on, new_branch; /* moved_on DATE_NONE: never */
    int32_t left_on, back_on;     /* last day; first day again, or DATE_NONE */
    int32_t born, joined, full;   /* full DATE_NONE: on probation */
    int32_t changed_on;           /* of sector or residence, or DATE_NONE */
    struct post posts[2];
    int8_t group; /* enum group */
    int8_t place; /* in the branch, from 0; posts are at 0 .. 4 */
    int8_t plan;  /* enum plan, of posts[0] */
    int8_t sector, old_sector, education;
    bool female, rural, was_rural, migrant, retired;
    bool miss_probation, miss_first_year;
};

struct roster {
    struct world world;
    struct person *people; /* by number; people[0] is not used */
    int32_t *order;        /* all numbers, branch by branch */
};

void roster_make(struct roster *r, const struct world *w);
void roster_free(struct roster *r);

/* The branch on DAY, or -1 if not a member then. */
int32_t person_branch(const struct person *p, int32_t day);

/* Whether the post is held on DAY. */
bool person_holds(const struct person *p, enum post_kind kind, int32_t day);

/* The day on which the term after an event ends. */
int32_t person_due(int32_t event, int months);

/* Six, twelve and twelve months: the terms of the policy. */
enum { TERM_APPOINTMENT = 6, TERM_PROBATION = 12, TERM_FIRST_YEAR = 12 };

extern const char *const roster_post_words[4];
extern const char *const roster_sectors[5];
extern const char *const roster_educations[5];

#endif
