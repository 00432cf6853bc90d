/*
 * world.h - the county: its years, its organisations, its ids.
 *
 * Everything grows with the number of members: 1,500 members have 120
 * branches, and so on in proportion. The county committee, the 17 township
 * committees and the 14 outside providers stay.
 */
#ifndef WORLD_H
#define WORLD_H

#include "lib/date.h"
#include "sample-data/chance.h"
#include "sample-data/sheet.h"
#include "sample-data/words.h"

#include <stdint.h>

enum {
    WORLD_MEMBERS = 1500, /* the size of the committed county */
    WORLD_LEAST = 500,
    WORLD_MOST = 5000000,
    WORLD_BRANCHES = 120,
    WORLD_YEAR = 2024, /* the first of the two */
    WORLD_YEARS = 2,
    WORLD_PLANNED = 2,  /* place of the year that is only planned */
    UNDER_TOWNSHIP = 10 /* place of the township that answers too little */
};

/* An organisation: one of these, plus a place. */
enum {
    ORG_NONE = -1,
    ORG_COUNTY = 0,
    ORG_TOWNSHIP = 1,
    ORG_PROVIDER = 100,
    ORG_BRANCH = 1000
};

enum { ID_TEXT = 80, DIGITS_TEXT = 34 };

struct world {
    uint64_t seed;
    int32_t members;                     /* numbered from 1 */
    int32_t branches;                    /* numbered from 0 */
    int32_t first_branch[TOWNSHIPS + 1]; /* of a township; then the end */
    int32_t begin, as_of;                /* days: of the two years */
};

void world_make(struct world *w, uint64_t seed, int32_t members);

/* BASE of the committed county, at this size; at least 1. */
int32_t world_scaled(const struct world *w, int32_t base);

/* The township that a branch belongs to, from 0. */
int32_t world_township(const struct world *w, int32_t branch);

/* The number of members that a branch is given. */
int32_t world_branch_size(const struct world *w, int32_t branch);

/* The two write an id into TO[ID_TEXT] and return it. */
char *world_org_id(const struct world *w, int32_t org, char *to);
char *world_member_id(int32_t member, char *to);

/* A stream of this world. */
struct chance world_chance(const struct world *w, enum chance_use use,
                           uint64_t whom);

/* Writes organizations.csv and topics.csv. */
void world_write(const struct world *w, struct folder *folder);

#endif
