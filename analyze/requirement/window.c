/* window.c - see window.h. */
#include "analyze/requirement/window.h"

#include "lib/date.h"

/* Dates beyond what lib/date.h knows are its first or its last day. */
static int32_t clamp(int32_t day, int forward)
{
    if (day != DATE_NONE)
        return day;
    return forward ? date_day(2400, 12, 31) : date_day(1600, 1, 1);
}

struct window window_calendar_year(int32_t day)
{
    int year = date_year(day);
    return (struct window){date_day(year, 1, 1), date_day(year, 12, 31)};
}

/* The stretch of COUNT months that DAY is in, from January on. */
static struct window months_of_year(int32_t day, int count)
{
    int year, month, day_of_month;
    date_civil(day, &year, &month, &day_of_month);
    month -= (month - 1) % count;
    int32_t begin = date_day(year, month, 1);
    return (struct window){begin, clamp(date_add_months(begin, count), 1) - 1};
}

struct window window_calendar_quarter(int32_t day)
{
    return months_of_year(day, 3);
}

struct window window_calendar_month(int32_t day)
{
    return months_of_year(day, 1);
}

struct window window_anniversary(int32_t anchor, int years, int32_t day)
{
    int past = (date_year(day) - date_year(anchor)) / years;
    int32_t begin = clamp(date_add_months(anchor, 12 * years * past), 1);
    if (begin > day)
        begin = clamp(date_add_months(anchor, 12 * years * --past), 0);
    int32_t next = date_add_months(anchor, 12 * years * (past + 1));
    return (struct window){begin, clamp(next, 1) - (next != DATE_NONE)};
}

static int32_t day_in_year(int year, struct month_day md)
{
    int32_t day = date_day(year, md.month, md.day);
    if (day == DATE_NONE)
        day = date_day(year, 2, 28);
    return clamp(day, year > 1600);
}

static struct window season_of(int year, struct month_day from,
                               struct month_day to)
{
    int over_new_year =
        from.month > to.month || (from.month == to.month && from.day > to.day);
    return (struct window){day_in_year(year, from),
                           day_in_year(year + over_new_year, to)};
}

struct window window_season(struct month_day from, struct month_day to,
                            int32_t day)
{
    int year = date_year(day);
    struct window w = season_of(year, from, to);
    return w.begin <= day ? w : season_of(year - 1, from, to);
}

struct window window_rolling(int32_t day, int years)
{
    return (struct window){clamp(date_add_months(day + 1, -12 * years), 0),
                           day};
}

int32_t window_rolling_last(int32_t day, int years)
{
    int32_t last = clamp(date_add_months(day, 12 * years), 1) - 1;
    while (window_rolling(last + 1, years).begin <= day)
        last++;
    return last;
}

struct window window_after(int32_t anchor, int months)
{
    return (struct window){anchor, clamp(date_add_months(anchor, months), 1)};
}
