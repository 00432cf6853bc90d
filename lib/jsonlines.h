/*
 * jsonlines.h - on which line each value of a JSON text stands.
 *
 * jansson does not keep it. So the text, which jansson has accepted, is walked
 * a second time beside the values made from it.
 */
#ifndef JSONLINES_H
#define JSONLINES_H

#include "lib/attr.h"

#include <jansson.h>
#include <stddef.h>

struct jsonlines;

/* TEXT is closed by a NUL, and ROOT is what jansson made of it. */
struct jsonlines *jsonlines_read(const char *text, json_t *root) MUST_CHECK;
void jsonlines_free(struct jsonlines *lines);

/* From now on MADE, an object or a list, has the line of WRITTEN. */
void jsonlines_add(struct jsonlines *lines, const json_t *made,
                   const json_t *written);

/* Lines count from 1; 0 where there is no such value. */
long jsonlines_of(const struct jsonlines *lines, const json_t *container);
long jsonlines_of_key(const struct jsonlines *lines, const json_t *object,
                      const char *key);
long jsonlines_of_element(const struct jsonlines *lines, const json_t *array,
                          size_t index);

#endif
