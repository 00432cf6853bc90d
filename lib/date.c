/*
 * date.c - see date.h.
 *
 * The conversions count in eras of 400 Gregorian years (146,097 days) and in
 * years that begin on 1 March, so that the leap day is the last of its year:
 * Edward Graham Richards, "Mapping Time", 1998, chapter 25.
 */
#include "lib/date.h"

#include <string.h>

enum {
    YEAR_MIN = 1600,
    YEAR_MAX = 2400,
    ERA_DAYS = 146097,
    ERA_TO_1970 = 719468, /* days from 0000-03-01 to 1970-01-01 */
    DAY_MINUTES = 1440
};

static bool year_is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && year_is_leap(year) ? 29 : days[month - 1];
}

int32_t date_day(int year, int month, int day)
{
    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 ||
        day < 1 || day > month_days(year, month))
        return DATE_NONE;
    int y = month > 2 ? year : year - 1;
    int era = y / 400;
    int of_era = y % 400;
    int of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
           ERA_TO_1970;
}

void date_civil(int32_t day, int *year, int *month, int *day_of_month)
{
    int64_t days = (int64_t)day + ERA_TO_1970;
    int64_t era = (days >= 0 ? days : days - (ERA_DAYS - 1)) / ERA_DAYS;
    int of_era = (int)(days - era * ERA_DAYS);
    int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * y + y / 4 - y / 100);
    int m = (5 * of_year + 2) / 153;
    *day_of_month = of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = (int)(era * 400) + y + (*month <= 2);
}

int date_year(int32_t day)
{
    int year, month, of_month;
    date_civil(day, &year, &month, &of_month);
    return year;
}

int date_weekday(int32_t day)
{
    int64_t from_thursday = ((int64_t)day % 7 + 7) % 7;
    return (int)((from_thursday + 3) % 7) + 1;
}

int32_t date_add_months(int32_t day, int months)
{
    if (day == DATE_NONE || months < -12 * YEAR_MAX || months > 12 * YEAR_MAX)
        return DATE_NONE;
    int year, month, of_month;
    date_civil(day, &year, &month, &of_month);
    int total = year * 12 + month - 1 + months;
    if (total < YEAR_MIN * 12)
        return DATE_NONE;
    year = total / 12;
    month = total % 12 + 1;
    int last = month_days(year, month);
    return date_day(year, month, of_month < last ? of_month : last);
}

/* What is left to read. */
struct cursor {
    const char *at, *end;
};

/* Takes MIN to MAX digits; -1 if there are fewer. */
static int take_number(struct cursor *c, int min, int max)
{
    int value = 0, count = 0;
    while (c->at < c->end && count < max && *c->at >= '0' && *c->at <= '9') {
        value = value * 10 + (*c->at++ - '0');
        count++;
    }
    return count < min ? -1 : value;
}

/* Takes one of the characters of CHOICE; NUL if none of them is next. */
static char take_one(struct cursor *c, const char *choice)
{
    if (c->at == c->end || *c->at == '\0' || strchr(choice, *c->at) == NULL)
        return '\0';
    return *c->at++;
}

static bool take_date(struct cursor *c, int32_t *day)
{
    int year = take_number(c, 4, 4);
    char separator = take_one(c, "-/.");
    int month = take_number(c, 1, 2);
    char again[2] = {separator, '\0'};
    if (separator == '\0' || take_one(c, again) == '\0')
        return false;
    int of_month = take_number(c, 1, 2);
    *day = date_day(year, month, of_month);
    return *day != DATE_NONE;
}

/* Takes hours and minutes, and seconds and a "Z" if they are there. */
static bool take_time(struct cursor *c, int32_t *second)
{
    int hours = take_number(c, 1, 2);
    if (take_one(c, ":") == '\0')
        return false;
    int minutes = take_number(c, 2, 2);
    int seconds = take_one(c, ":") != '\0' ? take_number(c, 2, 2) : 0;
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 ||
        seconds > 59)
        return false;
    if (take_one(c, ".") != '\0') {
        if (take_number(c, 1, 1) < 0)
            return false;
        while (take_number(c, 1, 1) >= 0)
            continue;
    }
    take_one(c, "Z");
    *second = hours * 3600 + minutes * 60 + seconds;
    return true;
}

bool date_read(const char *text, size_t length, int32_t *day)
{
    struct cursor c = {text, text + length};
    int32_t found;
    if (!take_date(&c, &found) || c.at != c.end)
        return false;
    *day = found;
    return true;
}

bool date_read_time(const char *text, size_t length, int32_t *day,
                    int32_t *second)
{
    struct cursor c = {text, text + length};
    int32_t found, at = -1;
    if (!take_date(&c, &found))
        return false;
    if (take_one(&c, " T") != '\0' && !take_time(&c, &at))
        return false;
    if (c.at != c.end)
        return false;
    *day = found;
    *second = at;
    return true;
}

static char *put_digits(char *to, int value, int digits)
{
    for (int i = digits - 1; i >= 0; i--) {
        to[i] = (char)('0' + value % 10);
        value /= 10;
    }
    return to + digits;
}

char *date_write(int32_t day, char *to)
{
    int year, month, of_month;
    date_civil(day, &year, &month, &of_month);
    char *end = to;
    if (year >= YEAR_MIN && year <= YEAR_MAX) {
        end = put_digits(end, year, 4);
        *end++ = '-';
        end = put_digits(end, month, 2);
        *end++ = '-';
        end = put_digits(end, of_month, 2);
    }
    *end = '\0';
    return to;
}

char *date_write_minute(int64_t minute, char *to)
{
    int64_t day = minute / DAY_MINUTES;
    int of_day = (int)(minute % DAY_MINUTES);
    if (of_day < 0) {
        of_day += DAY_MINUTES;
        day--;
    }
    bool fits = day > INT32_MIN && day < INT32_MAX;
    date_write(fits ? (int32_t)day : DATE_NONE, to);
    if (to[0] == '\0')
        return to;
    char *end = to + DATE_TEXT - 1;
    *end++ = 'T';
    end = put_digits(end, of_day / 60, 2);
    *end++ = ':';
    end = put_digits(end, of_day % 60, 2);
    *end = '\0';
    return to;
}
