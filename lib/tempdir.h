/*
 * tempdir.h - where temporary files go, and folders for some of them.
 */
#ifndef TEMPDIR_H
#define TEMPDIR_H

#include "lib/attr.h"
#include "lib/diag.h"

/* TMPDIR if it is set, else /var/tmp, or /tmp if that may not be written. */
const char *tempdir_place(void);

/*
 * Makes a folder there, of mode 0700. Returns its path, for tempdir_remove(),
 * or NULL.
 */
char *tempdir_make(struct diag *d) MUST_CHECK;

/*
 * Removes the folder PATH with all that lies in it, following no link, and
 * frees PATH, which may be NULL.
 */
int tempdir_remove(char *path, struct diag *d) MUST_CHECK;

#endif
