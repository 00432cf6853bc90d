/*
 * narrow.h - full-width letters, digits and signs, as Chinese keyboards give
 * them, in their ASCII form: ２０２５－０２ is 2025-02, and the ideographic
 * space is a blank.
 */
#ifndef NARROW_H
#define NARROW_H

#include <stddef.h>

/*
 * Copies LENGTH bytes of UTF-8 to TO[SIZE], full-width signs made narrow.
 * Returns the length of the copy; SIZE if it does not fit.
 */
size_t narrow_copy(const char *bytes, size_t length, char *to, size_t size);

#endif
