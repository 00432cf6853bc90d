/* tablerecord.c - see tablerecord.h. */
#include "lib/tablerecord.h"

#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER = 8, FIRST_ROOM = 256 };

void tablerecord_free(struct tablerecord *r)
{
    free(r->types);
    free(r->values);
    *r = (struct tablerecord){0};
}

void tablerecord_begin(struct tablerecord *r)
{
    r->n_types = r->n_values = r->count = 0;
}

size_t tablerecord_long_varint(unsigned char *to, uint64_t value)
{
    size_t length = 1;
    while (value >> 7 * length != 0)
        length++;
    for (size_t i = length; i-- > 0; value >>= 7)
        to[i] = (unsigned char)(value | 0x80);
    to[length - 1] &= 0x7F;
    return length;
}

unsigned char tablerecord_type(int64_t value, size_t *length)
{
    static const unsigned char lengths[] = {0, 1, 2, 3, 4, 6, 8};
    *length = 0;
    if (value == 0 || value == 1)
        return (unsigned char)(8 + value);
    uint64_t size = (uint64_t)(value < 0 ? ~value : value);
    unsigned char type =
        (unsigned char)(1 + (size > 0x7F) + (size > 0x7FFF) +
                        (size > 0x7FFFFF) + (size > 0x7FFFFFFF) +
                        (size > 0x7FFFFFFFFFFF));
    *length = lengths[type];
    return type;
}

/* Room for LENGTH more bytes in one of the two. */
static unsigned char *grow(unsigned char *bytes, size_t used, size_t *room,
                           size_t length)
{
    if (*room - used >= length)
        return bytes;
    *room = 2 * (used + length) + FIRST_ROOM;
    return mem_array(bytes, *room, 1);
}

/* For one value more, of LENGTH bytes. */
static void add_value(struct tablerecord *r, size_t length)
{
    r->types = grow(r->types, r->n_types, &r->types_room, TABLERECORD_VARINT);
    r->values = grow(r->values, r->n_values, &r->values_room, length);
    r->count++;
}

void tablerecord_reserve(struct tablerecord *r, size_t count)
{
    r->types = grow(r->types, r->n_types, &r->types_room, count);
    r->values = grow(r->values, r->n_values, &r->values_room, count * NUMBER);
}

void tablerecord_null(struct tablerecord *r)
{
    add_value(r, 0);
    r->types[r->n_types++] = 0;
}

void tablerecord_integer(struct tablerecord *r, int64_t value)
{
    tablerecord_reserve(r, 1);
    tablerecord_reserved(r, value);
}

void tablerecord_real(struct tablerecord *r, double value)
{
    uint64_t bits;
    if (isnan(value)) {
        tablerecord_null(r);
        return;
    }
    add_value(r, NUMBER);
    r->types[r->n_types++] = 7;
    memcpy(&bits, &value, sizeof bits);
    for (size_t k = sizeof bits; k-- > 0;)
        r->values[r->n_values++] = (unsigned char)(bits >> 8 * k);
}

void tablerecord_text(struct tablerecord *r, const char *bytes, size_t length)
{
    add_value(r, length);
    r->n_types +=
        tablerecord_varint(r->types + r->n_types, 13 + 2 * (uint64_t)length);
    if (length > 0)
        memcpy(r->values + r->n_values, bytes, length);
    r->n_values += length;
}

void tablerecord_append(struct tablerecord *r, const struct tablerecord *part)
{
    r->types = grow(r->types, r->n_types, &r->types_room, part->n_types);
    r->values = grow(r->values, r->n_values, &r->values_room, part->n_values);
    if (part->n_types > 0)
        memcpy(r->types + r->n_types, part->types, part->n_types);
    if (part->n_values > 0)
        memcpy(r->values + r->n_values, part->values, part->n_values);
    r->n_types += part->n_types;
    r->n_values += part->n_values;
    r->count += part->count;
}

/* The length of the head, which counts itself. */
static size_t head_length(const struct tablerecord *r)
{
    unsigned char number[TABLERECORD_VARINT];
    size_t length = r->n_types + 1;
    while (r->n_types + tablerecord_varint(number, length) > length)
        length++;
    return length;
}

size_t tablerecord_length(const struct tablerecord *r)
{
    return head_length(r) + r->n_values;
}

unsigned char *tablerecord_write(const struct tablerecord *r, unsigned char *to)
{
    to += tablerecord_varint(to, head_length(r));
    if (r->n_types > 0)
        memcpy(to, r->types, r->n_types);
    to += r->n_types;
    if (r->n_values > 0)
        memcpy(to, r->values, r->n_values);
    return to + r->n_values;
}
