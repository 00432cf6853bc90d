/*
 * studyfolder.h - where the report folder may lie.
 *
 * A part of study.c. The folder is replaced whole by every run, so neither the
 * study nor what it keeps from run to run may lie in it.
 */
#ifndef STUDYFOLDER_H
#define STUDYFOLDER_H

#include "lib/attr.h"
#include "lib/diag.h"

struct study;

/*
 * Fails, with the line of the key at fault, if the folder of the STUDY, its
 * warehouse or its key file lies in the report folder, there or to be made.
 */
int studyfolder_check(const struct study *study, struct diag *d) MUST_CHECK;

#endif
