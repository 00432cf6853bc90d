/* seconds.c - see seconds.h. */
#include "ingest/survey/seconds.h"

#include "lib/attr.h"
#include "lib/text.h"

#include <string.h>

static const int64_t most = 1000000000;

/* Units from large to small; each stands once at most. */
static const struct unit {
    const char *word;
    int64_t seconds;
} units[] = {
    {"天", 86400}, {"小时", 3600}, {"时", 3600},   {"h", 3600}, {"分钟", 60},
    {"分", 60},    {"min", 60},    {"m", 60},      {"秒钟", 1}, {"秒", 1},
    {"s", 1},      {"sec", 1},     {"seconds", 1},
};

/* The digits and points that BYTES begin with. */
static size_t number_length(const char *bytes, size_t length)
{
    size_t n = 0;
    while (n < length && memchr("0123456789.", bytes[n], 11) != NULL)
        n++;
    return n;
}

/* The longest unit that BYTES begin with, or NULL. */
static const struct unit *find_unit(const char *bytes, size_t length)
{
    const struct unit *found = NULL;
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        size_t n = strlen(units[i].word);
        if (n <= length && memcmp(bytes, units[i].word, n) == 0 &&
            (found == NULL || n > strlen(found->word)))
            found = &units[i];
    }
    return found;
}

/* "3分2秒": numbers with units, each smaller than the one before. */
static bool read_units(const char *bytes, size_t length, int64_t *hundredths)
{
    int64_t last = INT64_MAX;
    *hundredths = 0;
    while (length > 0) {
        int64_t value;
        size_t digits = number_length(bytes, length);
        if (!text_read_hundredths(bytes, digits, &value) || value > most * 100)
            return false;
        const struct unit *unit = find_unit(bytes + digits, length - digits);
        if (unit == NULL || unit->seconds >= last)
            return false;
        *hundredths += value * unit->seconds;
        last = unit->seconds;
        digits += strlen(unit->word);
        bytes += digits;
        length -= digits;
    }
    return true;
}

/* "1:02:05" or "2:05": each part but the first is below 60. */
static bool read_clock(const char *bytes, size_t length, int64_t *hundredths)
{
    int64_t sum = 0;
    for (int parts = 0; parts < 3; parts++) {
        const char *end = memchr(bytes, ':', length);
        size_t part = end != NULL ? (size_t)(end - bytes) : length;
        int64_t value;
        if (part == 0 || number_length(bytes, part) != part ||
            !text_read_integer(bytes, part, &value) || value > most ||
            (parts > 0 && value >= 60))
            return false;
        sum = sum * 60 + value;
        if (end == NULL) {
            *hundredths = sum * 100;
            return parts > 0;
        }
        bytes = end + 1;
        length -= part + 1;
    }
    return false;
}

bool seconds_read(const char *bytes, size_t length, int64_t *seconds)
{
    int64_t hundredths;
    if (length == 0)
        return false;
    bool plain = number_length(bytes, length) == length &&
                 text_read_hundredths(bytes, length, &hundredths);
    if (!plain && !read_units(bytes, length, &hundredths) &&
        !read_clock(bytes, length, &hundredths))
        return false;
    *seconds = (hundredths + 50) / 100;
    return *seconds <= most;
}
