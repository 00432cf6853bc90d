/*
 * weighting.h - how the respondents were made like the population, and what
 * that does to the figures.
 *
 * Respondents by value of an attribute go out where response_by has the group
 * (response.h): they are the same people. Weighted figures of an item go out
 * where its counts do (itemguard.h); figures without the careless also only
 * where these are none or at least the threshold, as the difference is theirs.
 * Where careless answers count less or not at all, weighted figures are such
 * figures too; and what the number of those weighted can be worked out of goes
 * out only where careless.h says that it may stand beside all respondents, and
 * where no value of a margin has few careless ones: they follow from its
 * weights.
 */
#ifndef WEIGHTING_H
#define WEIGHTING_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "report/cursor.h"

#include <jansson.h>
#include <stdint.h>

struct careless;
struct context;

/*
 * Sets "weights" in SURVEY, which has the warehouse's KEY and response_by, and
 * was answered by WHO.
 */
int weighting_set(json_t *survey, const struct context *c, int64_t key,
                  const struct careless *who, struct diag *d) MUST_CHECK;

/*
 * Sets the weighted figures of ITEM, guarded already, of SURVEY, which has its
 * "weights", from the row of R: the mean, its error, how many are kept and
 * their mean stand from FIRST on.
 */
void weighting_set_item(json_t *item, const json_t *survey,
                        const struct cursor *r, int first, int64_t threshold);

#endif
