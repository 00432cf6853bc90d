/*
 * partial.h - which parts of one whole may be published: suppress.h for a flat
 * list whose total is known, or may be found out.
 */
#ifndef PARTIAL_H
#define PARTIAL_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct partial {
    int64_t *people; /* of the whole, then of each part */
    size_t *parent;
    bool *shown;
    size_t count; /* parts so far */
};

/* Room for PARTS parts. Call partial_free() in the end. */
void partial_begin(struct partial *p, size_t parts);
void partial_free(struct partial *p);

/* A part of so many PEOPLE; together the parts are the whole. */
void partial_add(struct partial *p, int64_t people);

/* The whole is larger than its parts together, by people in none of them. */
void partial_add_others(struct partial *p, int64_t people);

/* Decides what is shown: groups of THRESHOLD people or more. */
void partial_decide(struct partial *p, int64_t threshold);

bool partial_shown(const struct partial *p, size_t part);

/* The whole as a JSON value, null if it is not shown. */
json_t *partial_total(const struct partial *p);

#endif
