/*
 * tally.h - what the members of an organisation come to in a period.
 *
 * An organisation's members are those whose membership holds on one day, or
 * of whom none was ever told; each belongs to one organisation, and to those
 * above it. So a member who moved counts once, with all that was learned in
 * the period, where he or she was on that day.
 */
#ifndef TALLY_H
#define TALLY_H

#include "analyze/run.h"

#include <stdint.h>

/* Adds and merges field by field. */
struct tally {
    int64_t members;
    int64_t covered; /* attended something */
    int64_t minutes, online;
    double squares; /* of a member's minutes, summed */
    int64_t courses, electives;
    int64_t asked, answered;  /* the demand survey */
    int64_t bound, fulfilled; /* who is bound by a requirement, and met all */
};

/*
 * Those of all organisations with what is below them, by index, and in
 * [n_orgs] of everybody; free() it. PERIOD is as in period.h; DAY is the one
 * on which members are told apart. ANSWERED, by member, may be NULL: nobody
 * was asked. The states of requirements are those of the as-of day, or for
 * PERIOD_PREVIOUS of its last day.
 */
struct tally *tally_all(const struct run *r, int period, int32_t day,
                        const unsigned char *answered) MUST_CHECK;

/* How far ORG is below its root: 0 the root; -1 where parents run in a ring. */
int tally_depth(const struct facts *f, size_t org);

#endif
