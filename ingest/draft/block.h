/*
 * block.h - columns that are one question: the rows of a matrix, the options
 * of a multiple choice.
 *
 * Their headers share a beginning, as exporters write it: Q1[SQ001], Q1_1,
 * q/option, "5、(row)", "5、stem(row)", "stem [row]", "stem - row".
 */
#ifndef BLOCK_H
#define BLOCK_H

#include "lib/attr.h"

#include <stdbool.h>
#include <stddef.h>

/* A header in two parts, or, without ROW, in one. Lengths are bytes. */
struct block_header {
    const char *text;
    size_t base; /* bytes that the columns of a question share */
    const char *row;
    size_t row_length; /* 0: the header is a question of its own */
    bool other;        /* what people wrote beside their choice */
};

struct block_header block_split(const char *header);

/* Whether both stand in one block. */
bool block_joins(const struct block_header *a, const struct block_header *b);

/*
 * Writes into TO[SIZE] an id that LENGTH bytes suggest: small letters, digits
 * and _, at most SIZE - 1; "" if they suggest none.
 */
void block_id(const char *bytes, size_t length, char *to, size_t size);

#endif
