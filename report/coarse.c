/* coarse.c - see coarse.h. */
#include "report/coarse.h"

#include <math.h>

double coarse_share(int64_t part, int64_t whole, int64_t cell)
{
    int64_t steps = cell > 0 ? whole / cell : 100;
    if (steps > 100)
        steps = 100;
    if (steps < 1)
        steps = 1;
    double near = round((double)steps * (double)part / (double)whole);
    return round(100 * near / (double)steps) / 100;
}
