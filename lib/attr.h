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
 * For loops of arithmetic: compiled for narrow and for wide registers, and the
 * machine picks. The sums are the same to the bit, for C forbids to contract
 * or reorder them (-std=c11). INLINE goes before what such functions take in.
 */
#if defined __x86_64__ && defined __gnu_linux__ && !defined __clang__
#define WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define WIDE
#endif
#define INLINE static inline __attribute__((always_inline))

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

#endif
