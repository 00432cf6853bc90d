/*
 * manifest.h - manifest.csv of a OneRoster folder: which release it is, and
 * which of its files are there, whole ("bulk") or as changes ("delta").
 *
 * Source: 1EdTech, OneRoster CSV binding 1.1 and 1.2: rows of propertyName and
 * value.
 */
#ifndef MANIFEST_H
#define MANIFEST_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stdbool.h>

enum manifest_mode { MANIFEST_BULK, MANIFEST_DELTA, MANIFEST_ABSENT };

/*
 * Reads the manifest beside FILE, "users.csv" of some folder: it must be of
 * RELEASE, and MODE gets what it says of that file.
 */
int manifest_read(const char *file, const char *release,
                  enum manifest_mode *mode, struct diag *d) MUST_CHECK;

#endif
