/*
 * attendance.h - loads who was where, the one input that may be huge.
 *
 * Threads read the rows and resolve what they name; the events are dealt out by
 * ranges of members (deal.h). Then threads sort a range, find its duplicates
 * and make pages of it, and one thread stores these in the order of member
 * ids. Memory is bounded by the members, the sessions and the largest range,
 * not by the rows of the file; what is stored does not depend on the threads
 * nor on the ranges.
 */
#ifndef ATTENDANCE_H
#define ATTENDANCE_H

#include "ingest/source.h"

source_load attendance_load;

#endif
