/* spoilt.c - see spoilt.h. */
#include "ingest/spoilt.h"

#include "lib/attr.h"
#include "lib/text.h"

static const char *const errors[] = {"#N/A",    "#REF!", "#VALUE!", "#NAME?",
                                     "#DIV/0!", "#NUM!", "#NULL!"};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t count_digits(const char *bytes, size_t from, size_t length)
{
    size_t at = from;
    while (at < length && is_digit(bytes[at]))
        at++;
    return at - from;
}

bool spoilt_is_error(const char *bytes, size_t length)
{
    if (length == 0 || bytes[0] != '#')
        return false;
    for (size_t i = 0; i < COUNT_OF(errors); i++)
        if (text_equal(bytes, length, errors[i]))
            return true;
    return false;
}

bool spoilt_is_cut_number(const char *bytes, size_t length)
{
    if (length < 5 || !is_digit(bytes[0]))
        return false;
    size_t at = 1;
    if (bytes[at] == '.' || bytes[at] == ',') {
        size_t decimals = count_digits(bytes, 2, length);
        if (decimals == 0)
            return false;
        at = 2 + decimals;
    }
    if (length - at < 4 || bytes[at] != 'E' || bytes[at + 1] != '+')
        return false;
    return count_digits(bytes, at + 2, length) == length - at - 2;
}
