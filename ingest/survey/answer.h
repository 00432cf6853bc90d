/*
 * answer.h - the code of one answer, as lib/schema.sql defines it.
 */
#ifndef ANSWER_H
#define ANSWER_H

#include "ingest/cell.h"
#include "ingest/survey/codebook.h"

/* Codes that are no answers. */
enum { ANSWER_NOT_SHOWN = -1, ANSWER_NOT_SUBSTANTIVE = -2 };

/* Text of a cell; blanks around it are left out by the reader. */
struct answer_cell {
    const char *bytes;
    size_t length;
    bool absent; /* the file has no such column: the item was not shown */
};

struct answer {
    bool known; /* false: not answered */
    int64_t code;
};

/* Reads a likert, single or number item. False, and FAULT, if it is none. */
bool answer_read(const struct codebook *book, const struct codebook_item *item,
                 struct answer_cell cell, struct answer *answer,
                 struct fault *fault) MUST_CHECK;

/* Whether the question, or else the book, says that this text means KIND. */
bool answer_means(const struct codebook *book, const struct codebook_item *item,
                  enum codebook_words kind, struct answer_cell cell);

/* Whether CELL is TEXTS, one text, or one of them, an array. */
bool answer_among(const json_t *texts, struct answer_cell cell);

#endif
