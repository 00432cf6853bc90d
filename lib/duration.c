/*
 * duration.c - see duration.h. Sums are hundredths of a second, which hold all
 * that can be written exactly.
 */
#include "lib/duration.h"

#include "lib/datetime.h"
#include "lib/narrow.h"
#include "lib/text.h"

#include <string.h>

enum { MINUTE = 6000, HOUR = 60 };

static const int64_t most = (int64_t)DURATION_MOST * MINUTE;

/* Seconds of a unit; of those that depend on the table, what they are. */
enum { DAY = -1, HALF_DAY = -2 };

/* A word before others that begin with it comes behind them. */
static const struct unit {
    const char *text;
    int64_t seconds;
} units[] = {
    {"half a day", HALF_DAY},
    {"half day", HALF_DAY},
    {"half-day", HALF_DAY},
    {"半天", HALF_DAY},
    {"半日", HALF_DAY},
    {"全天", DAY},
    {"整天", DAY},
    {"full day", DAY},
    {"days", DAY},
    {"day", DAY},
    {"d", DAY},
    {"天", DAY},
    {"日", DAY},
    {"hours", 3600},
    {"hour", 3600},
    {"hrs", 3600},
    {"hr", 3600},
    {"h", 3600},
    {"个小时", 3600},
    {"小时", 3600},
    {"学时", 3600},
    {"时", 3600},
    {"minutes", 60},
    {"minute", 60},
    {"mins", 60},
    {"min", 60},
    {"m", 60},
    {"分钟", 60},
    {"分", 60},
    {"seconds", 1},
    {"second", 1},
    {"secs", 1},
    {"sec", 1},
    {"s", 1},
    {"秒钟", 1},
    {"秒", 1},
};

/* Numbers in words, in hundredths. */
static const struct {
    const char *text;
    int64_t hundredths;
} numerals[] = {
    {"半", 50},  {"一", 100}, {"二", 200}, {"两", 200},
    {"三", 300}, {"四", 400}, {"五", 500}, {"六", 600},
    {"七", 700}, {"八", 800}, {"九", 900}, {"十", 1000},
};

static int64_t unit_seconds(const struct duration_table *t, int64_t seconds)
{
    return seconds == DAY        ? t->day * 60
           : seconds == HALF_DAY ? t->half_day * 60
                                 : seconds;
}

static bool to_minutes(int64_t sum, int64_t *minutes)
{
    *minutes = (sum + MINUTE / 2) / MINUTE;
    return sum >= 0 && sum <= most;
}

bool duration_of(int64_t count, int64_t unit, int64_t *minutes)
{
    if (count < 0 || unit <= 0 || count > most / unit)
        return false;
    return to_minutes(count * unit, minutes);
}

static bool take_unit(struct datetime_cursor *c, int64_t *seconds)
{
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        if (datetime_word(c, units[i].text)) {
            *seconds = units[i].seconds;
            return true;
        }
    }
    return false;
}

static bool take_count(struct datetime_cursor *c,
                       const struct amount_format *format, int64_t *count)
{
    for (size_t i = 0; i < COUNT_OF(numerals); i++) {
        if (datetime_word(c, numerals[i].text)) {
            *count = numerals[i].hundredths;
            return true;
        }
    }
    return c->at < c->end && *c->at != '-' && *c->at != '+' &&
           amount_take(format, &c->at, c->end, count);
}

/* "1:30", "1:30:00": up to 99,999 hours. */
static bool read_clock(struct datetime_cursor c, int64_t *sum)
{
    int hours = datetime_number(&c, 1, 5);
    if (hours < 0 || datetime_one(&c, ":") == '\0')
        return false;
    int minutes = datetime_number(&c, 2, 2);
    int seconds = datetime_one(&c, ":") != '\0' ? datetime_number(&c, 2, 2) : 0;
    *sum = (((int64_t)hours * HOUR + minutes) * 60 + seconds) * 100;
    return minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60 &&
           c.at == c.end;
}

/* What has been read so far. */
struct sum {
    int64_t sum;  /* hundredths of seconds */
    int64_t last; /* the unit last read, in seconds; 0: none */
};

static bool add(struct sum *s, int64_t count, int64_t seconds)
{
    /* From the large to the small. */
    if (seconds <= 0 || (s->last > 0 && seconds >= s->last) ||
        count > most / seconds)
        return false;
    s->sum += count * seconds;
    s->last = seconds;
    return s->sum <= most;
}

/* A number and its unit, or a unit that says its number itself. */
static bool read_part(const struct duration_table *t,
                      const struct amount_format *format, int64_t bare,
                      struct datetime_cursor *c, struct sum *s)
{
    int64_t count = 100, seconds = 0;
    struct datetime_cursor before = *c;
    if (take_unit(c, &seconds) && (seconds == HALF_DAY || seconds == DAY))
        return add(s, count, unit_seconds(t, seconds));
    *c = before;
    if (s->last > 0 && datetime_word(c, "半") && c->at == c->end) {
        s->sum += s->last * 50; /* "1小时半" */
        return true;
    }
    bool digits = c->at < c->end && (unsigned char)*c->at < 0x80;
    if (!take_count(c, format, &count))
        return false;
    datetime_blanks(c);
    if (take_unit(c, &seconds))
        return add(s, count, unit_seconds(t, seconds));
    /* "1h30" means minutes; a number alone, the column's unit. */
    return digits && c->at == c->end &&
           add(s, count,
               s->last == 3600 ? 60
               : s->last == 0  ? bare
                               : 0);
}

static bool find_word(const struct duration_table *t, const char *bytes,
                      size_t length, int64_t *minutes)
{
    for (size_t i = 0; i < t->n_words; i++) {
        if (!text_equal(bytes, length, t->words[i].text))
            continue;
        *minutes = t->words[i].minutes;
        return true;
    }
    return false;
}

bool duration_read(const struct duration_table *t,
                   const struct amount_format *format, const char *bytes,
                   size_t length, int64_t unit, int64_t *minutes)
{
    char text[AMOUNT_TEXT];
    struct sum s = {0};
    if (find_word(t, bytes, length, minutes))
        return true;
    size_t used = narrow_copy(bytes, length, text, sizeof text);
    struct datetime_cursor c = {text, text + used};
    if (used == sizeof text || used == 0)
        return false;
    if (read_clock(c, &s.sum))
        return to_minutes(s.sum, minutes);
    while (c.at < c.end) {
        if (!read_part(t, format, unit, &c, &s))
            return false;
        datetime_blanks(&c);
    }
    return to_minutes(s.sum, minutes);
}
