/*
 * bookcase.h - a codebook written in a test, read, and its items by their ids.
 */
#ifndef BOOKCASE_H
#define BOOKCASE_H

#include "ingest/survey/answer.h"
#include "ingest/list.h"

struct bookcase {
    struct codebook book;
    struct list list;
};

/* Reads TEXT, a codebook; a fault fails the test. STATE is scratch.h's. */
void bookcase_open(struct bookcase *c, void **state, const char *text);
void bookcase_close(struct bookcase *c);

/* The item of ID, which must be there. */
const struct codebook_item *bookcase_item(const struct bookcase *c,
                                          const char *id);

struct answer_cell bookcase_cell(const char *text);

#endif
