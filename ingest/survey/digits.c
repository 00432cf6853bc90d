/* digits.c - see digits.h. */
#include "ingest/survey/digits.h"

struct digits_code digits_code_of(struct answer answer)
{
    struct digits_code code = {0};
    code.answered = answer.known && answer.code != ANSWER_NOT_SHOWN;
    code.known = !answer.known || tablerecord_is_small(answer.code);
    if (code.known && answer.known)
        code.value = tablerecord_small(answer.code);
    return code;
}

static struct digits_code read_text(const struct codebook *book,
                                    const struct codebook_item *item,
                                    const char *bytes, size_t length)
{
    struct answer answer;
    struct fault fault = {0};
    struct answer_cell cell = {bytes, length, false};
    if (!answer_read(book, item, cell, &answer, &fault))
        return (struct digits_code){0};
    return digits_code_of(answer);
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
