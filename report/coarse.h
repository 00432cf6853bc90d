/*
 * coarse.h - shares of people so coarse that no count follows from them, not
 * even by taking the figures of parts from those of the whole.
 */
#ifndef COARSE_H
#define COARSE_H

#include <stdint.h>

/*
 * PART / WHOLE (WHOLE above 0) in steps of at least CELL people, and of at
 * least a hundredth, to two digits.
 */
double coarse_share(int64_t part, int64_t whole, int64_t cell);

#endif
