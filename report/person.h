/*
 * person.h - how a line about one member begins and ends.
 */
#ifndef PERSON_H
#define PERSON_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "report/context.h"
#include "report/emit.h"

#include <stdbool.h>
#include <stdint.h>

/* "{"member": pseudonym", and id and name too if the report is NAMED. */
void person_begin(const struct context *c, uint32_t person, bool named,
                  struct emitter *e);
void person_end(struct emitter *e);

/* Fails if PERSON is none: a result of a member who is no longer there. */
int person_check(uint32_t person, struct diag *d) MUST_CHECK;

#endif
