/*
 * attendance.h - loads who was where, the one input that may be huge.
 *
 * Rows are resolved in memory, dealt out by blocks of members, and, block by
 * block, sorted, cleared of duplicates and stored in the order of member ids.
 * Memory is bounded by the members, the sessions and the largest block, not
 * by the rows of the file.
 */
#ifndef ATTENDANCE_H
#define ATTENDANCE_H

#include "ingest/source.h"

source_load attendance_load;

#endif
