/*
 * recipe.h - how a file is read before there is a study: as its exporter's
 * preset says, or as it looks.
 */
#ifndef RECIPE_H
#define RECIPE_H

#include "ingest/dialect.h"
#include "ingest/draft/draft.h"

#include <jansson.h>

/* Begins as {0}. */
struct recipe {
    struct study_input input; /* path and dialect */
    struct dialect dialect;
    json_t *keys;   /* the preset's, or {} */
    json_t *states; /* texts of cells that are no answers */
    json_t *taken; /* an object: the headers of columns that are no questions */
};

/* Borrows from OPTIONS. Call recipe_free() in either case. */
int recipe_read(struct recipe *r, const struct draft_options *options,
                struct diag *d) MUST_CHECK;
void recipe_free(struct recipe *r);

/* Whether the preset reads the column headed HEADER itself. */
bool recipe_takes(const struct recipe *r, const char *header);

#endif
