/*
 * shelf.h - the questionnaires that this run has read, each once.
 *
 * Several analyses look at the same answers: what the first reads stays for
 * the others. A run begins with an empty shelf; products_free() puts it away.
 */
#ifndef SHELF_H
#define SHELF_H

#include "analyze/run.h"
#include "analyze/survey/answers.h"

/*
 * The answers to the survey that analysis.SECTION asks for (answers_find() in
 * answers.h), borrowed for the run; NULL if there is none. Nobody may have
 * answered: what is of a day after as_of does not count, which a warning tells.
 * A survey that is named and not there is a failure.
 */
int shelf_survey(const struct run *r, const char *section, struct answers **a,
                 struct diag *d) MUST_CHECK;

/* The same; NULL also if nobody answered. */
int shelf_answers(const struct run *r, const char *section, struct answers **a,
                  struct diag *d) MUST_CHECK;

/* An empty one. */
struct shelf *shelf_new(void);
void shelf_free(struct shelf *s); /* may be NULL */

#endif
