/* nest.h - rows that belong below others, put there. */
#ifndef NEST_H
#define NEST_H

#include "lib/attr.h"

#include <jansson.h>
#include <stddef.h>

/*
 * The rows of LIST, from AT on, whose KEY is VALUE, as a new array and without
 * that key. Both the list and the values asked for ascend by KEY: AT moves on.
 */
json_t *nest_take(json_t *list, size_t *at, const char *key,
                  const char *value) MUST_CHECK;

/* Takes such rows into each object of OWNERS, which has KEY too, as NAME. */
void nest_into(json_t *owners, json_t *list, const char *key, const char *name);

#endif
