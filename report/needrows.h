/*
 * needrows.h - the rows of needs.json, and which of their figures may go out.
 *
 * A row's figures rest on different people: those who rated the topic twice,
 * those who answered the multiple choice, those who were interviewed ... Each
 * kind goes out where its own rests are safe (suppress.h), topic by topic and
 * scope by scope: the groups of a scope lie side by side in everybody. What
 * tells more of the same people (counts by code) goes out only where these do.
 * Where careless answers count less or not at all, weighted figures beside the
 * others tell how many those are: they go out where these are no few.
 *
 * A part of needs.c; nobody else needs it.
 */
#ifndef NEEDROWS_H
#define NEEDROWS_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct context;

enum need_kind {
    NEED_RATED,         /* n, means, gap, score, place */
    NEED_WEIGHTED,      /* the same by weights: who counts in full, who less */
    NEED_RANKS,         /* shares below, equal, above; of the same people */
    NEED_BY_IMPORTANCE, /* counts by code */
    NEED_BY_ABILITY,
    NEED_BEFORE, /* the study before */
    NEED_WISHED, /* the multiple choice */
    NEED_INTEREST,
    NEED_WILLING,
    NEED_THEMES, /* interviews */
    NEED_ORDERS, /* members who ordered */
    NEED_KINDS
};

enum { NEED_CODES = 16 };

/* A topic's need in a group: scope "all" is everybody. */
struct need_row {
    json_t *figures;                       /* as they go out */
    char *scope, *value, *topic;           /* text ids */
    json_t *name, *name_zh;                /* of the group */
    int64_t parts[NEED_KINDS][NEED_CODES]; /* of each kind's people */
    bool shown[NEED_KINDS];
};

/* Starts as {0}. Everybody first, then by scope, value and topic. */
struct need_rows {
    struct need_row *row;
    size_t count, room;
};

/* Call needrows_free() in either case. */
int needrows_read(struct need_rows *rows, const struct context *c,
                  struct diag *d) MUST_CHECK;
void needrows_free(struct need_rows *rows);

/* Sets what is shown, and makes the figures null that are not. */
void needrows_suppress(struct need_rows *rows, const struct context *c);

#endif
