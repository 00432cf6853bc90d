/*
 * regular.h - opens files that have bytes and an end.
 *
 * A pipe, a device or a folder in the place of a file would make a reader wait
 * for ever, or read for ever.
 */
#ifndef REGULAR_H
#define REGULAR_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>

/*
 * Opens PATH for reading and waits for nobody. Returns a descriptor, to be
 * closed; *SIZE, unless NULL, gets its bytes. -1 and a diag that names PATH if
 * it cannot be opened or is not a regular file.
 */
int regular_open(const char *path, size_t *size, struct diag *d) MUST_CHECK;

#endif
