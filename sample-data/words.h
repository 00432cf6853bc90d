/*
 * words.h - the names of the invented county. Nothing here is a real place.
 */
#ifndef WORDS_H
#define WORDS_H

#include <stddef.h>

enum {
    TOWNSHIPS = 17,
    PROVIDERS = 14,
    AREAS = 4,
    TOPICS = 26,
    VILLAGE_WORDS = 48,
    SURNAMES = 64,
    GIVEN_NAMES = 96
};

/* Who gives the face-to-face training on a topic. */
enum owner {
    OWNER_BRANCH = -2,
    OWNER_TOWNSHIP = -1,
    /* otherwise a place in words_providers */
    PROVIDER_CENTRE = 0,
    PROVIDER_AGRICULTURE,
    PROVIDER_COMMERCE,
    PROVIDER_CULTURE,
    PROVIDER_SCHOOL,
    PROVIDER_JUSTICE,
    PROVIDER_HEALTH,
    PROVIDER_CORPS,
    PROVIDER_MACHINERY,
    PROVIDER_LEGAL,
    PROVIDER_ELDERS,
    PROVIDER_MUNICIPAL,
    PROVIDER_PROVINCE,
    PROVIDER_NATION
};

struct words_provider {
    const char *name, *kind, *level;
};

struct words_topic {
    const char *name, *name_zh;
    int area; /* from 0 */
    int owner;
};

struct words_area {
    const char *name, *name_zh;
};

extern const char *const words_townships[TOWNSHIPS];
extern const char *const words_villages[VILLAGE_WORDS];
extern const char *const words_surnames[SURNAMES];
extern const char *const words_given[GIVEN_NAMES];
extern const struct words_provider words_providers[PROVIDERS];
extern const struct words_area words_areas[AREAS];
extern const struct words_topic words_topics[TOPICS];

#endif
