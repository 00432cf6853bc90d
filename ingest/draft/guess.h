/*
 * guess.h - what a column of a questionnaire is likely to be.
 */
#ifndef GUESS_H
#define GUESS_H

#include "ingest/draft/profile.h"
#include "ingest/draft/ratings.h"

enum guess_kind {
    GUESS_TEXT,
    GUESS_LIKERT,
    GUESS_SINGLE,
    GUESS_CELL, /* a multiple choice in one cell */
    GUESS_NUMBER,
    GUESS_TICK, /* an option of a multiple choice */
    GUESS_META  /* no question: an id, a time stamp */
};

struct guess {
    enum guess_kind kind;
    int64_t low, high;           /* of a likert */
    const struct rating *rating; /* whose words the cells are, or NULL */
    size_t mark;                 /* of a cell: the place in profile_marks */
    const char *field;           /* of a meta column: ours, or NULL */
    bool unsure;
    char why[160]; /* what is unsure, or what was left out */
};

/* Guesses by PROFILE alone, of a file with ROWS rows. BLANKS: choices in a
   cell may be parted by blanks. */
struct guess guess_column(const struct profile *profile, int64_t rows,
                          bool blanks);

/* As guess_column(), if the column stands in a block of options. */
bool guess_is_tick(const struct profile *profile);

/* The field of ours that a header such as "submitdate" is; NULL if none. */
const char *guess_field(const char *header);

#endif
