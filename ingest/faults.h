/*
 * faults.h - faults found on another thread, until they can be noted.
 *
 * Only one thread writes to the warehouse. The others keep what they find
 * here, and it is noted in the order of the file.
 */
#ifndef FAULTS_H
#define FAULTS_H

#include "ingest/reject.h"
#include "lib/arena.h"
#include "lib/attr.h"

#include <stddef.h>

struct faults_one;

/* Starts as {0}. */
struct faults {
    struct faults_one *list;
    size_t count, room;
    struct arena values;
};

/* As reject_add(); borrows COLUMN, copies VALUE and FAULT. */
void faults_add(struct faults *f, long line, const char *column,
                const char *value, size_t length, const struct fault *fault);

/* Forgets those added after the first COUNT. */
void faults_cut(struct faults *f, size_t count);

/* Notes them all in R, by lines, and those of a line as they were added. */
int faults_note(struct faults *f, struct reject *r, struct diag *d) MUST_CHECK;

void faults_free(struct faults *f);

#endif
