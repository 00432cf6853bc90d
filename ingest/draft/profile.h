/*
 * profile.h - what the cells of each column of a file are like.
 *
 * One pass over the file; memory is bounded by the number of columns.
 */
#ifndef PROFILE_H
#define PROFILE_H

#include "lib/arena.h"
#include "lib/attr.h"
#include "lib/csvfile.h"
#include "lib/diag.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PROFILE_VALUES = 60, /* different values that are remembered */
    PROFILE_BYTES = 200, /* of the longest */
    PROFILE_MARKS = 5    /* signs that may part the choices in a cell */
};

/* "┋", ";", "|", ",", and a blank. */
extern const char *const profile_marks[PROFILE_MARKS];

struct profile_value {
    const char *text;
    int64_t count;
};

/* Different texts, by their bytes once the file is read. */
struct profile_set {
    struct profile_value *values;
    size_t count, room;
    bool over; /* there are more, or longer ones */
};

/* Of one column; cells that are empty or a state count as empty. */
struct profile {
    const char *header;
    int64_t filled, empty;
    int64_t whole, decimal, dates; /* of the filled cells */
    int64_t low, high;             /* of the whole numbers */
    bool rising;                   /* each whole number above the last */
    struct profile_set values;
    struct profile_set parts[PROFILE_MARKS]; /* of cells split at the mark */
    int64_t listed[PROFILE_MARKS];           /* cells that hold it */
};

/* Begins as {0}. */
struct profiles {
    struct profile *list;
    size_t count;
    int64_t rows;
    struct arena arena;
};

/*
 * Reads CSV to its end; records that cannot be read are left out. STATES is an
 * array of texts that are no answers, or NULL. Borrows the headers of CSV. Call
 * profiles_free() in either case.
 */
int profiles_read(struct profiles *all, struct csvfile *csv,
                  const json_t *states, struct diag *d) MUST_CHECK;
void profiles_free(struct profiles *all);

/* Whether TEXT is one of SET. */
bool profile_has(const struct profile_set *set, const char *text);

#endif
