/*
 * question.h - the questions of a drafted codebook, as JSON.
 */
#ifndef QUESTION_H
#define QUESTION_H

#include "ingest/draft/block.h"
#include "ingest/draft/guess.h"

/* The columns of a file, and what was guessed of each. All borrowed. */
struct question_columns {
    const struct profiles *profiles;
    const struct guess *guesses;
    const struct block_header *headers;
    json_t *ids; /* an object: those that are taken */
};

/*
 * The question that begins with the column FIRST; *END is the first column
 * behind it. The caller's to json_decref().
 */
json_t *question_make(const struct question_columns *c, size_t first,
                      size_t *end);

#endif
