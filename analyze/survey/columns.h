/*
 * columns.h - likert items as the columns of bytes that scale.h counts.
 */
#ifndef COLUMNS_H
#define COLUMNS_H

#include "analyze/math/scale.h"
#include "analyze/survey/answers.h"

#include <stdbool.h>
#include <string.h>

/*
 * Whether the answers to ITEM are such a column: a likert item that is no
 * attention item, from 0 up, of codes that fit a byte and a scale.
 */
static inline bool columns_fit(const struct answers *a, size_t item)
{
    const struct answer_item *x = &a->item[item];
    bool attention = x->facet != NULL && strcmp(x->facet, "attention") == 0;
    return x->kind == ANSWER_LIKERT && !attention &&
           a->column[item].byte != NULL && x->low >= 0 && x->high > x->low &&
           x->high - x->low < ANSWER_BYTES && x->high < SCALE_MAX_SUM;
}

/* The columns of COUNT items that fit; free() them. */
struct scale_column *columns_of(const struct answers *a, const size_t *item,
                                size_t count);

#endif
