/*
 * scratch.h - a folder of its own for tests that need files.
 *
 * scratch_make() and scratch_remove() are a setup and a teardown of cmocka, of
 * a test or of a group; in between *STATE is the folder's path.
 */
#ifndef SCRATCH_H
#define SCRATCH_H

#include <stddef.h>

/* Makes a folder below TMPDIR or /tmp. */
int scratch_make(void **state);

/* Removes the folder with all that lies in it. */
int scratch_remove(void **state);

/* The path of NAME in the folder; free() it. */
char *scratch_path(void **state, const char *name);

/* Writes LENGTH bytes into NAME in the folder; returns its path; free() it. */
char *scratch_write(void **state, const char *name, const char *bytes,
                    size_t length);

#endif
