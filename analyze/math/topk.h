/*
 * topk.h - the K best of a list of scores, exactly.
 *
 * Order: score, highest first; of equal scores, the lower index. An index is a
 * place in the order of ids, so ties go by id. Scores that are -infinity (not
 * eligible) or NaN are never chosen.
 */
#ifndef MATH_TOPK_H
#define MATH_TOPK_H

#include <stddef.h>
#include <stdint.h>

/*
 * Puts the indexes of the best into OUT (room for K), best first. Returns how
 * many there are: K, or fewer if fewer scores may be chosen.
 */
size_t topk(const double *scores, size_t count, size_t k, uint32_t *out);

#endif
