/*
 * learner.h - two years of one member: what was attended, and which of the
 * planted truths follow from it.
 *
 * A learner is made from the seed and the member alone, so that any number of
 * members can be written one after the other. Two rules are kept for everyone:
 * nobody is in two sessions at a time, and nobody has a topic from two
 * offerings of a year; the planted exceptions are told in the struct.
 */
#ifndef LEARNER_H
#define LEARNER_H

#include "sample-data/demand.h"
#include "sample-data/schedule.h"

enum visit_kind { VISIT_BRANCH, VISIT_LECTURE, VISIT_CLASS, VISIT_ONLINE };

enum presence { PRESENT, LATE, EXCUSED, ABSENT };

enum event_rule { RULE_APPOINTMENT, RULE_PROBATION, RULE_FIRST_YEAR, RULES };

/* Classes that a leading member is called to in a year: max_calls. */
enum { CALLS = 4 };

enum { VISITS = 128, LEARNER_DAYS = 731 };

struct visit {
    int32_t day;
    int32_t second; /* of the day; only where kind is VISIT_ONLINE */
    int32_t of;     /* the branch, township, class or course */
    int16_t course; /* that it belongs to */
    int8_t kind;    /* enum visit_kind */
    int8_t session; /* of the class */
    int8_t slot;
    int8_t presence;
    int16_t minutes;   /* -1: as the session */
    int16_t pre, post; /* -1: none */
    int8_t rating;     /* 0: none */
    int8_t progress;   /* -1: none */
};

/* How an obligation of a member stands on the as-of day. */
struct obligation {
    int32_t event, due; /* event DATE_NONE: there is none */
    bool met, exempt;
};

struct learner {
    struct visit visits[VISITS];
    int n_visits;
    struct obligation obligations[RULES];
    bool attended[PAIRS][2]; /* the classes of a planted pair */
    int overlap[2];          /* two visits at one time; -1: none */
    int32_t over[2 * CALLS]; /* classes beyond CALLS, as a leading member */
    int n_over;

    /* used while it is made */
    const struct roster *roster;
    const struct catalogue *catalogue;
    const struct person *person;
    struct chance dice;
    int zeal;         /* 0 high .. 2 low */
    int32_t ban_from; /* no centralized training from here on */
    bool leads;       /* a leading member, at some time */
    int calls[WORLD_YEARS], most_calls; /* classes, and the limit if it leads */
    uint8_t busy[LEARNER_DAYS];
    int32_t taken[WORLD_YEARS][TOPICS]; /* the offering, or 0 */
};

void learner_make(struct learner *l, const struct roster *r,
                  const struct catalogue *c, int32_t member);

/* The id of the session of a visit that has one, into TO[ID_TEXT]. */
char *visit_session_id(const struct learner *l, const struct visit *v,
                       char *to);

bool visit_attended(const struct visit *v);

/* Whether the scanner at the door took it down too. */
bool visit_scanned(const struct learner *l, const struct visit *v);

#endif
