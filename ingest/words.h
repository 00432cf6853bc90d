/*
 * words.h - the standard words of the warehouse, each list up to a NULL.
 *
 * docs/formats.md tells what they mean. A study maps its own words to these.
 */
#ifndef WORDS_H
#define WORDS_H

extern const char *const words_levels[];
extern const char *const words_forms[];
extern const char *const words_channels[];
extern const char *const words_methods[];
extern const char *const words_statuses[];  /* of attendance, from 1: table
                                               status */
extern const char *const words_standings[]; /* of membership */
extern const char *const words_course_kinds[];
extern const char *const words_engagements[];
extern const char *const words_assessors[];

#endif
