/*
 * lockfile.h - one writer at a time.
 *
 * The lock of FILE is a flock() on FILE.lock, which names its holder in one
 * line: "PROGRAM PID SINCE". The kernel lets go of it when the holder ends,
 * however it ends, so a line left by a killed program means nothing.
 */
#ifndef LOCKFILE_H
#define LOCKFILE_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>

enum { LOCKFILE_HOLDER = 128 };

/*
 * Takes the lock of PATH for PROGRAM, without waiting. Returns a descriptor
 * for lockfile_release(), or -1: held by another, who is named, or the file
 * cannot be made.
 */
int lockfile_take(const char *path, const char *program,
                  struct diag *d) MUST_CHECK;

/* Removes FILE.lock and lets go. LOCK may be -1. */
void lockfile_release(int lock, const char *path);

/*
 * Writes who holds the lock of PATH, "dripline-ingest (process 4711)", into
 * TO; "another program" where nobody is named. Returns TO.
 */
char *lockfile_holder(const char *path, char to[LOCKFILE_HOLDER]);

#endif
