/*
 * skyband.h - who can be among the K best of any mix of two lists.
 *
 *   score = a * FIRST + b * SECOND,  a > 0, b >= 0
 *
 * An item behind K others in both lists is never among the K best by score,
 * whatever a and b: the others are the K-skyband. One pass finds them, so that
 * many mixes may be tried on the few that are left. Papadias, Tao, Fu, Seeger,
 * "Progressive skyline computation in database systems", ACM TODS 30, 2005.
 */
#ifndef MATH_SKYBAND_H
#define MATH_SKYBAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SKYBAND_MOST = 64 };

/* The indexes below COUNT by SECOND, largest first, equal ones ascending. */
void skyband_order(const double *second, size_t count, uint32_t *order);

/*
 * Puts into OUT (room for COUNT), ascending, those OPEN that K - 1 others or
 * fewer are ahead of in both lists; of equal ones all may stay. K is 1 to
 * SKYBAND_MOST. Nothing is NaN. Returns how many there are.
 */
size_t skyband(const double *first, const uint32_t *order, const bool *open,
               size_t count, size_t k, uint32_t *out);

#endif
