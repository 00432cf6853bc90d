/*
 * county.h - the whole of the invented county, written into a folder.
 */
#ifndef COUNTY_H
#define COUNTY_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stdint.h>

struct county_order {
    uint64_t seed;
    int32_t members;    /* WORLD_LEAST .. WORLD_MOST */
    const char *truths; /* where to write the truths, or NULL */
    const char *folder; /* is made if it is not there */
};

/* Writes all files of the study; those of the same order are the same. */
int county_write(const struct county_order *order, struct diag *d) MUST_CHECK;

#endif
