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
