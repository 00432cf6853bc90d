/*
 * duration.h - durations as people write them: 1.5, 90min, 1:30, 1h30,
 * 1.5小时, 1小时30分, 90分钟, 半天, 1天, 2 days.
 *
 * A bare number is in the unit of its column. 1:30 is hours and minutes,
 * 1:30:00 has seconds. How long a day and a half-day are, and what a study's
 * own words mean, is a table.
 */
#ifndef DURATION_H
#define DURATION_H

#include "lib/amount.h"
#include "lib/attr.h"

struct duration_word {
    const char *text; /* of the whole cell */
    int64_t minutes;
};

/* Minutes of a day of training and of half of one; words of the study. */
struct duration_table {
    int64_t day, half_day;
    struct duration_word *words; /* owned by who made the table */
    size_t n_words;
};

enum {
    DURATION_DAY = 480,      /* unless a study says otherwise */
    DURATION_HALF_DAY = 240, /* likewise */
    DURATION_MOST = 1000000000
};

/*
 * Reads LENGTH bytes, no blanks around, into whole minutes, halves up. UNIT is
 * the seconds of a bare number's unit. False if they are no duration, are
 * below zero, or have more than DURATION_MOST minutes.
 */
bool duration_read(const struct duration_table *table,
                   const struct amount_format *format, const char *bytes,
                   size_t length, int64_t unit, int64_t *minutes) MUST_CHECK;

/* The same of a bare number alone, of COUNT hundredths. */
bool duration_of(int64_t count, int64_t unit, int64_t *minutes) MUST_CHECK;

#endif
