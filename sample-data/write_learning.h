/*
 * write_learning.h - what members did: attendance.csv, enrolments.csv, what is
 * asked months after (write_followup.h) and the menu orders of choices.csv.
 * Members come one after the other, so memory does
 * not grow with the attendance.
 */
#ifndef WRITE_LEARNING_H
#define WRITE_LEARNING_H

#include "sample-data/truths.h"

void write_learning(const struct roster *r, const struct catalogue *c,
                    struct truths *truths, struct folder *folder);

void write_choices(const struct roster *r, const struct catalogue *c,
                   struct folder *folder);

#endif
