/*
 * check.h - one conformance case: what was expected, and whether it came.
 *
 * A case is a row of INDEX.tsv or a fingerprint of our own list. Checks note
 * the first difference; check_end() prints one line: "ok - ID", "not ok - ID:
 * what, got, expected", or "skip - ID: reason".
 */
#ifndef CONFORMANCE_CHECK_H
#define CONFORMANCE_CHECK_H

#include "lib/diag.h"

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

struct tally {
    int passed, failed, skipped;
};

struct check {
    const char *id;
    const char *folder;     /* of the reference files */
    const json_t *expected; /* an object, borrowed; NULL for fingerprints */
    double tolerance;       /* relative */
    const char *part;       /* what of the case is compared; NULL: all, */
    const char *used[24];   /* and that is checked: the keys looked up */
    size_t used_count;
    char fault[512]; /* the first difference, or "" */
};

/* |GOT - WANT| <= TOLERANCE * |WANT|, or both NaN; where WANT is 0, of 1. */
void check_near(struct check *c, const char *what, double got, double want,
                double tolerance);

/* The same with an absolute bound. */
void check_within(struct check *c, const char *what, double got, double want,
                  double bound);
void check_at_most(struct check *c, const char *what, double got, double bound);
void check_count(struct check *c, const char *what, int64_t got, int64_t want);

/* GOT against the number KEY of the expected object, to its tolerance. */
void check_key(struct check *c, const char *key, double got);

/* GOT[i * STRIDE] against the array KEY, which must have COUNT numbers. */
void check_list(struct check *c, const char *key, const double *got,
                size_t count, size_t stride);

/* An operation that should have worked did not. Returns -1. */
int check_broken(struct check *c, const struct diag *d);

/* The number KEY of the expected object; a missing one is a fault, and 0. */
double expected_number(struct check *c, const char *key);

/* The array KEY; a missing one is a fault, and NULL, an array of size 0. */
const json_t *expected_list(struct check *c, const char *key);

/* Prints the line and counts it. A case of no named part has to be whole. */
void check_end(struct check *c, struct tally *t);
void check_skip(const char *id, const char *reason, struct tally *t);

#endif
