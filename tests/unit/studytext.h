/*
 * studytext.h - a study with every key in it, for tests to change and read.
 */
#ifndef STUDYTEXT_H
#define STUDYTEXT_H

#include "lib/diag.h"
#include "lib/study.h"

/* Every key once. */
extern const char studytext[];

/* A setup of cmocka: as scratch_make(), with the files that it names. */
int studytext_make(void **state);

/* Writes TEXT into NAME in the folder. */
void studytext_file(void **state, const char *name, const char *text);

/* The study, with the first FROM in it replaced by TO. free() it. */
char *studytext_change(const char *from, const char *to);

/* Reads TEXT as study.json in the folder; the second must succeed. */
int studytext_read(void **state, const char *text, struct study *study,
                   struct diag *d);
void studytext_read_well(void **state, const char *text, struct study *study);

#endif
