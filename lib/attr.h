/*
 * attr.h - attributes that let the compiler check our contracts.
 */
#ifndef ATTR_H
#define ATTR_H

/* The result says whether the call succeeded: it must not be dropped. */
#define MUST_CHECK __attribute__((warn_unused_result))

/* FMT and FIRST are the places of the format and of its first value. */
#define PRINTF_LIKE(fmt, first) __attribute__((format(printf, fmt, first)))

/*
 * Compiled also for newer processors, and chosen when the program starts. For
 * whole numbers, or for numbers each computed by itself: sums of real numbers
 * would be added in another order.
 */
#if defined __x86_64__ && defined __GNUC__ && !defined __clang__
#define WIDE_VECTORS __attribute__((target_clones("avx2", "default")))
#else
#define WIDE_VECTORS
#endif

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* Asks for the memory at ADDRESS, which will be read soon. */
#ifdef __GNUC__
#define PREFETCH(address) __builtin_prefetch(address)
#else
#define PREFETCH(address) ((void)(address))
#endif

#endif
