/*
 * itemtable.h - how often each answer to an item was given, by cell.
 *
 * Cells are those of weights.h. One pass over the answers counts all of them;
 * every figure of an item, weighted or not, of all or without the careless,
 * comes from these whole numbers.
 */
#ifndef ITEMTABLE_H
#define ITEMTABLE_H

#include "analyze/math/counts.h"
#include "analyze/math/moments.h"
#include "analyze/survey/answers.h"
#include "analyze/survey/weights.h"

struct itemtable {
    int codes;     /* that occur, or may; 0 of a wide item: nothing by code */
    int16_t *code; /* of each */
    size_t cells;
    int64_t *n; /* cells x codes */
    int64_t answered, missing, not_shown, no_substance;
};

/* One for each item of A into T, in their order; itemtable_free() each. */
void itemtable_make_all(struct itemtable *t, const struct answers *a,
                        const struct weights *w);
void itemtable_free(struct itemtable *t);

/* Of all, or of those who are not CARELESS (by cell; NULL: all). */
struct moments itemtable_moments(const struct itemtable *t,
                                 const uint8_t *careless);

/* The answers whose codes are on the scale of COUNTS. */
void itemtable_counts(const struct itemtable *t, struct counts *counts);

/*
 * The weighted mean, and its standard error: of the draw of the respondents to
 * the item out of w->members, with what the margins explain taken out
 * (math/sampling.h). NaN if there are none.
 */
double itemtable_weighted(const struct itemtable *t, const struct weights *w,
                          double *error);

#endif
