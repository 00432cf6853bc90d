/*
 * reports.h - what writes each report; see report.h. docs/reports.md tells
 * what is in them.
 */
#ifndef REPORTS_H
#define REPORTS_H

#include "lib/attr.h"
#include "lib/diag.h"

struct context;

typedef int report_writer(const struct context *c, const char *file,
                          struct diag *d);

report_writer report_records;
report_writer report_requirements;
report_writer report_fulfilment;
report_writer report_survey;
report_writer report_needs;
report_writer report_segments;
report_writer report_recommendations;
report_writer report_groups;
report_writer report_plan;
report_writer report_classes;
report_writer report_backtest;
report_writer report_catalogue;
report_writer report_duplicates;
report_writer report_effects;
report_writer report_standing; /* reads effects.json */
report_writer report_annual;
report_writer report_rejects;
report_writer report_summary;  /* reads what those above have written */
report_writer report_page;     /* the same */
report_writer report_manifest; /* the same, all of it */

#endif
