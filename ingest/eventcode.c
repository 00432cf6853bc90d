/*
 * eventcode.c - see eventcode.h.
 *
 * Numbers are written seven bits to a byte, the lowest first, the top bit set
 * where more follow; those that may be below zero with their sign as the lowest
 * bit. A byte says which of the values that may be unknown follow.
 */
#include "ingest/eventcode.h"

enum { OPTIONAL = 6, FLAGS = 1 << OPTIONAL, SELF = 1 << (OPTIONAL + 1) };

static unsigned char *put(unsigned char *to, uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        *to++ = (unsigned char)(value | 0x80);
    *to++ = (unsigned char)value;
    return to;
}

static unsigned char *put_signed(unsigned char *to, int32_t value)
{
    uint32_t bits = (uint32_t)value << 1;
    return put(to, value < 0 ? ~bits : bits);
}

static uint64_t get(const unsigned char **from)
{
    uint64_t value = 0;
    unsigned shift = 0;
    for (; **from >= 0x80; shift += 7)
        value |= (uint64_t)(*(*from)++ & 0x7F) << shift;
    return value | (uint64_t) * (*from)++ << shift;
}

static int32_t get_signed(const unsigned char **from)
{
    uint32_t bits = (uint32_t)get(from);
    return (int32_t)((bits & 1) != 0 ? ~(bits >> 1) : bits >> 1);
}

size_t eventcode_write(const struct event *e, unsigned char *to)
{
    const int32_t values[OPTIONAL] = {e->second, e->minutes, e->pre,
                                      e->post,   e->rating,  e->progress};
    unsigned known = e->self != 0 ? SELF : 0;
    for (unsigned i = 0; i < OPTIONAL; i++)
        known |= values[i] != EVENT_NONE ? 1u << i : 0;
    if (e->flags != 0)
        known |= FLAGS;
    unsigned char *at = to;
    *at++ = (unsigned char)known;
    *at++ = e->status;
    if (e->flags != 0)
        *at++ = e->flags;
    at = put(at, (uint64_t)e->line);
    at = put(at, (uint32_t)e->member);
    at = put(at, (uint32_t)e->session);
    at = put_signed(at, e->day);
    for (unsigned i = 0; i < OPTIONAL; i++)
        if (values[i] != EVENT_NONE)
            at = put_signed(at, values[i]);
    return (size_t)(at - to);
}

size_t eventcode_read(struct event *e, const unsigned char *from)
{
    int32_t *const values[OPTIONAL] = {&e->second, &e->minutes, &e->pre,
                                       &e->post,   &e->rating,  &e->progress};
    const unsigned char *at = from;
    unsigned known = *at++;
    e->status = *at++;
    e->flags = (known & FLAGS) != 0 ? *at++ : 0;
    e->self = (known & SELF) != 0;
    e->again = 0;
    e->line = (int64_t)get(&at);
    e->member = (int32_t)get(&at);
    e->session = (int32_t)get(&at);
    e->day = get_signed(&at);
    for (unsigned i = 0; i < OPTIONAL; i++)
        *values[i] = (known & 1u << i) != 0 ? get_signed(&at) : EVENT_NONE;
    return (size_t)(at - from);
}
