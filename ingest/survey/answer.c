/* answer.c - see answer.h. */
#include "ingest/survey/answer.h"

#include "lib/text.h"

#include <inttypes.h>
#include <string.h>

bool answer_among(const json_t *texts, struct answer_cell cell)
{
    if (json_is_string(texts))
        return text_equal(cell.bytes, cell.length, json_string_value(texts));
    for (size_t i = 0; i < json_array_size(texts); i++)
        if (text_equal(cell.bytes, cell.length,
                       json_string_value(json_array_get(texts, i))))
            return true;
    return false;
}

bool answer_means(const struct codebook *book, const struct codebook_item *item,
                  enum codebook_words kind, struct answer_cell cell)
{
    return answer_among(item->words[kind], cell) ||
           answer_among(book->words[kind], cell);
}

static bool is_code_of(const json_t *codes, int64_t code)
{
    const char *cell;
    json_t *value;
    json_object_foreach((json_t *)codes, cell, value) {
        if (json_integer_value(value) == code)
            return true;
    }
    return false;
}

/* A whole number; "5.0" is one, as programs write it that know reals only. */
static bool read_whole(struct answer_cell cell, int64_t *code)
{
    if (text_read_integer(cell.bytes, cell.length, code))
        return true;
    if (memchr(cell.bytes, '.', cell.length) == NULL ||
        !text_read_hundredths(cell.bytes, cell.length, code) ||
        *code % 100 != 0)
        return false;
    *code /= 100;
    return true;
}

static bool read_number(const struct codebook_item *item,
                        struct answer_cell cell, struct answer *answer,
                        struct fault *fault)
{
    int shown = cell_shown(cell.bytes, cell.length);
    int64_t code;
    if (!read_whole(cell, &code))
        return fault_set(fault, "bad-number", "'%.*s' is not a whole number",
                         shown, cell.bytes);
    bool fits = item->ranged ? code >= item->low && code <= item->high
                             : code >= 0 && code <= 1000000000;
    if (!fits && item->ranged)
        return fault_set(fault, "out-of-range",
                         "%.*s is not from %" PRId64 " to %" PRId64, shown,
                         cell.bytes, item->low, item->high);
    if (!fits)
        return fault_set(fault, "out-of-range", "%.*s cannot be", shown,
                         cell.bytes);
    *answer = (struct answer){true, code};
    return true;
}

/* The states that are no answers. True if CELL is in one of them; what the
   question says of its codes goes before what the book says of all cells. */
static bool read_state(const struct codebook *book,
                       const struct codebook_item *item,
                       struct answer_cell cell, struct answer *answer)
{
    static const struct {
        enum codebook_words words;
        struct answer answer;
    } states[] = {
        {CODEBOOK_MISSING, {false, 0}},
        {CODEBOOK_NEVER_SHOWN, {true, ANSWER_NOT_SHOWN}},
        {CODEBOOK_NOT_SUBSTANTIVE, {true, ANSWER_NOT_SUBSTANTIVE}},
    };
    bool code = json_object_getn(item->codes, cell.bytes, cell.length) != NULL;
    for (size_t i = 0; i < COUNT_OF(states); i++) {
        *answer = states[i].answer;
        if (answer_among(item->words[states[i].words], cell) ||
            (!code && answer_among(book->words[states[i].words], cell)))
            return true;
    }
    return false;
}

static bool read_code(const struct codebook_item *item, struct answer_cell cell,
                      struct answer *answer, struct fault *fault)
{
    *answer = (struct answer){true, 0};
    const json_t *code = json_object_getn(item->codes, cell.bytes, cell.length);
    if (code != NULL) {
        answer->code = json_integer_value(code);
        return true;
    }
    bool whole = read_whole(cell, &answer->code);
    if (item->codes == NULL || (item->ranged && whole))
        return read_number(item, cell, answer, fault);
    if (whole && is_code_of(item->codes, answer->code))
        return true;
    answer->code = item->other_code;
    if (item->other_code >= 0)
        return true;
    return fault_set(fault, "unknown-word",
                     "'%.*s' is not among the \"codes\" of '%s'",
                     cell_shown(cell.bytes, cell.length), cell.bytes, item->id);
}

bool answer_read(const struct codebook *book, const struct codebook_item *item,
                 struct answer_cell cell, struct answer *answer,
                 struct fault *fault)
{
    *answer = (struct answer){false, 0};
    if (cell.absent || (cell.length == 0 && item->empty == CODEBOOK_NOT_SHOWN))
        *answer = (struct answer){true, ANSWER_NOT_SHOWN};
    else if (cell.length > 0 && !read_state(book, item, cell, answer))
        return read_code(item, cell, answer, fault);
    return true;
}
