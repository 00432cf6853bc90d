/*
 * choices.h - how many chose each code of an item of one choice.
 *
 * A code that was chosen by few is held back, and with it the next smallest if
 * its count could be worked out from n and the others (partial.h).
 */
#ifndef CHOICES_H
#define CHOICES_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <jansson.h>
#include <stdint.h>

struct context;

/*
 * Sets "choices" of ITEM, an object of survey.json's "items" that went through
 * itemguard_hide(): an array of code, label, label_zh and count by rising code;
 * null for an item of another kind. KEY is the item's in the warehouse; COUNTS
 * the answers by code, from the lowest. Where n is held back all counts are.
 */
int choices_set(json_t *item, const struct context *c, int64_t key,
                const json_t *counts, struct diag *d) MUST_CHECK;

#endif
