/*
 * tablerecord.h - one row as SQLite stores it: a record.
 *
 * Value after value, from the first column of the table to the last, in
 * SQLite's record format ("Database File Format", 2.1, sqlite.org). Rows of
 * texts and of many columns go into a table this way; see tablepages.h. The
 * column that is the key of its table is NULL here.
 */
#ifndef TABLERECORD_H
#define TABLERECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Begins as {0}. */
struct tablerecord {
    unsigned char *types, *values;
    size_t n_types, n_values; /* bytes */
    size_t types_room, values_room;
    size_t count; /* of values */
};

void tablerecord_free(struct tablerecord *r);

/* Begins another record. */
void tablerecord_begin(struct tablerecord *r);

void tablerecord_null(struct tablerecord *r);
void tablerecord_integer(struct tablerecord *r, int64_t value);
void tablerecord_real(struct tablerecord *r, double value); /* NaN is NULL */

/*
 * For many integers of a row: room for COUNT, then each without a look at it.
 */
void tablerecord_reserve(struct tablerecord *r, size_t count);
static inline void tablerecord_reserved(struct tablerecord *r, int64_t value);

/*
 * The same of values that take one byte at most, prepared for who writes a few
 * of them over and over: NULL is {0}.
 */
struct tablerecord_small {
    unsigned char type, byte;
};
static inline bool tablerecord_is_small(int64_t value);
static inline struct tablerecord_small tablerecord_small(int64_t value);

/* Where the next values of a record go. */
struct tablerecord_run {
    unsigned char *type, *value;
};

/*
 * Begins a run of at most COUNT small values; tablerecord_end_run() has the
 * record go on behind them.
 */
static inline struct tablerecord_run
tablerecord_begin_run(struct tablerecord *r, size_t count);
static inline void tablerecord_add_small(struct tablerecord_run *run,
                                         struct tablerecord_small value);
static inline void tablerecord_end_run(struct tablerecord *r,
                                       struct tablerecord_run run);

/* Copies LENGTH bytes, which are UTF-8. */
void tablerecord_text(struct tablerecord *r, const char *bytes, size_t length);

/* Adds the values of PART. */
void tablerecord_append(struct tablerecord *r, const struct tablerecord *part);

/* The bytes of the record, and the same written to TO; returns its end. */
size_t tablerecord_length(const struct tablerecord *r);
unsigned char *tablerecord_write(const struct tablerecord *r,
                                 unsigned char *to);

enum { TABLERECORD_VARINT = 9 }; /* bytes of a number in it, at most */

/* SQLite's varint, the highest bits first; VALUE has at most 56 bits. */
static inline size_t tablerecord_varint(unsigned char *to, uint64_t value);
size_t tablerecord_long_varint(unsigned char *to, uint64_t value);

/* How an integer is stored, and in how many bytes. */
unsigned char tablerecord_type(int64_t value, size_t *length);

static inline size_t tablerecord_varint(unsigned char *to, uint64_t value)
{
    if (value >= 0x80)
        return tablerecord_long_varint(to, value);
    *to = (unsigned char)value;
    return 1;
}

static inline void tablerecord_reserved(struct tablerecord *r, int64_t value)
{
    r->count++;
    if (value == 0 || value == 1) {
        r->types[r->n_types++] = (unsigned char)(8 + value);
        return;
    }
    size_t length = 1;
    bool small = value >= INT8_MIN && value <= INT8_MAX;
    r->types[r->n_types++] = small ? 1 : tablerecord_type(value, &length);
    for (size_t k = length; k-- > 0;)
        r->values[r->n_values++] = (unsigned char)((uint64_t)value >> 8 * k);
}

static inline bool tablerecord_is_small(int64_t value)
{
    return value >= INT8_MIN && value <= INT8_MAX;
}

static inline struct tablerecord_small tablerecord_small(int64_t value)
{
    bool bit = value == 0 || value == 1;
    return (struct tablerecord_small){
        (unsigned char)(bit ? 8 + value : 1),
        (unsigned char)(bit ? 0 : value),
    };
}

static inline struct tablerecord_run
tablerecord_begin_run(struct tablerecord *r, size_t count)
{
    tablerecord_reserve(r, count);
    return (struct tablerecord_run){r->types + r->n_types,
                                    r->values + r->n_values};
}

static inline void tablerecord_add_small(struct tablerecord_run *run,
                                         struct tablerecord_small value)
{
    *run->type++ = value.type;
    *run->value = value.byte; /* there is room, if it is none, too */
    run->value += value.type == 1;
}

static inline void tablerecord_end_run(struct tablerecord *r,
                                       struct tablerecord_run run)
{
    size_t types = (size_t)(run.type - r->types);
    r->count += types - r->n_types;
    r->n_types = types;
    r->n_values = (size_t)(run.value - r->values);
}

#endif
