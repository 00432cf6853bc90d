/* answers.c - see answers.h. What reads them is answers_read.c. */
#include "analyze/survey/answers.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

enum { LINE = 64 };

/* Bytes of the scale's own codes come first, so counting needs no table. */
static void open_column(struct answer_column *c, const struct answer_item *item,
                        uint8_t *bytes)
{
    int low = item->kind == ANSWER_OPTION ? 0 : item->low;
    int high = item->kind == ANSWER_OPTION ? 1 : item->high;
    *c = (struct answer_column){.byte = bytes};
    c->code[ANSWER_BYTE_NONE] = ANSWER_NONE;
    c->code[ANSWER_BYTE_NOT_SHOWN] = ANSWER_NOT_SHOWN;
    c->code[ANSWER_BYTE_NO_SUBSTANCE] = ANSWER_NO_SUBSTANCE;
    if (high > low && high - low < ANSWER_BYTES && low >= 0)
        while (c->codes <= high - low) {
            c->code[c->codes] = (int16_t)(low + c->codes);
            c->codes++;
        }
}

/* Columns lie in one piece of memory, each on lines of the cache of its own. */
static size_t bytes_of(const struct answers *a)
{
    return (a->n / LINE + 1) * LINE;
}

void answers_columns(struct answers *a)
{
    size_t size = bytes_of(a);
    a->column = mem_array(NULL, a->n_items, sizeof *a->column);
    if (size > PTRDIFF_MAX / (a->n_items + 1))
        a->bytes = mem_array(NULL, size, a->n_items); /* ends the program */
    else
        a->bytes = mem_alloc(size * a->n_items);
    for (size_t i = 0; i < a->n_items; i++)
        open_column(&a->column[i], &a->item[i], a->bytes + i * size);
}

void answers_open(struct answers *a)
{
    answers_columns(a);
    memset(a->bytes, ANSWER_BYTE_NONE, bytes_of(a) * a->n_items);
}

static void widen(struct answer_column *c, size_t n)
{
    c->wide = mem_array(NULL, n, sizeof *c->wide);
    for (size_t i = 0; i < n; i++)
        c->wide[i] = c->code[c->byte[i]];
    c->byte = NULL;
}

/* The byte of CODE, a new one if need be; -1 if there is none left. */
static int byte_of(struct answer_column *c, int16_t code)
{
    if (code == ANSWER_NONE)
        return ANSWER_BYTE_NONE;
    if (code == ANSWER_NOT_SHOWN)
        return ANSWER_BYTE_NOT_SHOWN;
    if (code == ANSWER_NO_SUBSTANCE)
        return ANSWER_BYTE_NO_SUBSTANCE;
    if (c->codes > 0 && code >= c->code[0] && code - c->code[0] < c->codes &&
        c->code[code - c->code[0]] == code)
        return code - c->code[0];
    for (int b = 0; b < c->codes; b++)
        if (c->code[b] == code)
            return b;
    if (c->codes == ANSWER_BYTES)
        return -1;
    c->code[c->codes] = code;
    return c->codes++;
}

void answers_put(struct answers *a, size_t respondent, size_t item, int code)
{
    struct answer_column *c = &a->column[item];
    if (c->wide == NULL) {
        int byte = byte_of(c, (int16_t)code);
        if (byte >= 0) {
            c->byte[respondent] = (uint8_t)byte;
            return;
        }
        widen(c, a->n);
    }
    c->wide[respondent] = (int16_t)code;
}

void answers_free(struct answers *a)
{
    for (size_t i = 0; a->column != NULL && i < a->n_items; i++)
        free(a->column[i].wide);
    free(a->column);
    free(a->bytes);
    free(a->item);
    free(a->row);
    free(a->member);
    free(a->seconds);
    free(a->flags);
    free(a->weight);
    arena_free(&a->arena);
    *a = (struct answers){0};
}

int answers_code_asked(const struct answers *a, size_t respondent, size_t item)
{
    const struct answer_item *i = &a->item[item];
    int code = answers_code(a, respondent, item);
    bool on_scale = code >= i->low && code <= i->high;
    return i->reversed && on_scale ? i->low + i->high - code : code;
}

static long find_item(const struct answers *a, enum answer_kind kind,
                      const char *facet, int32_t topic)
{
    for (size_t i = 0; i < a->n_items; i++)
        if (a->item[i].kind == kind && a->item[i].topic == topic &&
            a->item[i].facet != NULL && strcmp(a->item[i].facet, facet) == 0)
            return (long)i;
    return -1;
}

long answers_item(const struct answers *a, const char *facet, int32_t topic)
{
    return find_item(a, ANSWER_LIKERT, facet, topic);
}

long answers_option(const struct answers *a, int32_t topic)
{
    return find_item(a, ANSWER_OPTION, "interest", topic);
}
