/*
 * studysettings.h - the settings of the analyses. Used by study.c.
 */
#ifndef STUDYSETTINGS_H
#define STUDYSETTINGS_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/study.h"

/* Checks study->analysis against the table of sections and their keys. */
int studysettings_check(const struct study *study, struct diag *d) MUST_CHECK;

/*
 * The hash of all that changes a result, whatever the order of the keys: id,
 * titles, dates, seed, thresholds, analysis and policy; no path.
 */
void studysettings_hash(const struct study *study, char hex[DIGEST_TEXT]);

#endif
