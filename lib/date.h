/*
 * date.h - days and minute stamps, without zones.
 *
 * A day is a count of days since 1970-01-01 in the Gregorian calendar; years
 * 1600..2400 are accepted. A minute stamp is minutes since 1970-01-01 00:00.
 * No day is DATE_NONE. Nothing here knows a time zone, a locale or the clock.
 */
#ifndef DATE_H
#define DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DATE_NONE INT32_MIN

/* The day of a civil date; DATE_NONE if there is no such date. */
int32_t date_day(int year, int month, int day);

void date_civil(int32_t day, int *year, int *month, int *day_of_month);
int date_year(int32_t day);

/* 1 Monday .. 7 Sunday. */
int date_weekday(int32_t day);

/*
 * MONTHS later (or earlier); a day that the month lacks becomes its last one:
 * 31 January and a month is 28 or 29 February, 29 February and a year is 28.
 * DATE_NONE for DATE_NONE and for what falls out of the accepted years.
 */
int32_t date_add_months(int32_t day, int months);

/*
 * Reads "2025-02-28" or "2025/2/28" or "2025.2.28" (LENGTH bytes, no blanks
 * around). Returns false if it is not a date.
 */
bool date_read(const char *text, size_t length, int32_t *day);

/*
 * Reads a date, and a time after a blank or a 'T' if there is one:
 * "2025-02-28 14:30", with ":ss", a fraction of seconds (dropped) and a "Z"
 * (dropped) allowed. SECOND is of the day, -1 where there is no time.
 */
bool date_read_time(const char *text, size_t length, int32_t *day,
                    int32_t *second);

enum { DATE_TEXT = 11, DATE_TIME_TEXT = 17 };

/*
 * Writes "2025-02-28" into TO[DATE_TEXT]; "" for DATE_NONE and for years that
 * are not accepted. Returns TO.
 */
char *date_write(int32_t day, char *to);

/* Writes "2025-02-28T14:30" into TO[DATE_TIME_TEXT]. Returns TO. */
char *date_write_minute(int64_t minute, char *to);

#endif
