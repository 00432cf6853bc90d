/*
 * mem.h - memory that is there or the program ends.
 *
 * Dripline is a batch: out of memory it says so and stops with status 1, and
 * the warehouse rolls back. Sizes that come from input go through mem_array(),
 * which refuses a product that overflows. Free everything with free().
 */
#ifndef MEM_H
#define MEM_H

#include "lib/attr.h"

#include <stddef.h>

/* SIZE bytes of zeros; never NULL, also when SIZE is 0. */
void *mem_alloc(size_t size) MUST_CHECK;

/*
 * The same for a table that is read here and there: where it is large it begins
 * with a large page and is made of them from the beginning.
 */
void *mem_table(size_t size) MUST_CHECK;

/* As realloc(), but never NULL. New bytes are not set. */
void *mem_realloc(void *old, size_t size) MUST_CHECK;

/* Room for COUNT items of SIZE bytes each; OLD may be NULL. Not set to zero. */
void *mem_array(void *old, size_t count, size_t size) MUST_CHECK;

/*
 * Makes room for one more item in an array that grows by doubling:
 * "list = mem_grow(list, count, &room, sizeof *list); list[count++] = x;".
 */
void *mem_grow(void *list, size_t count, size_t *room, size_t size) MUST_CHECK;

/*
 * COUNT zeros at the beginning of a line of the processor's cache, so that a
 * wide register is read from one line, not from two.
 */
double *mem_lanes(size_t count) MUST_CHECK;

/* A copy of TEXT; NULL for NULL. */
char *mem_text(const char *text) MUST_CHECK;

/* A copy of the first LENGTH bytes, closed by a NUL. */
char *mem_text_n(const char *text, size_t length) MUST_CHECK;

/* What printf would have printed. */
char *mem_format(const char *fmt, ...) PRINTF_LIKE(1, 2) MUST_CHECK;

#endif
