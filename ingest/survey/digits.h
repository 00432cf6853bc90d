/*
 * digits.h - what a cell of one digit, or an empty one, means to an item.
 *
 * Nearly all cells of a questionnaire are such. The codebook settles what they
 * mean, so that is read once for a file; a cell is then looked up, and comes as
 * the bytes that a record of the warehouse holds.
 */
#ifndef DIGITS_H
#define DIGITS_H

#include "ingest/survey/answer.h"
#include "lib/tablerecord.h"

#include <stddef.h>

/* An answer as its record has it. */
struct digits_code {
    struct tablerecord_small value;
    bool known;    /* VALUE says all; else it is another, or a fault */
    bool answered; /* neither empty nor not shown */
};

enum { DIGITS_EMPTY = 10, DIGITS_OTHER = 15, DIGITS_SLOTS = 16 };

/* Of one item. */
struct digits {
    struct digits_code codes[DIGITS_SLOTS];
};

/* Reads all of them for a likert, single or number item of BOOK. */
void digits_read(struct digits *digits, const struct codebook *book,
                 const struct codebook_item *item);

/* Not known of an answer that a record has in more bytes. */
struct digits_code digits_code_of(struct answer answer);

/* The slot of a cell; of one that is neither a digit nor empty DIGITS_OTHER. */
static inline size_t digits_slot(const char *bytes, size_t length)
{
    if (length != 1)
        return length == 0 ? DIGITS_EMPTY : DIGITS_OTHER;
    unsigned char digit = (unsigned char)(bytes[0] - '0');
    return digit < DIGITS_EMPTY ? digit : DIGITS_OTHER;
}

#endif
