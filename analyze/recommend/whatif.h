/*
 * whatif.h - the class plan with other seats, without a new analysis.
 *
 * Reads what the last run of the study kept (keep.h), changes the seats, the
 * budget or the places of a member as a file says,
 *
 *     {"seats": {"O2026-C026": 200, "C030": 60}, "budget": 50000,
 *      "per_member": 2}
 *
 * - a course's id stands for all its classes - and tells both plans side by
 * side on standard output. Changes nothing.
 */
#ifndef WHATIF_H
#define WHATIF_H

#include "analyze/run.h"

/* CHANGES is the path of the file. The warehouse is opened read-only. */
int whatif_tell(const struct cli *cli, const struct study *study,
                const char *changes, struct diag *d) MUST_CHECK;

#endif
