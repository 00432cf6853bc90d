/* digits.c - see digits.h. */
#include "ingest/survey/digits.h"

#define FOUR(x) x, x, x, x
#define SIXTEEN(x) FOUR(x), FOUR(x), FOUR(x), FOUR(x)
#define OTHERS SIXTEEN(DIGITS_OTHER)
#define MANY(x) SIXTEEN(x), SIXTEEN(x), SIXTEEN(x), SIXTEEN(x)

const unsigned char digits_slots[3][256] = {
    {MANY(DIGITS_EMPTY), MANY(DIGITS_EMPTY), MANY(DIGITS_EMPTY),
     MANY(DIGITS_EMPTY)},
    {OTHERS, OTHERS, OTHERS, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, DIGITS_OTHER,
     DIGITS_OTHER, FOUR(DIGITS_OTHER), MANY(DIGITS_OTHER), MANY(DIGITS_OTHER),
     MANY(DIGITS_OTHER)},
    {MANY(DIGITS_OTHER), MANY(DIGITS_OTHER), MANY(DIGITS_OTHER),
     MANY(DIGITS_OTHER)},
};

digits_code digits_code_of(struct answer answer)
{
    bool answered = answer.known && answer.code != ANSWER_NOT_SHOWN;
    digits_code code = (digits_code)answered << DIGITS_COUNT;
    if (!answer.known)
        return code | 1;
    if (!tablerecord_is_small(answer.code))
        return code;
    struct tablerecord_small value = tablerecord_small(answer.code);
    return code | 1 | (digits_code)value.type << DIGITS_TYPE |
           (digits_code)value.byte << DIGITS_BYTE;
}

static digits_code read_text(const struct codebook *book,
                             const struct codebook_item *item,
                             const char *bytes, size_t length)
{
    struct answer answer;
    struct fault fault = {0};
    struct answer_cell cell = {bytes, length, false};
    if (!answer_read(book, item, cell, &answer, &fault))
        return 0;
    digits_code code = digits_code_of(answer);
    return digits_known(code) ? code : 0;
}

void digits_read(struct digits *digits, const struct codebook *book,
                 const struct codebook_item *item)
{
    *digits = (struct digits){0};
    for (size_t i = 0; i < DIGITS_EMPTY; i++) {
        const char digit = (char)('0' + i);
        digits->codes[i] = read_text(book, item, &digit, 1);
    }
    digits->codes[DIGITS_EMPTY] = read_text(book, item, "", 0);
}
