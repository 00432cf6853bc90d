/*
 * sortitems.h - sorts very many things by a number, digit by digit.
 *
 * A least-significant-digit radix sort by bytes (Knuth, "The Art of Computer
 * Programming" 3, 5.2.5), which leaves out bytes that are the same in all. It
 * is stable.
 */
#ifndef SORTITEMS_H
#define SORTITEMS_H

#include "lib/attr.h"

#include <stddef.h>
#include <stdint.h>

struct sortitem {
    uint64_t number;
    const unsigned char *bytes; /* what it is of; borrowed */
};

/*
 * Sorts COUNT items, from mem_array(). They may come to lie elsewhere: returns
 * where, to be freed in the place of ITEMS.
 */
struct sortitem *sortitems(struct sortitem *items, size_t count) MUST_CHECK;

#endif
