/*
 * also.h - what some rows hold beside the row of their own table.
 */
#ifndef ALSO_H
#define ALSO_H

#include "ingest/source.h"

/* A member's organisation and attributes, and the columns of their tables and
   of its own. */
source_also also_member;
extern const char *const also_member_columns[];
extern const char *const also_membership_columns[];
extern const char *const also_attribute_columns[];

/* Frees what also_member() keeps from row to row; takes NULL. */
struct also_kept;
void also_free(struct also_kept *kept);

/* A theme of an interview. */
source_also also_interview;

#endif
