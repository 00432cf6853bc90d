/*
 * record.h - the analysis "record": the learning record of every member.
 *
 * Stores run_period (0 all years up to the as-of day, 1 the study's period up
 * to the as-of day), learning_total (a row for every member of the register
 * and period, also without any learning), learning_record (what is not zero)
 * and record_slot. What counts is in learning.h and turnout.h, the slots in
 * slot.h, the percentile in peers.h.
 *
 * Memory: 300 bytes a member until the percentiles are known.
 */
#ifndef RECORD_H
#define RECORD_H

#include "analyze/task.h"

extern const struct task record_task;

#endif
