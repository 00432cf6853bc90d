/* recordread.c - see recordread.h. */
#include "lib/recordread.h"

#include "lib/mem.h"

#include <stdlib.h>

void recordread_open(struct recordread *r, size_t n_columns, size_t n_single)
{
    *r = (struct recordread){.n_columns = n_columns, .n_single = n_single};
    r->values = mem_array(NULL, n_columns, sizeof *r->values);
}

void recordread_free(struct recordread *r)
{
    free(r->values);
    free(r->block.to);
    free(r->block.values);
    *r = (struct recordread){0};
}

uint64_t recordread_varint_long(const unsigned char **at,
                                const unsigned char *end)
{
    uint64_t value = 0;
    for (int i = 0; i < 9; i++) {
        if (*at >= end) {
            *at = end + 1;
            return 0;
        }
        unsigned char byte = *(*at)++;
        if (i == 8)
            return value << 8 | byte;
        value = value << 7 | (byte & 0x7F);
        if (byte < 0x80)
            break;
    }
    return value;
}

/*
 * Nothing here depends on what the values are but where the next one lies, so
 * that the processor can look ahead. Past the end of the record one byte is
 * read at most.
 */
bool recordread_find_block(struct recordread *r)
{
    enum { NONE = RECORDREAD_NONE, ODD = NONE + 1, TYPES = 16 };
    /* By type; 1 is a byte of the body, texts are as odd as the last one. */
    static const int16_t small[TYPES] = {NONE, 0, ODD, ODD, ODD, ODD, ODD, ODD,
                                         0,    1, ODD, ODD, ODD, ODD, ODD, ODD};
    struct recordread_block *b = &r->block;
    const unsigned char *types = r->types;
    size_t left = (size_t)(r->end - r->body), at = 0, i = 0;
    bool odd = false;
    for (; i < b->n_columns && types < r->types_end && at <= left; i++) {
        uint64_t type = recordread_varint(&types, r->types_end);
        int16_t value = small[type < TYPES ? type : TYPES - 1];
        if (type == 1)
            value = (int16_t)(int8_t)r->body[at];
        b->values[b->to[i]] = value;
        odd |= value == ODD && b->to[i] < b->count;
        at += recordread_length(type);
    }
    b->fits = !odd && at <= left && types <= r->types_end;
    if (!b->fits)
        return recordread_find(r, r->n_columns);
    for (; i < b->n_columns; i++)
        b->values[b->to[i]] = RECORDREAD_NONE;
    return true;
}

/* Big-endian, of LENGTH bytes, with its sign. */
static int64_t get_integer(const unsigned char *bytes, size_t length)
{
    uint64_t value = bytes[0] >= 0x80 ? UINT64_MAX : 0;
    for (size_t i = 0; i < length; i++)
        value = value << 8 | bytes[i];
    return (int64_t)value;
}

int64_t recordread_integer(const struct recordread *r, size_t place,
                           int64_t otherwise)
{
    if (place >= r->n_values)
        return otherwise;
    const struct recordread_value *v = &r->values[place];
    if (v->type == 1)
        return (int8_t)v->bytes[0];
    if (v->type > 1 && v->type <= 6)
        return get_integer(v->bytes, recordread_length(v->type));
    return v->type == 8 || v->type == 9 ? (int64_t)v->type - 8 : otherwise;
}

const char *recordread_text(const struct recordread *r, size_t place,
                            size_t *length)
{
    *length = 0;
    if (place >= r->n_values || r->values[place].type < 13 ||
        r->values[place].type % 2 == 0)
        return NULL;
    *length = recordread_length(r->values[place].type);
    return (const char *)r->values[place].bytes;
}
