/*
 * write_training.h - the files about what is offered: courses.csv, venues.csv,
 * instructors.csv, offerings.csv and sessions.csv.
 *
 * venues.csv has headers and words of its own, in Chinese, which the study
 * maps. Meetings of which no list was kept have a headcount: theme days,
 * broadcasts, messages and mobile classes.
 */
#ifndef WRITE_TRAINING_H
#define WRITE_TRAINING_H

#include "sample-data/roster.h"
#include "sample-data/schedule.h"

void write_catalogue(const struct roster *r, const struct catalogue *c,
                     struct folder *folder);

void write_timetable(const struct roster *r, const struct catalogue *c,
                     struct folder *folder);

#endif
