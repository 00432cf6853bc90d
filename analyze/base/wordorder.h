/*
 * wordorder.h - words in the order of their texts, and numbered by first use.
 *
 * What is read in any order has its words numbered as they came. Facts are
 * sorted by the texts of words, and words get the numbers of their first use
 * in that order: the same whatever was read first.
 *
 *     wordorder_open(&o, f, f->n_words before reading);
 *     wordorder_rank(&o, &x->word) of all, then sort by it;
 *     wordorder_meet(&o, x->word) in that order; wordorder_close(&o, f);
 *     wordorder_number(&o, &x->word) of all; wordorder_free(&o);
 */
#ifndef WORDORDER_H
#define WORDORDER_H

#include "analyze/base/facts.h"

struct wordorder {
    size_t first, n_words; /* words from FIRST on get other numbers */
    int32_t *rank;         /* of a word, its place in the order of texts */
    int32_t *word;         /* the other way round */
    int32_t *number;       /* of a word from FIRST on, the new one */
    int32_t next;
};

void wordorder_open(struct wordorder *o, const struct facts *f, size_t first);

/* WORD, or FACT_NONE, becomes its place in the order of texts. */
void wordorder_rank(const struct wordorder *o, int32_t *word);

/* The word at the place RANK, or FACT_NONE, is used next. */
void wordorder_meet(struct wordorder *o, int32_t rank);

/* Nothing more is met: F has the new numbers. */
void wordorder_close(struct wordorder *o, struct facts *f);

/* The place that RANK is, or FACT_NONE, becomes the new number of its word. */
void wordorder_number(const struct wordorder *o, int32_t *rank);

void wordorder_free(struct wordorder *o);

#endif
