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

/* Big-endian, of 1 to 8 bytes, with its sign; 8 bytes can be read. */
static int64_t get_integer(const unsigned char *bytes, size_t length)
{
    uint64_t value = (uint64_t)bytes[0] << 56 | (uint64_t)bytes[1] << 48 |
                     (uint64_t)bytes[2] << 40 | (uint64_t)bytes[3] << 32 |
                     (uint64_t)bytes[4] << 24 | (uint64_t)bytes[5] << 16 |
                     (uint64_t)bytes[6] << 8 | (uint64_t)bytes[7];
    return (int64_t)value >> (64 - 8 * length);
}

int64_t recordread_integer(const struct recordread *r, size_t place,
                           int64_t otherwise)
{
    if (place >= r->n_values)
        return otherwise;
    const struct recordread_value *v = &r->values[place];
    if (v->type >= 1 && v->type <= 6)
        return get_integer(r->body + v->at, recordread_length(v->type));
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
    return (const char *)r->body + r->values[place].at;
}
