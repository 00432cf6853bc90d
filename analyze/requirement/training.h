/*
 * training.h - which sessions are training, and which are meetings.
 *
 * A class (offering) is a meeting if nothing shows a plan for it - it is not
 * marked as planned and nobody was called to it -, none of its sessions has an
 * instructor, and its sessions together are shorter than a day of 480 minutes.
 * Self-paced learning is never a meeting.
 */
#ifndef TRAINING_H
#define TRAINING_H

#include "analyze/base/facts.h"
#include "lib/attr.h"
#include "lib/diag.h"

#include <sqlite3.h>
#include <stdbool.h>

/* By session: whether it is training. NULL on failure; free() it. */
bool *training_read(const struct facts *f, sqlite3 *db,
                    struct diag *d) MUST_CHECK;

#endif
