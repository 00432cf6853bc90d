/*
 * fisher.h - a two by two table, exactly.
 *
 * Fisher, JRSS 98, 1935: given its margins, the first cell is hypergeometric.
 * P is two-sided, the chance of all tables no likelier than the one seen. The
 * odds ratio is that which makes the cell's mean, given the margins, what was
 * seen, and its interval the inversion of two one-sided exact tests (Cornfield
 * 1956; as R's fisher.test() does). Sums run over logarithms of the chances
 * with ratios of neighbours, so tails keep their digits where GSL's
 * hypergeometric loses half of them (N of 10^8).
 *
 * Margins that leave more than FISHER_MAX tables make everything NaN: there
 * chi-square is exact enough.
 */
#ifndef MATH_FISHER_H
#define MATH_FISHER_H

#include <stdint.h>

enum { FISHER_MAX = 10000000 };

struct fisher {
    double p;
    double odds_ratio, low, high; /* conditional; 0 and infinity may be */
};

/* CELLS: a, b of the first row, c, d of the second. LEVEL is 0.95, say. */
struct fisher fisher_test(const int64_t cells[4], double level);

/*
 * The chance that of DRAWN out of TOTAL, of whom MARKED are marked, HITS or
 * more are: the upper tail of the hypergeometric. NaN if that is no such case.
 */
double fisher_upper(int64_t hits, int64_t drawn, int64_t marked, int64_t total);

#endif
