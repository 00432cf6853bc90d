/* dateformat.c - see dateformat.h. */
#include "lib/dateformat.h"

#include "lib/date.h"
#include "lib/datetime.h"
#include "lib/narrow.h"

#include <string.h>

enum {
    EXCEL_ZERO = 25569,      /* of 1970-01-01, from the trap on */
    EXCEL_TRAP = 60,         /* 1900-02-29 */
    EXCEL_1904_ZERO = 24107, /* of 1970-01-01 */
    DAY_SECONDS = 86400,
    EXCEL_MOST = 200000 /* beyond the year 2400 */
};

static const struct {
    const char *name;
    struct dateformat format;
} formats[] = {
    {"Y-M-D", {DATEFORMAT_YEAR_FIRST, 0}},
    {"Y/M/D", {DATEFORMAT_YEAR_FIRST, 0}},
    {"Y.M.D", {DATEFORMAT_YEAR_FIRST, 0}},
    {"Y年M月D日", {DATEFORMAT_YEAR_FIRST, 0}},
    {"YMD", {DATEFORMAT_COMPACT, 0}},
    {"D.M.Y", {DATEFORMAT_DAY_FIRST, '.'}},
    {"D/M/Y", {DATEFORMAT_DAY_FIRST, '/'}},
    {"D-M-Y", {DATEFORMAT_DAY_FIRST, '-'}},
    {"M/D/Y", {DATEFORMAT_MONTH_FIRST, '/'}},
    {"M-D-Y", {DATEFORMAT_MONTH_FIRST, '-'}},
    {"D Mon Y", {DATEFORMAT_NAMED, 0}},
    {"excel", {DATEFORMAT_EXCEL, 0}},
    {"excel-1904", {DATEFORMAT_EXCEL_1904, 0}},
    {"unix", {DATEFORMAT_UNIX, 0}},
};

const char dateformat_names[] =
    "Y-M-D, Y/M/D, Y.M.D, Y年M月D日, YMD, D.M.Y, D/M/Y, D-M-Y, M/D/Y, M-D-Y, "
    "D Mon Y, excel, excel-1904, unix";

bool dateformat_find(const char *name, struct dateformat *format)
{
    for (size_t i = 0; i < COUNT_OF(formats); i++) {
        if (strcmp(formats[i].name, name) == 0) {
            *format = formats[i].format;
            return true;
        }
    }
    return false;
}

const char *dateformat_name(const struct dateformat *format)
{
    for (size_t i = 0; i < COUNT_OF(formats); i++)
        if (formats[i].format.order == format->order &&
            formats[i].format.sign == format->sign)
            return formats[i].name;
    return "?";
}

static bool set_day(struct dateformat_moment *m, int year, int month, int day)
{
    m->day = date_day(year, month, day);
    return m->day != DATE_NONE;
}

/* The three words behind the numbers; the last may be left out. */
static bool read_hanzi(struct datetime_cursor *c, int year,
                       struct dateformat_moment *m)
{
    datetime_blanks(c);
    int month = datetime_number(c, 1, 2);
    datetime_blanks(c);
    if (!datetime_word(c, "月"))
        return false;
    datetime_blanks(c);
    int day = datetime_number(c, 1, 2);
    datetime_blanks(c);
    if (!datetime_word(c, "日"))
        datetime_word(c, "号");
    return set_day(m, year, month, day);
}

static bool read_year_first(struct datetime_cursor *c,
                            struct dateformat_moment *m)
{
    int year = datetime_number(c, 4, 4);
    struct datetime_cursor sign = *c;
    datetime_blanks(&sign);
    if (datetime_word(&sign, "年")) {
        *c = sign;
        return read_hanzi(c, year, m);
    }
    char between = datetime_one(c, "-/.");
    int month = datetime_number(c, 1, 2);
    char again[] = {between, '\0'};
    if (between == '\0' || datetime_one(c, again) == '\0')
        return false;
    return set_day(m, year, month, datetime_number(c, 1, 2));
}

static bool read_compact(struct datetime_cursor *c, struct dateformat_moment *m)
{
    int year = datetime_number(c, 4, 4);
    int month = datetime_number(c, 2, 2);
    return set_day(m, year, month, datetime_number(c, 2, 2));
}

static bool read_year_last(struct datetime_cursor *c,
                           const struct dateformat *f,
                           struct dateformat_moment *m)
{
    char sign[] = {f->sign, '\0'};
    int first = datetime_number(c, 1, 2);
    if (datetime_one(c, sign) == '\0')
        return false;
    datetime_blanks(c);
    int second = datetime_number(c, 1, 2);
    if (datetime_one(c, sign) == '\0')
        return false;
    datetime_blanks(c);
    int year = datetime_number(c, 4, 4);
    return f->order == DATEFORMAT_DAY_FIRST ? set_day(m, year, second, first)
                                            : set_day(m, year, first, second);
}

static bool read_named(struct datetime_cursor *c, struct dateformat_moment *m)
{
    datetime_weekday(c);
    int day = datetime_number(c, 1, 2);
    if (datetime_one(c, " -") == '\0')
        return false;
    int month = datetime_month(c);
    if (datetime_one(c, " -") == '\0')
        return false;
    return set_day(m, datetime_number(c, 4, 4), month, day);
}

/* The digits behind the point, as seconds of a day, to the nearest. */
static int64_t read_fraction(struct datetime_cursor *c)
{
    int64_t digits = 0, unit = 1;
    for (int digit; (digit = datetime_number(c, 1, 1)) >= 0;) {
        if (unit > INT64_C(100000000000))
            continue;
        digits = digits * 10 + digit;
        unit *= 10;
    }
    return (digits * DAY_SECONDS + unit / 2) / unit;
}

static bool read_excel(struct datetime_cursor *c, const struct dateformat *f,
                       struct dateformat_moment *m)
{
    int days = datetime_number(c, 1, 6);
    if (days < 0 || days > EXCEL_MOST)
        return false;
    bool old = f->order == DATEFORMAT_EXCEL_1904;
    if (!old && (days == EXCEL_TRAP || days == 0))
        return false;
    m->day = old                 ? days - EXCEL_1904_ZERO
             : days > EXCEL_TRAP ? days - EXCEL_ZERO
                                 : days - EXCEL_ZERO + 1;
    if (datetime_one(c, ".") == '\0')
        return true;
    int64_t second = read_fraction(c);
    m->day += second == DAY_SECONDS;
    m->second = second == DAY_SECONDS ? 0 : (int32_t)second;
    return true;
}

static bool read_unix(struct datetime_cursor *c, struct dateformat_moment *m)
{
    int64_t seconds = 0;
    int digit, count = 0;
    for (; count < 11 && (digit = datetime_number(c, 1, 1)) >= 0; count++)
        seconds = seconds * 10 + digit;
    m->day = (int32_t)(seconds / DAY_SECONDS);
    m->second = (int32_t)(seconds % DAY_SECONDS);
    m->zoned = true;
    return count > 0 && seconds < INT64_C(13569465600); /* the year 2400 */
}

static bool read_date(struct datetime_cursor *c, const struct dateformat *f,
                      struct dateformat_moment *m)
{
    switch (f->order) {
    case DATEFORMAT_YEAR_FIRST:
        return read_year_first(c, m);
    case DATEFORMAT_COMPACT:
        return read_compact(c, m);
    case DATEFORMAT_DAY_FIRST:
    case DATEFORMAT_MONTH_FIRST:
        return read_year_last(c, f, m);
    case DATEFORMAT_NAMED:
        return read_named(c, m);
    case DATEFORMAT_EXCEL:
    case DATEFORMAT_EXCEL_1904:
        return read_excel(c, f, m);
    case DATEFORMAT_UNIX:
        return read_unix(c, m);
    }
    return false;
}

/* "2025-02-28", the most common of all; false for any other. */
static bool read_iso(const char *at, size_t length, int32_t *day)
{
    if (length != 10 || at[4] != '-' || at[7] != '-')
        return false;
    unsigned digits[10];
    bool good = true;
    for (size_t i = 0; i < 10; i++) {
        digits[i] = (unsigned)(at[i] - '0');
        good = good && (digits[i] <= 9 || i == 4 || i == 7);
    }
    if (!good)
        return false;
    *day = date_day(
        (int)(digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]),
        (int)(digits[5] * 10 + digits[6]), (int)(digits[8] * 10 + digits[9]));
    return *day != DATE_NONE;
}

bool dateformat_read(const struct dateformat *format, const char *bytes,
                     size_t length, bool prefix, struct dateformat_moment *m)
{
    char text[DATEFORMAT_TEXT];
    *m = (struct dateformat_moment){.second = -1};
    if (format->order == DATEFORMAT_YEAR_FIRST &&
        read_iso(bytes, length, &m->day))
        return true;
    if (prefix && length > sizeof text - 1)
        length = sizeof text - 1;
    size_t used = narrow_copy(bytes, length, text, sizeof text);
    if (used == sizeof text)
        return false;
    struct datetime_cursor c = {text, text + used};
    if (!read_date(&c, format, m))
        return false;
    if (c.at < c.end && format->order < DATEFORMAT_EXCEL &&
        !datetime_read(&c, prefix, &m->second, &m->zoned, &m->offset))
        return false;
    return prefix || c.at == c.end;
}

void dateformat_shift(struct dateformat_moment *m, int32_t offset)
{
    if (!m->zoned || m->second < 0)
        return;
    int64_t second = m->second + ((int64_t)offset - m->offset) * 60;
    int32_t days =
        (int32_t)(second >= 0 ? second / DAY_SECONDS
                              : -((DAY_SECONDS - 1 - second) / DAY_SECONDS));
    m->day += days;
    m->second = (int32_t)(second - (int64_t)days * DAY_SECONDS);
    m->offset = offset;
}
