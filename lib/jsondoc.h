/*
 * jsondoc.h - a JSON file that a person wrote, with the line of every value.
 *
 * jansson parses it (duplicate keys are refused); a second walk over the text
 * notes where each value stands, so that a fault in it can be told as
 * "study.json:14: inputs[2].kind: ...". At most 64 MiB.
 */
#ifndef JSONDOC_H
#define JSONDOC_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct jsondoc;

/* Reads PATH, a regular file. NULL on failure; the diag has file and line. */
struct jsondoc *jsondoc_read(const char *path, struct diag *d) MUST_CHECK;
void jsondoc_free(struct jsondoc *doc);

json_t *jsondoc_root(const struct jsondoc *doc); /* borrowed */
const char *jsondoc_path(const struct jsondoc *doc);

/*
 * The line of the member KEY of OBJECT (of OBJECT itself, if it has no such
 * key), or of the element INDEX of ARRAY. 0 if they are not of this document.
 */
long jsondoc_line(const struct jsondoc *doc, const json_t *object,
                  const char *key);
long jsondoc_line_at(const struct jsondoc *doc, const json_t *array,
                     size_t index);

/*
 * Takes MADE, which the program made out of WRITTEN, as standing where WRITTEN
 * does. Both are kept until jsondoc_free(), so that no other value gets their
 * places.
 */
void jsondoc_stand_for(struct jsondoc *doc, json_t *made, json_t *written);

/*
 * Fails with FILE:LINE: KEY: the text. KEY is the key at fault inside OBJECT;
 * PREFIX, e.g. "inputs[2]", goes before it and may be NULL.
 */
int jsondoc_fail(const struct jsondoc *doc, const json_t *object,
                 const char *prefix, const char *key, struct diag *d,
                 const char *fmt, ...) PRINTF_LIKE(6, 7);

enum jsonkey_type {
    JSONKEY_TEXT,
    JSONKEY_INTEGER,
    JSONKEY_NUMBER,
    JSONKEY_LIMIT, /* a number, or null: no limit */
    JSONKEY_BOOLEAN,
    JSONKEY_DATE, /* "2025-12-31" */
    JSONKEY_OBJECT,
    JSONKEY_ARRAY,
    JSONKEY_TEXTS, /* one text, or an array of texts */
    JSONKEY_ANY
};

/* A key that an object may hold. Tables end with a NULL name. */
struct jsonkey {
    const char *name;
    enum jsonkey_type type;
    bool required;
    double low, high; /* of a number, both included; no limits if equal */
    const char *const *words;   /* of texts, ends with NULL; NULL: any */
    const struct jsonkey *keys; /* of an object; NULL: not looked into */
};

/*
 * Checks OBJECT against KEYS: every key known (the error lists those that are
 * and, if one is near, which was meant), of its type, in its range or one of
 * its words, and every required key there; so are the keys of objects inside.
 * Fails if OBJECT is a list, a text or a number.
 * PREFIX as in jsondoc_fail().
 */
int jsondoc_check(const struct jsondoc *doc, const json_t *object,
                  const char *prefix, const struct jsonkey *keys,
                  struct diag *d) MUST_CHECK;

/* Values after the check; DEFAULT (or DATE_NONE, NULL) where absent. */
const char *jsondoc_text(const json_t *object, const char *key,
                         const char *otherwise);
int64_t jsondoc_integer(const json_t *object, const char *key,
                        int64_t otherwise);
double jsondoc_number(const json_t *object, const char *key, double otherwise);
bool jsondoc_boolean(const json_t *object, const char *key, bool otherwise);
int32_t jsondoc_date(const json_t *object, const char *key);

#endif
