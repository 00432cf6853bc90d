/* amount.c - see amount.h. */
#include "lib/amount.h"

#include "lib/narrow.h"
#include "lib/text.h"

#include <string.h>

static const int64_t most = INT64_C(9000000000000000);

/* A text before others that begin with it comes behind them. */
static const struct unit {
    const char *text;
    int64_t scale;
} units[] = {
    {"", 1},    {"%", 1},    {"万元", 10000}, {"万", 10000}, {"元", 1},
    {"分", 1},  {"人次", 1}, {"人", 1},       {"个", 1},     {"次", 1},
    {"名", 1},  {"件", 1},   {"座", 1},       {"本", 1},     {"册", 1},
    {"份", 1},  {"场", 1},   {"秒", 1},       {"points", 1}, {"point", 1},
    {"pts", 1}, {"pt", 1},   {"CNY", 1},      {"RMB", 1},    {"yuan", 1},
    {"EUR", 1}, {"USD", 1},  {"seconds", 1},  {"sec", 1},    {"s", 1},
    {"¥", 1},   {"￥", 1},   {"$", 1},        {"€", 1},
};

const char *amount_unit(int unit)
{
    return units[unit].text;
}

/* The unit that [AT, END) is; -1 if it is none. */
static int find_unit(const char *at, const char *end)
{
    size_t length = (size_t)(end - at);
    text_trim(&at, &length);
    for (size_t i = 0; i < COUNT_OF(units); i++)
        if (text_equal(at, length, units[i].text))
            return (int)i;
    return -1;
}

/* A sign of money before the number; 0 if there is none. */
static int take_money(const char **at, const char *end)
{
    static const char *const signs[] = {"¥", "￥", "$", "€", "RMB", "CNY"};
    for (size_t i = 0; i < COUNT_OF(signs); i++) {
        size_t length = strlen(signs[i]);
        if ((size_t)(end - *at) < length || memcmp(*at, signs[i], length) != 0)
            continue;
        *at += length;
        while (*at < end && **at == ' ')
            ++*at;
        return find_unit(signs[i], signs[i] + length);
    }
    return 0;
}

static bool is_digit(const char *at, const char *end)
{
    return at < end && *at >= '0' && *at <= '9';
}

static size_t count_digits(const char *at, const char *end)
{
    size_t n = 0;
    while (is_digit(at + n, end))
        n++;
    return n;
}

static bool append(int64_t *sum, char digit)
{
    if (*sum > (most - (digit - '0')) / 10)
        return false;
    *sum = *sum * 10 + (digit - '0');
    return true;
}

static bool append_digits(int64_t *sum, const char *at, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!append(sum, at[i]))
            return false;
    return true;
}

/* Whether SIGN parts thousands in FORMAT. */
static bool is_group(const struct amount_format *f, char sign)
{
    char other = f->decimal == ',' ? '.' : ',';
    return f->grouped && (sign == other || sign == ' ');
}

/* The whole part, thousands and all. */
static bool take_whole(const struct amount_format *f, const char **at,
                       const char *end, int64_t *sum)
{
    size_t n = count_digits(*at, end);
    bool good = append_digits(sum, *at, n), parted = n >= 1 && n <= 3;
    *at += n;
    while (good && parted && *at < end && is_group(f, **at) &&
           count_digits(*at + 1, end) == 3) {
        good = append_digits(sum, *at + 1, 3);
        *at += 4;
    }
    return good;
}

bool amount_take(const struct amount_format *f, const char **at,
                 const char *end, int64_t *hundredths)
{
    char point = f->decimal == ',' ? ',' : '.';
    const char *from = *at;
    bool minus = from < end && *from == '-';
    from += minus || (from < end && *from == '+');
    const char *begin = from;
    int64_t sum = 0;
    if (!take_whole(f, &from, end, &sum))
        return false;
    size_t decimals = 0;
    const char *after = from;
    if (from < end && *from == point) {
        after = from + 1;
        decimals = count_digits(after, end);
    }
    if (from == begin && decimals == 0)
        return false;
    for (size_t i = 0; i < 2; i++)
        if (!append(&sum, i < decimals ? after[i] : '0'))
            return false;
    sum += decimals > 2 && after[2] >= '5';
    *at = after + decimals;
    *hundredths = minus ? -sum : sum;
    return true;
}

bool amount_read(const struct amount_format *f, const char *bytes,
                 size_t length, int64_t *hundredths)
{
    char text[AMOUNT_TEXT];
    size_t used = narrow_copy(bytes, length, text, sizeof text);
    if (used == sizeof text)
        return false;
    const char *at = text, *end = text + used;
    int money = take_money(&at, end);
    if (!amount_take(f, &at, end, hundredths))
        return false;
    int unit = find_unit(at, end);
    if (unit < 0 || (unit > 0 && money > 0))
        return false;
    unit = unit > 0 ? unit : money;
    int64_t scale = units[unit].scale;
    if ((unit > 0 && unit != f->unit) || *hundredths > most / scale ||
        *hundredths < -most / scale)
        return false;
    *hundredths *= scale;
    return true;
}

/* What the signs within digits tell; their counts and the last of them. */
struct signs {
    size_t points, commas, blanks;
    const char *last; /* NULL: none */
};

static const char *scan_signs(const char *at, const char *end, struct signs *s)
{
    *s = (struct signs){0};
    for (; at < end; at++) {
        bool inner = is_digit(at + 1, end);
        if (*at == '.' || *at == ',') {
            s->points += *at == '.';
            s->commas += *at == ',';
            s->last = at;
        } else if (*at == ' ' && inner) {
            s->blanks++;
        } else if (!is_digit(at, end)) {
            break;
        }
    }
    return at;
}

/* BEGIN is the first digit, END is behind the last. */
static enum amount_sign judge(const struct signs *s, const char *begin,
                              const char *end)
{
    if (s->commas == 0)
        return s->points > 1                              ? AMOUNT_COMMA
               : s->points == 1 && end - s->last - 1 != 3 ? AMOUNT_POINT
                                                          : AMOUNT_PLAIN;
    if (s->points > 0)
        return *s->last == '.' ? AMOUNT_POINT : AMOUNT_COMMA;
    if (s->commas > 1)
        return AMOUNT_POINT;
    bool three = end - s->last - 1 == 3 && s->last - begin >= 1 &&
                 s->last - begin <= 3 && *begin != '0';
    return three ? AMOUNT_EITHER : AMOUNT_COMMA;
}

struct amount_look amount_look(const char *bytes, size_t length)
{
    static const struct amount_look none = {.sign = AMOUNT_NONE};
    char text[AMOUNT_TEXT];
    size_t used = narrow_copy(bytes, length, text, sizeof text);
    if (used == sizeof text)
        return none;
    const char *at = text, *end = text + used;
    int money = take_money(&at, end);
    if (at < end && (*at == '-' || *at == '+'))
        at++;
    struct signs s;
    const char *behind = scan_signs(at, end, &s);
    int unit = find_unit(behind, end);
    if (behind == at || unit < 0)
        return none;
    struct amount_look look = {.sign = judge(&s, at, behind)};
    look.unit = unit > 0 ? unit : money;
    look.grouped =
        s.blanks > 0 || s.points + s.commas > 1 || look.sign == AMOUNT_EITHER;
    /* What it tells must also be how it can be read. */
    struct amount_format f = {.decimal = look.sign == AMOUNT_COMMA ? ',' : '.',
                              .grouped = look.grouped,
                              .unit = look.unit};
    int64_t value;
    return amount_read(&f, bytes, length, &value) ? look : none;
}
