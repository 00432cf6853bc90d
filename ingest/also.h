/*
 * also.h - what some rows hold beside the row of their own table.
 */
#ifndef ALSO_H
#define ALSO_H

#include "ingest/source.h"

/* A member's organisation and attributes. */
source_also also_member;

/* A theme of an interview. */
source_also also_interview;

#endif
