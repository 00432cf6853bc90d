/*
 * write_office.h - what offices keep: targets.csv, assessments.csv and
 * interviews.csv; study.json and policy.json.
 */
#ifndef WRITE_OFFICE_H
#define WRITE_OFFICE_H

#include "sample-data/roster.h"

void write_office(const struct roster *r, struct folder *folder);

void write_study(const struct roster *r, struct folder *folder);

#endif
