/*
 * datetime.h - the pieces of which written dates and times are made. The inside
 * of dateformat.h, which is what other modules use.
 */
#ifndef DATETIME_H
#define DATETIME_H

#include "lib/attr.h"

#include <stdbool.h>
#include <stdint.h>

/* What is left to read. Each call takes what it finds, or nothing. */
struct datetime_cursor {
    const char *at, *end;
};

/* MIN to MAX digits; -1 if there are fewer. */
int datetime_number(struct datetime_cursor *c, int min, int max);

/* One of the signs of CHOICE; NUL if none of them is next. */
char datetime_one(struct datetime_cursor *c, const char *choice);

/* WORD, but for the case of ASCII letters. */
bool datetime_word(struct datetime_cursor *c, const char *word);

void datetime_blanks(struct datetime_cursor *c);

/* An English month, "Feb" or "February": 1 to 12, or 0. */
int datetime_month(struct datetime_cursor *c);

/* An English day of the week with a comma behind it, if there is one. */
void datetime_weekday(struct datetime_cursor *c);

/*
 * What follows a date: a sign, a time, a zone. False if that is none of them.
 * SECOND is of the day, OFFSET the minutes ahead of UTC if ZONED. With LOOSE,
 * text that is no time is left where it is.
 */
bool datetime_read(struct datetime_cursor *c, bool loose, int32_t *second,
                   bool *zoned, int32_t *offset) MUST_CHECK;

#endif
