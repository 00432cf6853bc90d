/* stopwatch.c - see stopwatch.h. */
#include "lib/stopwatch.h"

#include <time.h>

double stopwatch_now(void)
{
    struct timespec t;
    if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
        return 0;
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

double stopwatch_add(double *sum, double from)
{
    double now = stopwatch_now();
    *sum += now - from;
    return now;
}
