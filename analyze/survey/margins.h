/*
 * margins.h - what the population table says, beside what members have.
 *
 * A value that no member has stands for people whom no respondent can be like.
 * Where members have a value of that attribute that the table does not name,
 * the two lists use other words, and the margin is not used: raking to some of
 * its values would weigh the rest wrongly. Else the value is one that happens
 * to be empty, and is joined with another like any value with few respondents.
 * So is a value that members have and no respondent.
 *
 * Both are told on standard error, with file and line of the table.
 */
#ifndef MARGINS_H
#define MARGINS_H

#include "analyze/survey/weights.h"

/* Fills w->value from the table: rows with members above 0. */
int margins_read(struct weights *w, const struct run *r,
                 struct diag *d) MUST_CHECK;

/*
 * Of each group, the value that it is; RAKE_NONE if the margins have none. Sets
 * the state of values that are of no use, and warns of them. free() it.
 */
uint32_t *margins_match(struct weights *w, const struct run *r,
                        const struct groups *g) MUST_CHECK;

/* Warns of margins that are not raked for another reason. */
void margins_warn(const struct weights *w, const struct run *r);

#endif
