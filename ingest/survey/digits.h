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
#include <stdint.h>

/*
 * An answer as its record has it, in one number: whether the record's value
 * follows (else it is another value, or a fault), whether it is an answer,
 * neither empty nor not shown, and the type and the byte of the value. The
 * codes of a row, fewer than 2^24, add up to how many are known and answers.
 */
typedef uint64_t digits_code;

enum { DIGITS_COUNT = 24, DIGITS_TYPE = 48, DIGITS_BYTE = 56 };
enum { DIGITS_EMPTY = 10, DIGITS_OTHER = 15, DIGITS_SLOTS = 16 };

/* Of one item. */
struct digits {
    digits_code codes[DIGITS_SLOTS];
};

/* Reads all of them, 0 where one is not known, for a likert, single or number
   item of BOOK. */
void digits_read(struct digits *digits, const struct codebook *book,
                 const struct codebook_item *item);

/* Not known of an answer that a record has in more bytes. */
digits_code digits_code_of(struct answer answer);

/* How many of the codes that SUM adds up are known, and are answers. */
static inline size_t digits_known(digits_code sum)
{
    return sum & 0xFFFFFF;
}

static inline size_t digits_answered(digits_code sum)
{
    return sum >> DIGITS_COUNT & 0xFFFFFF;
}

static inline struct tablerecord_small digits_value(digits_code code)
{
    return (struct tablerecord_small){(unsigned char)(code >> DIGITS_TYPE),
                                      (unsigned char)(code >> DIGITS_BYTE)};
}

/* By length, 2 for any above, and first byte. */
extern const unsigned char digits_slots[3][256];

/*
 * The slot of a cell; of one that is neither a digit nor empty DIGITS_OTHER.
 * The first of BYTES is read in any case. Without a branch: which cells are
 * empty cannot be foretold, and a wrong guess takes longer than all of this.
 */
static inline size_t digits_slot(const char *bytes, size_t length)
{
    return digits_slots[length < 2 ? length : 2][(unsigned char)bytes[0]];
}

#endif
