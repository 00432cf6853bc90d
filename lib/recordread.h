/*
 * recordread.h - finds the values of a record, as SQLite stores one row.
 *
 * A part of tablescan.h, which is what other modules use. A record is a head,
 * the type of each column, and a body, their values ("Database File Format",
 * 2.1, sqlite.org). Columns are found from the first one on and no further than
 * they are wanted. Behind the record PAGEFILE_SLACK bytes can be read.
 */
#ifndef RECORDREAD_H
#define RECORDREAD_H

#include "lib/attr.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct recordread_value {
    uint32_t type; /* serial type */
    uint32_t at;   /* behind the head of the record */
};

enum { RECORDREAD_MOST = 1 << 30 }; /* bytes of a record; SQLite stores fewer */

/* Columns at the end that mostly hold small integers, read in one go. */
struct recordread_block {
    size_t count;
    size_t n_columns; /* of the table, from n_single to the last one wanted */
    uint32_t *to;     /* of each of these its place in values, or COUNT; NULL if
                         all are wanted, in their order */
    int8_t *values;   /* of COUNT columns: -127 .. 127 or RECORDREAD_NONE */
    bool fits;        /* they are such values */
};

enum { RECORDREAD_NONE = INT8_MIN }; /* NULL */

struct recordread {
    struct recordread_value *values;
    size_t n_values;  /* found so far */
    size_t n_columns; /* of the table; a record may have fewer */
    size_t n_single;  /* are found in each record */
    const unsigned char *types, *types_end; /* of columns not found yet */
    const unsigned char *body;              /* of all */
    size_t at, length;                      /* of it: not found yet; all */
    struct recordread_block block;          /* COUNT 0: none */
};

/* Room for records of N_COLUMNS, of which the first N_SINGLE are wanted. */
void recordread_open(struct recordread *r, size_t n_columns, size_t n_single);
void recordread_free(struct recordread *r);

/*
 * Wants a block of COUNT columns too, at PLACES, behind the single ones. False,
 * and there is none, if they do not stand there.
 */
bool recordread_open_block(struct recordread *r, const size_t *places,
                           size_t count);

/* Finds the columns of the block behind the single ones; false for a record
   that is none. */
bool recordread_find_block(struct recordread *r) MUST_CHECK;

/* The value of the column at PLACE, which was found, or OTHERWISE. */
int64_t recordread_integer(const struct recordread *r, size_t place,
                           int64_t otherwise);
const char *recordread_text(const struct recordread *r, size_t place,
                            size_t *length);

/* Reads a varint and moves AT; 0 and beyond END if it does not end before. */
static inline uint64_t recordread_varint(const unsigned char **at,
                                         const unsigned char *end)
{
    uint64_t value = 0;
    if (*at < end && **at < 0x80)
        return *(*at)++; /* as most are */
    for (int i = 0; i < 9 && *at < end; i++) {
        unsigned char byte = *(*at)++;
        if (i == 8)
            return value << 8 | byte;
        value = value << 7 | (byte & 0x7F);
        if (byte < 0x80)
            return value;
    }
    *at = end + 1;
    return 0;
}

/* The bytes of a value of TYPE. */
static inline size_t recordread_length(uint64_t type)
{
    static const unsigned char lengths[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
    return type < 12 ? lengths[type] : (size_t)((type - 12) / 2);
}

/* Finds columns until there are UNTIL; false for a record that is none. */
static inline bool recordread_find(struct recordread *r, size_t until)
{
    const unsigned char *types = r->types;
    size_t n = r->n_values, at = r->at;
    while (n < until && types < r->types_end) {
        uint64_t type = recordread_varint(&types, r->types_end);
        size_t length = recordread_length(type);
        if (types > r->types_end || length > r->length - at)
            return false;
        r->values[n++] =
            (struct recordread_value){(uint32_t)type, (uint32_t)at};
        at += length;
    }
    r->n_values = n;
    r->types = types;
    r->at = at;
    return true;
}

/* Begins the record of LENGTH bytes, RECORDREAD_MOST at most: finds what is
   wanted of it. */
static inline bool recordread_begin(struct recordread *r,
                                    const unsigned char *record, size_t length)
{
    const unsigned char *at = record, *end = record + length;
    uint64_t head = recordread_varint(&at, end);
    if (at > end || head > length || head < (uint64_t)(at - record))
        return false;
    r->types = at;
    r->types_end = r->body = record + head;
    r->length = length - (size_t)head;
    r->at = 0;
    r->n_values = 0;
    return recordread_find(r, r->n_single) &&
           (r->block.count == 0 || recordread_find_block(r));
}

#endif
