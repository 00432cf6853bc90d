/*
 * window.h - the stretch of days over which a rule asks for learning.
 *
 * Days only: no member, no event. All ends are included. Months are added as
 * in date_add_months(): 29 February and twelve months is 28 February.
 */
#ifndef WINDOW_H
#define WINDOW_H

#include <stdint.h>

struct window {
    int32_t begin, end;
};

/* A day of any year. 29 February is the last of February in other years. */
struct month_day {
    int month, day;
};

/* 1 January to 31 December of the year that DAY is in. */
struct window window_calendar_year(int32_t day);

/* The quarter from 1 January, April, July or October; the month. */
struct window window_calendar_quarter(int32_t day);
struct window window_calendar_month(int32_t day);

/*
 * The stretch of YEARS that DAY is in, of those that follow each other from
 * ANCHOR on, which is not after DAY. Each begins on the same day of the year as
 * the first: from 29 February, on 28 February where there is no other.
 */
struct window window_anniversary(int32_t anchor, int years, int32_t day);

/*
 * The season that DAY is in or, outside of it, the one that ended last. A
 * season whose FROM is later in the year than its TO goes over New Year.
 */
struct window window_season(struct month_day from, struct month_day to,
                            int32_t day);

/* The YEARS that end with DAY. */
struct window window_rolling(int32_t day, int years);

/* The last day whose window_rolling() still has DAY in it. */
int32_t window_rolling_last(int32_t day, int years);

/*
 * From ANCHOR to the day of the same number MONTHS later: who was appointed on
 * 15 January has six months up to and with 15 July.
 */
struct window window_after(int32_t anchor, int months);

#endif
