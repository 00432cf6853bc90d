/*
 * math_near.h - what the tests of analyze/math share: cmocka, and numbers that
 * need not be equal to the bit.
 */
#ifndef UNIT_MATH_NEAR_H
#define UNIT_MATH_NEAR_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* Fails unless GOT is within BOUND of WANT. */
#define assert_near(got, want, bound) \
    assert_near_at((got), (want), (bound), __FILE__, __LINE__)

static inline void assert_near_at(double got, double want, double bound,
                                  const char *file, int line)
{
    if (fabs(got - want) <= bound)
        return;
    print_error("got %.15g, expected %.15g (+-%.3g)\n", got, want, bound);
    _fail(file, line);
}

#endif
