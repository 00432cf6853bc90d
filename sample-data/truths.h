/*
 * truths.h - what has been planted, for tests to compare with what is found.
 *
 * Collected while the files are written, told as one JSON document. README.md
 * defines each truth.
 */
#ifndef TRUTHS_H
#define TRUTHS_H

#include "sample-data/learner.h"

struct truth_term {
    int32_t member, event, due;
    int8_t rule; /* enum event_rule */
    bool open;   /* not met, but the term has not ended */
    bool exempt;
};

struct truth_both {
    int32_t member;
    int8_t pair;
};

struct truth_overlap {
    int32_t member, day, branches[2];
};

/* A class beyond the limit, or a session of one that stands there twice. */
struct truth_class {
    int32_t member, of;
    int8_t session;
};

struct truth_answer {
    int32_t member; /* respondents are numbered from 1 in this order */
    int32_t respondent;
    int8_t group;
    bool straight; /* the same answer to all 40 items */
};

struct truths {
    struct truth_term *terms; /* those that are not met */
    size_t n_terms, terms_room;
    struct truth_both *both; /* attended both providers of a pair */
    size_t n_both, both_room;
    struct truth_overlap *overlaps;
    size_t n_overlaps, overlaps_room;
    struct truth_class *calls, *scans;
    size_t n_calls, calls_room, n_scans, scans_room;
    struct truth_answer *answers;
    size_t n_answers, answers_room;
    int32_t scored[SCORED]; /* pairs of scores by place in catalogue_scored */
    /* Months after: of two courses, by members or colleagues, who did not
     * attend and who did. */
    int32_t asked[2][2][2];
};

/* Notes what follows from two years of a member. */
void truths_add_learner(struct truths *t, const struct learner *l,
                        int32_t member);

void truths_add_answer(struct truths *t, struct truth_answer answer);

/* Sorts the scans, writes the document to PATH; bad rows are those of FOLDER.
 */
int truths_write(struct truths *t, const struct roster *r,
                 const struct catalogue *c, const struct folder *folder,
                 const char *path, struct diag *d) MUST_CHECK;

void truths_free(struct truths *t);

/* "appointment", "probation", "first-year". */
extern const char *const truths_rules[RULES];

#endif
