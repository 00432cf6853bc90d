/* sortitems.c - see sortitems.h. */
#include "lib/sortitems.h"

#include "lib/mem.h"

#include <stdbool.h>
#include <stdlib.h>

enum { VALUES = 256, BITS = 64 };

/* Sorts by the byte at SHIFT, stably, into TO. False: it is always the same. */
static bool sort_digit(const struct sortitem *items, size_t count,
                       unsigned shift, struct sortitem *to)
{
    size_t places[VALUES] = {0};
    for (size_t i = 0; i < count; i++)
        places[items[i].number >> shift & 0xFF]++;
    if (places[items[0].number >> shift & 0xFF] == count)
        return false;
    for (size_t value = 0, sum = 0; value < VALUES; value++) {
        size_t these = places[value];
        places[value] = sum;
        sum += these;
    }
    for (size_t i = 0; i < count; i++)
        to[places[items[i].number >> shift & 0xFF]++] = items[i];
    return true;
}

struct sortitem *sortitems(struct sortitem *items, size_t count)
{
    if (count < 2)
        return items;
    struct sortitem *spare = mem_array(NULL, count, sizeof *spare);
    for (unsigned shift = 0; shift < BITS; shift += 8)
        if (sort_digit(items, count, shift, spare)) {
            struct sortitem *sorted = spare;
            spare = items;
            items = sorted;
        }
    free(spare);
    return items;
}
