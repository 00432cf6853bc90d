/* datetime.c - see datetime.h. */
#include "lib/datetime.h"

#include <stddef.h>
#include <string.h>

int datetime_number(struct datetime_cursor *c, int min, int max)
{
    int value = 0, count = 0;
    while (c->at + count < c->end && count < max && c->at[count] >= '0' &&
           c->at[count] <= '9')
        value = value * 10 + (c->at[count++] - '0');
    if (count < min)
        return -1;
    c->at += count;
    return value;
}

char datetime_one(struct datetime_cursor *c, const char *choice)
{
    if (c->at == c->end || *c->at == '\0' || strchr(choice, *c->at) == NULL)
        return '\0';
    return *c->at++;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool datetime_word(struct datetime_cursor *c, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(c->end - c->at) < length)
        return false;
    for (size_t i = 0; i < length; i++)
        if (lower(c->at[i]) != lower(word[i]))
            return false;
    c->at += length;
    return true;
}

void datetime_blanks(struct datetime_cursor *c)
{
    while (datetime_one(c, " ") != '\0')
        continue;
}

/* The place of a word in a list, at least SHORT letters of it; -1. */
static int find_word(struct datetime_cursor *c, const char *const *words,
                     size_t count)
{
    enum { SHORT = 3 };
    for (size_t i = 0; i < count; i++) {
        char brief[SHORT + 1] = {words[i][0], words[i][1], words[i][2], '\0'};
        if (datetime_word(c, words[i]) || datetime_word(c, brief))
            return (int)i;
    }
    return -1;
}

int datetime_month(struct datetime_cursor *c)
{
    static const char *const months[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    return find_word(c, months, COUNT_OF(months)) + 1;
}

void datetime_weekday(struct datetime_cursor *c)
{
    static const char *const days[] = {"Monday",   "Tuesday", "Wednesday",
                                       "Thursday", "Friday",  "Saturday",
                                       "Sunday"};
    struct datetime_cursor before = *c;
    if (find_word(c, days, COUNT_OF(days)) < 0)
        return;
    if (datetime_one(c, ",") == '\0')
        *c = before;
    datetime_blanks(c);
}

/* Hours of twelve become hours of the day; -1 for 0 and beyond 12. */
static int twelve(int hours, bool afternoon)
{
    if (hours < 1 || hours > 12)
        return -1;
    return hours % 12 + (afternoon ? 12 : 0);
}

/* "PM" behind a time, or "下午" before it. */
static bool take_half(struct datetime_cursor *c, bool *afternoon)
{
    struct datetime_cursor before = *c;
    datetime_blanks(c);
    *afternoon = datetime_word(c, "PM") || datetime_word(c, "下午");
    if (*afternoon || datetime_word(c, "AM") || datetime_word(c, "上午"))
        return true;
    *c = before;
    return false;
}

static void skip_digits(struct datetime_cursor *c)
{
    while (datetime_number(c, 1, 1) >= 0)
        continue;
}

/* Hours and minutes, seconds and their fraction if they are there. */
static bool take_clock(struct datetime_cursor *c, int32_t *second)
{
    bool afternoon = false, halves = take_half(c, &afternoon);
    int hours = datetime_number(c, 1, 2);
    char sign = datetime_one(c, ":.");
    int minutes = datetime_number(c, 2, 2);
    int seconds = sign == ':' && datetime_one(c, ":") != '\0'
                      ? datetime_number(c, 2, 2)
                      : 0;
    if (sign == '\0' || minutes < 0 || seconds < 0)
        return false;
    if (sign == ':' && datetime_one(c, ".,") != '\0') {
        if (datetime_number(c, 1, 1) < 0)
            return false;
        skip_digits(c);
    }
    halves = halves || take_half(c, &afternoon);
    hours = halves && hours <= 12 ? twelve(hours, afternoon) : hours;
    /* "9.00" is a time only where AM or PM says so. */
    if ((sign == '.' && !halves) || hours < 0 || hours > 23 || minutes > 59 ||
        seconds > 59)
        return false;
    *second = hours * 3600 + minutes * 60 + seconds;
    return true;
}

/* "Z", "UTC", "+08:00", "+0800", "+08"; nothing is no zone. */
static bool take_zone(struct datetime_cursor *c, bool *zoned, int32_t *offset)
{
    struct datetime_cursor before = *c;
    datetime_blanks(c);
    *zoned = datetime_word(c, "Z") || datetime_word(c, "UTC") ||
             datetime_word(c, "GMT");
    char sign = datetime_one(c, "+-");
    if (sign == '\0') {
        if (!*zoned)
            *c = before;
        return true;
    }
    int hours = datetime_number(c, 2, 2);
    datetime_one(c, ":");
    int minutes = datetime_number(c, 2, 2);
    minutes = minutes < 0 ? 0 : minutes;
    *zoned = true;
    *offset = (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
    return hours >= 0 && hours <= 14 && minutes < 60;
}

bool datetime_read(struct datetime_cursor *c, bool loose, int32_t *second,
                   bool *zoned, int32_t *offset)
{
    struct datetime_cursor before = *c;
    *zoned = false;
    *offset = 0;
    datetime_one(c, "T,");
    datetime_blanks(c);
    if (take_clock(c, second) && take_zone(c, zoned, offset))
        return true;
    *second = -1;
    *zoned = false;
    *c = before;
    return loose;
}
