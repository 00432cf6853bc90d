/*
 * needrows.h - the rows of needs.json, and which of their figures may go out.
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

/* A topic's need in a group: scope "all" is everybody. */
struct need_row {
    json_t *figures;             /* as they go out */
    char *scope, *value, *topic; /* text ids */
    json_t *name, *name_zh;      /* of the group */
    int64_t n, asked, wanted;
    bool n_shown, asked_shown;
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
