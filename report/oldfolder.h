/*
 * oldfolder.h - folders that are about to go: what may be removed, and how.
 *
 * A part of folder.c; nobody else needs it.
 */
#ifndef OLDFOLDER_H
#define OLDFOLDER_H

#include "lib/attr.h"
#include "lib/diag.h"

/*
 * Fails unless PATH is absent, or a folder that is empty or holds manifest.json
 * and no file that the manifest does not list. A link to a folder is no folder.
 */
int oldfolder_check(const char *path, struct diag *d) MUST_CHECK;

/*
 * Removes the files of the folder FD and then the folder, if PATH is still its
 * name. What cannot be removed stays: a later run tries again.
 */
void oldfolder_remove(int fd, const char *path);

#endif
