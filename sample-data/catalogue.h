/*
 * catalogue.h - the hundred courses, and the classes that are held of them.
 *
 * Each topic has up to four courses: its basics, its advanced course, a
 * self-paced online course and practice at a demonstration site. A class is
 * an offering above the township: who holds it, when, how. Its number in the
 * list is also its place in the ids.
 *
 * A topic has one provider a year, but for the planted classes that a second
 * provider holds for the same audience.
 */
#ifndef CATALOGUE_H
#define CATALOGUE_H

#include "sample-data/world.h"

#include <stdbool.h>
#include <stdint.h>

enum variant { BASICS, ADVANCED, ONLINE, PRACTICE, VARIANTS };

enum {
    COURSES = 100,
    SCORED = 12, /* courses with a test before and after */
    PAIRS = 4,   /* planted: topics that two providers teach */
    DEMONSTRATION_SITES = 27,
    BASES = 5,
    REMOTE_SITES = 28,
    CLASSROOMS = 20,
    INSTRUCTORS = 124,
    ALL_DAY_MINUTES = 360,
    HALF_DAY_MINUTES = 180,
    LECTURE_MINUTES = 240
};

struct course {
    int8_t topic, second; /* from 0; second -1: none */
    int8_t variant;
    int8_t requires; /* the course number from 0, or -1 */
    int8_t sessions; /* of one class */
    int16_t minutes; /* of one session */
    bool elective;
    const char *audience; /* "" for everyone */
    const char *form, *channel, *method, *level;
};

/* The slots of a day. An all-day session takes the first two. */
enum slot { MORNING = 1, AFTERNOON = 2, ALL_DAY = 3, EVENING = 4 };

struct klass {
    int8_t course, provider; /* the provider's place in words_providers */
    int8_t year;             /* 0, 1 or WORLD_PLANNED */
    int8_t slot;
    int16_t venue; /* from 1 in venues.csv; 0: none */
    int16_t seats;
    int32_t first_day;
};

/* Classes of one course and year are beside each other. */
struct class_range {
    int32_t first, count;
};

struct planted_pair {
    int8_t topic, year, first, second; /* the second: a provider */
};

struct catalogue {
    struct course courses[COURSES];
    int8_t course_of[TOPICS][VARIANTS]; /* -1: none */
    struct klass *classes;
    int32_t n_classes;
    size_t room;
    struct class_range ranges[COURSES][WORLD_YEARS + 1];
    struct class_range planted[PAIRS][2]; /* a class for each cell */
    int32_t cells;                        /* audiences of each pair */
};

extern const struct planted_pair catalogue_pairs[PAIRS];
extern const int8_t catalogue_scored[SCORED]; /* topics; their basics */
enum { WORKING = 2 };                         /* the first of them work */

void catalogue_make(struct catalogue *c, const struct world *w);
void catalogue_free(struct catalogue *c);

/* The place in catalogue_scored, or -1 if COURSE has no tests. */
int catalogue_score_place(const struct catalogue *c, int32_t course);

/* Whether BRANCH is in the audience of PAIR: the cell, or -1. */
int32_t catalogue_cell(const struct catalogue *c, const struct world *w,
                       int pair, int32_t branch);

/* Whether a class counts as centralized training. */
bool class_is_centralized(const struct catalogue *c, int32_t class_number);

int32_t class_day(const struct klass *k, int32_t session);

/* "O2025-C001" and "S20250315-C001", into TO[ID_TEXT]. */
char *class_offering_id(const struct catalogue *c, int32_t n, char *to);
char *class_session_id(const struct catalogue *c, int32_t n, int32_t session,
                       char *to);
char *course_id(int32_t course, char *to);

/* "20250315" into TO[DIGITS_TEXT]. */
char *day_digits(int32_t day, char *to);

#endif
